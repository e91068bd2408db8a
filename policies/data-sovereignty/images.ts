import { noParameters } from "../lib/parameters.ts";
import { stackRule } from "../lib/rule.ts";
import { declarationReads } from "./declared.ts";
import { sovereigntyFramework } from "./framework.ts";
import { registryOf } from "./hosts.ts";
import { at, nodesIn, type KubernetesObject } from "./objects.ts";
import { referencesIn, type Reference } from "./references.ts";
import { judgeSome, undeclaredAmong } from "./undeclared.ts";

const purposes = ["registry", "package-mirror"];

/** The registry that the values of a chart put before every image of it, as Envoy Gateway's do by `global.imageRegistry`. A URL is read as one. */
const chartRegistriesIn = (object: KubernetesObject): Reference[] =>
  [["values"], ["spec", "values"]]
    .flatMap((path) => [...nodesIn(at(object.props, ...path), path.join("."), "", false)])
    .filter(
      ({ key, value, isUnknown }) =>
        key === "imageRegistry" && (isUnknown || (typeof value === "string" && value !== "" && !value.includes("://"))),
    )
    .map(({ path, value, isUnknown }) => ({
      object,
      topic: "image",
      path,
      destination: isUnknown ? undefined : registryOf(`${String(value)}/image`),
    }));

const imagesIn = (object: KubernetesObject): Reference[] => [
  ...referencesIn(object).filter(({ topic }) => topic === "image"),
  ...chartRegistriesIn(object),
];

export const imageRegistryDeclared = stackRule({
  name: "image-registry-declared",
  description: "Every image and chart, of any Kubernetes object, comes from a registry that the site declares",
  why: "What runs on tenants' data is what the registry hands out. An image without a registry in its name comes from Docker Hub, which no site declares.",
  level: "mandatory",
  severity: "high",
  framework: {
    ...sovereigntyFramework,
    reference: "SOV-5, supply chain",
    specification: "Software comes from sources under the customer's or the provider's control, whose jurisdiction is known.",
  },
  remediation:
    "Mirror the image into the site's registry and name it in full, or declare the registry in site.egress with its jurisdiction.",
  tags: ["sovereignty", "kubernetes", "images"],
  parameters: noParameters,
  reads: declarationReads,
  judge: ({ stack }) =>
    judgeSome(
      stack,
      (object) => imagesIn(object).length > 0,
      "Kubernetes object that names an image or a chart",
      (objects, declarations) => undeclaredAmong(objects.flatMap(imagesIn), declarations, purposes),
    ),
});
