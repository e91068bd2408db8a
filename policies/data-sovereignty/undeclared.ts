import type { Finding, RuleOutcome, Resource } from "../lib/rule.ts";
import { declarationsIn, isDeclared, printDeclared, type Declarations } from "./declared.ts";
import type { Destination } from "./hosts.ts";
import { kubernetesObjects, type KubernetesObject } from "./objects.ts";
import { referencesIn, type Topic } from "./references.ts";
import { isDomain } from "./shapes.ts";
import { countryOfRegion } from "../lib/cloud-regions.ts";

/** `Deployment tenant-a/train`. */
export const printObject = ({ kind, name }: KubernetesObject): string => `${kind} ${name}`;

function print({ host, port, isBucket, isRegion }: Destination): string {
  if (isRegion === true) return `region ${host} of a cloud, in ${countryOfRegion(host) ?? "a country that nothing says"}`;
  return isBucket === true ? `bucket ${host}` : port === undefined ? host : `${host}:${port}`;
}

/** A dotted name without a public top-level domain is taken for a Service of another namespace. */
const hint = ({ host }: Destination) =>
  /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/.test(host) && !isDomain(host) ? `; if it is a Service, write ${host}.svc` : "";

/** The finding for a field that is unknown until the update has run: nothing passes unjudged. */
export const unknownField = (object: KubernetesObject, path: string): Finding => ({
  urn: object.urn,
  got: `${printObject(object)}: ${path} that is not known before the update`,
  want: "a value that the rule can judge",
  fix: "write the value out instead of taking it from another resource's output",
});

/** Findings on the references of one topic: each must lead inside, or to a destination that an entry for one of the purposes declares. */
export function undeclaredReferences(
  objects: readonly KubernetesObject[],
  declarations: Declarations,
  topic: Topic,
  purposes?: readonly string[],
): Finding[] {
  const known = purposes === undefined ? "site.egress, or of a backup" : `site.egress for ${purposes.join(" or ")}`;
  return objects.flatMap((object) =>
    referencesIn(object)
      .filter((reference) => reference.topic === topic)
      .flatMap(({ path, destination }): Finding[] => {
        if (destination === undefined) return [unknownField(object, path)];
        if (isDeclared(declarations, destination, purposes)) return [];
        return [
          {
            urn: object.urn,
            got: `${printObject(object)} leads to ${print(destination)} (${path})`,
            want: `a host of ${known}: ${printDeclared(declarations, purposes)}`,
            fix: `declare it with its jurisdiction, or point the object at what is declared${hint(destination)}`,
          },
        ];
      }),
  );
}

/** Judges a stack's Kubernetes objects against its declarations. */
export function judgeObjects(
  resources: readonly Resource[],
  judge: (objects: readonly KubernetesObject[], declarations: Declarations) => readonly Finding[],
): RuleOutcome {
  const objects = kubernetesObjects(resources);
  if (objects.length === 0) return { notApplicable: "the stack has no Kubernetes object" };
  return judge(objects, declarationsIn(resources));
}

/** Judges only the objects that a rule selects. */
export function judgeSome(
  resources: readonly Resource[],
  isAbout: (object: KubernetesObject) => boolean,
  what: string,
  judge: (objects: readonly KubernetesObject[], declarations: Declarations) => readonly Finding[],
): RuleOutcome {
  const objects = kubernetesObjects(resources).filter(isAbout);
  if (objects.length === 0) return { notApplicable: `the stack has no ${what}` };
  return judge(objects, declarationsIn(resources));
}
