import { z } from "zod";
import { printNames } from "../../components/lib/parse/fault.ts";
import { stackRule, type Finding } from "../lib/rule.ts";
import { declarationReads, type Declarations } from "./declared.ts";
import { nothingLeaves } from "./framework.ts";
import { urlsIn } from "./hosts.ts";
import { at, nodesIn, nodesOf, textAt, type KubernetesObject } from "./objects.ts";
import { uploads } from "./uploads.ts";
import { judgeObjects, printObject, undeclaredReferences } from "./undeclared.ts";

/** External secret providers that stay inside, or whose host is written in the store and judged there. */
const insideProviders = ["fake", "kubernetes"];

const isStore = ({ kind }: KubernetesObject) => /^(Cluster)?SecretStore$/.test(kind);

/** Secret stores whose provider type implies a cloud: they have no host field to judge. */
function impliedStores(object: KubernetesObject): Finding[] {
  if (!isStore(object)) return [];
  const provider = at(object.props, "spec", "provider");
  const names = typeof provider === "object" && provider !== null ? Object.keys(provider) : [];
  return names
    .filter((name) => !insideProviders.includes(name))
    .filter(
      (name) => ![...nodesIn(at(provider, name), "", "", false)].some(({ value }) => typeof value === "string" && urlsIn(value).length > 0),
    )
    .map((name) => ({
      urn: object.urn,
      got: `${printObject(object)} keeps secrets with ${name}, whose host it does not name`,
      want: "a store whose host is written out and declared in site.egress",
      fix: "use a store of the site, or one whose address can be named and declared",
    }));
}

/** Secrets read from or pushed to an undeclared store, whose host no rule judges. */
function strayStores(object: KubernetesObject, objects: readonly KubernetesObject[], siteStores: readonly string[]): Finding[] {
  if (!/^(Cluster)?(External|Push)Secret$/.test(object.kind)) return [];
  const known = objects.filter(isStore).map(({ kind, props }) => `${kind} ${textAt(props, "metadata", "name") ?? ""}`);
  return nodesOf(object)
    .filter(({ path }) => /(secretStoreRef|secretStoreRefs\[\d+\]|storeRef)\.name$/.test(path))
    .map(({ parent, value }) => `${textAt(parent, "kind") ?? "SecretStore"} ${String(value)}`)
    .filter((store) => !known.includes(store) && !siteStores.includes(store))
    .map((store) => ({
      urn: object.urn,
      got: `${printObject(object)} of ${store}, which the stack does not declare`,
      want: `a store of the stack, whose host is judged: ${printNames(known)}`,
      fix: "declare the store in the same stack, and its host in site.egress",
    }));
}

const findings = (objects: readonly KubernetesObject[], declarations: Declarations, siteStores: readonly string[]): Finding[] => [
  ...undeclaredReferences(objects, declarations, "destination"),
  ...objects.flatMap((object) => [...impliedStores(object), ...strayStores(object, objects, siteStores), ...uploads(object, declarations)]),
];

export const destinationDeclared = stackRule({
  name: "destination-declared",
  description: "No Kubernetes object, of whatever kind, leads to a host, address or bucket that the site does not declare",
  why: "A pod's environment, a job's arguments, a webhook, an issuer or a secret store can send data anywhere. A destination without an Egress or Storage entry has no known jurisdiction, and is refused by default.",
  level: "mandatory",
  severity: "critical",
  framework: nothingLeaves,
  remediation: "Declare the destination in site.egress with its purpose and jurisdiction, or point the object at what is declared.",
  tags: ["sovereignty", "kubernetes", "egress"],
  parameters: z.strictObject({
    siteStores: z
      .array(z.string())
      .default(["ClusterSecretStore site"])
      .describe("stores of secrets that the site itself keeps on its clusters, before any stack: kind and name"),
  }),
  reads: declarationReads,
  judge: ({ resources, parameters: { siteStores } }) =>
    judgeObjects(resources, (objects, declarations) => findings(objects, declarations, siteStores)),
});
