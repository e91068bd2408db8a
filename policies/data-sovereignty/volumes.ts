import { jurisdictions } from "../../components/catalog/jurisdictions.ts";
import { printNames } from "../../components/lib/parse/fault.ts";
import { noParameters } from "../lib/parameters.ts";
import { stackRule, type Finding } from "../lib/rule.ts";
import { declarationReads } from "./declared.ts";
import { sovereigntyFramework } from "./framework.ts";
import { at, listAt, nodesOf, podSpecsIn, textAt, type KubernetesObject } from "./objects.ts";
import { judgeSome, unknownField } from "./undeclared.ts";
import {
  fieldsOf,
  knownClasses,
  oneOf,
  regionsOf,
  snapshotClassFindings,
  storageClassFindings,
  volumeFinding,
  type KnownClasses,
} from "./volume-classes.ts";

/** Volume sources that live and die with the pod, or are objects of the cluster. */
const innerSources = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "hostPath",
  "image",
  "name",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

/** Fields of a PersistentVolume that are not a source. */
const volumeFields = [
  "accessModes",
  "capacity",
  "claimRef",
  "csi",
  "mountOptions",
  "nodeAffinity",
  "persistentVolumeReclaimPolicy",
  "storageClassName",
  "volumeAttributesClassName",
  "volumeMode",
];

/** Findings on the classes that claims name anywhere in an object: a claim without a class takes the cluster's default. */
function claimFindings(object: KubernetesObject, known: KnownClasses): Finding[] {
  const kinds = { storageClassName: "classes", volumeSnapshotClassName: "snapshotClasses" } as const;
  return nodesOf(object).flatMap(({ path, key, parent, value, isUnknown }): Finding[] => {
    if (key === "storageClassName" || key === "volumeSnapshotClassName") {
      if (isUnknown) return [unknownField(object, path)];
      const kind = kinds[key];
      return Object.hasOwn(known[kind], String(value))
        ? []
        : [volumeFinding(object, `takes class ${JSON.stringify(value)} (${path})`, oneOf(kind, known))];
    }
    // A claim is recognised by access modes and a request; a volume has a capacity instead.
    if (key === "accessModes" && !Array.isArray(parent) && "resources" in parent && !("storageClassName" in parent)) {
      return [volumeFinding(object, `claims a volume of no class (${path.replace(/\.?accessModes$/, "")})`, oneOf("classes", known))];
    }
    return [];
  });
}

const driversOf = ({ classes, snapshotClasses }: KnownClasses) => [
  ...new Set([
    ...Object.values(classes).map(({ provisioner }) => provisioner),
    ...Object.values(snapshotClasses).map(({ driver }) => driver),
  ]),
];

const driverAt = ({ kind, props }: KubernetesObject): string | undefined => {
  if (kind === "VolumeSnapshotContent") return textAt(props, "spec", "driver");
  return kind === "VolumeAttributesClass" ? textAt(props, "driverName") : undefined;
};

/** Snapshots with a foreign source or without a class, and volume attributes of another driver. */
function driverFindings(object: KubernetesObject, known: KnownClasses): Finding[] {
  if (object.kind === "VolumeSnapshot" && at(object.props, "spec", "volumeSnapshotClassName") === undefined) {
    return [volumeFinding(object, "is of no class", oneOf("snapshotClasses", known))];
  }
  const driver = driverAt(object);
  if (driver === undefined || driversOf(known).includes(driver)) return [];
  return [volumeFinding(object, `of driver ${driver}`, `a declared driver: ${printNames(driversOf(known))}`)];
}

/** Findings on a hand-written volume: it must use its class's driver and be bound to its class's region. */
function volumeFindings(object: KubernetesObject, known: KnownClasses): Finding[] {
  if (object.kind !== "PersistentVolume") return [];
  const spec = at(object.props, "spec");
  const declared = known.classes[textAt(spec, "storageClassName") ?? ""];
  const findings = fieldsOf(spec)
    .filter((field) => !volumeFields.includes(field))
    .map((source) => volumeFinding(object, `lies on ${source}`, "a volume of a declared class's driver"));
  const driver = textAt(spec, "csi", "driver");
  if (driver !== undefined && driver !== declared?.provisioner) {
    findings.push(
      volumeFinding(object, `lies with driver ${driver}`, `the driver of its class: ${declared?.provisioner ?? "none is declared"}`),
    );
  }
  if (declared === undefined) return findings;
  const { region } = jurisdictions[declared.jurisdiction];
  const regions = regionsOf(listAt(spec, "nodeAffinity", "required", "nodeSelectorTerms"), "matchExpressions");
  if (regions?.every((one) => one === region) !== true) {
    findings.push(volumeFinding(object, `is bound to ${regions?.join(", ") ?? "no region"}`, `required node affinity to region ${region}`));
  }
  return findings;
}

/** Findings on volumes that pods mount without a claim. */
const mountFindings = (object: KubernetesObject, known: KnownClasses): Finding[] =>
  podSpecsIn(object).flatMap(({ spec }) =>
    listAt(spec, "volumes").flatMap((volume): Finding[] => {
      const driver = textAt(volume, "csi", "driver");
      const outside = fieldsOf(volume).filter((field) => !innerSources.includes(field));
      if (driver !== undefined && !driversOf(known).includes(driver)) outside.push(`driver ${driver}`);
      return outside.map((source) =>
        volumeFinding(object, `mounts volume ${textAt(volume, "name") ?? ""} from ${source}`, "a claim of a declared class"),
      );
    }),
  );

function findingsOf(object: KubernetesObject, known: KnownClasses): Finding[] {
  if (object.kind === "StorageClass") return storageClassFindings(object, known);
  if (object.kind === "VolumeSnapshotClass") return snapshotClassFindings(object, known);
  return [claimFindings, driverFindings, volumeFindings, mountFindings].flatMap((findings) => findings(object, known));
}

const isVolumeObject = (object: KubernetesObject): boolean =>
  /^(StorageClass|VolumeAttributesClass|VolumeSnapshot(Class|Content)?|PersistentVolume(Claim)?)$/.test(object.kind) ||
  nodesOf(object).some(({ key }) => key === "storageClassName" || key === "accessModes" || key === "volumes");

export const volumeClassDeclared = stackRule({
  name: "volume-class-declared",
  description:
    "Every class, volume, claim and mount of a Kubernetes object uses the storage that the site declares, with the declared settings",
  why: "A hand-written class, a claim that takes the default or a mount of a file server puts data where no declaration says that it may lie, under a key that no declaration names.",
  level: "mandatory",
  severity: "critical",
  framework: {
    ...sovereigntyFramework,
    reference: "SOV-3, data",
    specification: "It is known, and evidenced, where data is stored and processed, and who holds the keys.",
  },
  remediation: "Use a class that site.storage declares; the site's component makes its objects on each cluster.",
  tags: ["sovereignty", "kubernetes", "storage"],
  parameters: noParameters,
  reads: declarationReads,
  judge: ({ resources }) =>
    judgeSome(resources, isVolumeObject, "storage class, volume, claim or mount", (objects, declarations) => {
      const known = knownClasses(declarations);
      return objects.flatMap((object) => findingsOf(object, known));
    }),
});
