import { jurisdictions } from "../../components/catalog/jurisdictions.ts";
import { printNames } from "../../components/lib/parse/fault.ts";
import { topologyKeys } from "../../components/lib/topology-keys.ts";
import type { Finding } from "../lib/rule.ts";
import type { StorageFacts } from "../../components/schema/contracts/site.ts";
import type { Declarations } from "./declared.ts";
import { at, listAt, textAt, type KubernetesObject } from "./objects.ts";
import { printObject } from "./undeclared.ts";

/** The classes that a stack declares, by name. */
export type KnownClasses = Pick<StorageFacts, "classes" | "snapshotClasses">;

export const knownClasses = ({ storage }: Declarations): KnownClasses => ({
  classes: Object.fromEntries(storage.flatMap(({ classes }) => Object.entries(classes))),
  snapshotClasses: Object.fromEntries(storage.flatMap(({ snapshotClasses }) => Object.entries(snapshotClasses))),
});

/** The known class names of a kind, as text. */
export const oneOf = (kind: keyof KnownClasses, known: KnownClasses): string =>
  `one of site.storage.${kind}: ${printNames(Object.keys(known[kind]))}`;

export const volumeFinding = (object: KubernetesObject, got: string, want: string): Finding => ({
  urn: object.urn,
  got: `${printObject(object)} ${got}`,
  want,
  fix: "use a class that site.storage declares, or declare what is meant there with its jurisdiction and key",
});

type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): string[] => (typeof value === "object" && value !== null ? Object.keys(value) : []);

/** The regions to which topology or node affinity terms bind; undefined if one of them leaves the region open. */
export function regionsOf(terms: readonly unknown[], expressions: string): readonly string[] | undefined {
  const regions = terms.map((term) =>
    listAt(term, expressions)
      .filter(
        (expression) => textAt(expression, "key") === topologyKeys.region && ["In", undefined].includes(textAt(expression, "operator")),
      )
      .flatMap((expression) => listAt(expression, "values").map(String)),
  );
  return terms.length === 0 || regions.some((values) => values.length === 0) ? undefined : regions.flat();
}

/** The label for the jurisdiction in which data lies or a workload runs. */
export const jurisdictionLabel = "nscale.com/jurisdiction";

const labelNames = { jurisdiction: jurisdictionLabel, encryptionKey: "nscale.com/encryption-key" } as const;

const labelsOf = ({ jurisdiction, encryptionKey }: { jurisdiction: string; encryptionKey: string }) => ({
  [labelNames.jurisdiction]: jurisdiction,
  [labelNames.encryptionKey]: encryptionKey,
});

const labelsIn = (object: KubernetesObject) =>
  Object.fromEntries(Object.values(labelNames).map((label) => [label, textAt(object.props, "metadata", "labels", label)]));

/** A canonical form that does not depend on field order. */
const sorted = (value: unknown) =>
  Object.fromEntries(
    fieldsOf(value)
      .sort()
      .map((key) => [key, at(value, key)]),
  );

/** Fields in which an object contradicts its declaration. */
function mismatches(object: KubernetesObject, wanted: Fields, found: Fields): Finding[] {
  const print = (value: unknown) => (value === undefined ? "left out" : JSON.stringify(value));
  return Object.entries(wanted)
    .filter(([field, value]) => print(found[field]) !== print(value))
    .map(([field, value]) => volumeFinding(object, `with ${field} ${print(found[field])}`, `${print(value)}, as site.storage declares`));
}

/** Findings on a StorageClass: it must be declared, with the declared driver, parameters, place and key. */
export function storageClassFindings(object: KubernetesObject, known: KnownClasses): Finding[] {
  const declared = known.classes[object.name];
  if (declared === undefined) return [volumeFinding(object, "that is not declared", oneOf("classes", known))];
  const { provisioner, parameters, jurisdiction } = declared;
  return mismatches(
    object,
    { provisioner, parameters: sorted(parameters), regions: [jurisdictions[jurisdiction].region], ...labelsOf(declared) },
    {
      provisioner: at(object.props, "provisioner"),
      parameters: sorted(at(object.props, "parameters") ?? {}),
      regions: regionsOf(listAt(object.props, "allowedTopologies"), "matchLabelExpressions"),
      ...labelsIn(object),
    },
  );
}

/** Findings on a VolumeSnapshotClass: it must be declared, with the declared driver, place and key. */
export function snapshotClassFindings(object: KubernetesObject, known: KnownClasses): Finding[] {
  const declared = known.snapshotClasses[object.name];
  if (declared === undefined) return [volumeFinding(object, "that is not declared", oneOf("snapshotClasses", known))];
  return mismatches(
    object,
    { driver: declared.driver, ...labelsOf(declared) },
    { driver: at(object.props, "driver"), ...labelsIn(object) },
  );
}
