import { tenantLabel } from "../../components/lib/names.ts";
import { keepOnPrune } from "../../components/lib/claims.ts";
import { storageContract } from "../../components/schema/contracts/site.ts";
import { gibibytesOf } from "../../components/lib/quantity.ts";
import type { Properties, Step } from "../plan/step.ts";
import type { StackReview } from "../schema.ts";
import { clusterNames, clusterOf } from "./clusters.ts";

type StoredData = StackReview["storedData"][number];
type Fate = Pick<StoredData, "fate" | "because">;

const claimType = "kubernetes:core/v1:PersistentVolumeClaim";
const namespaceType = "kubernetes:core/v1:Namespace";
const classType = "kubernetes:storage.k8s.io/v1:StorageClass";
const clusterType = /^kubernetes:cluster\.x-k8s\.io\/[^:]+:Cluster$/;
/** Contents that cannot be made again, by type. */
const secretTypes: Readonly<Record<string, string>> = {
  "kubernetes:core/v1:Secret": "Secret",
  "random:index/randomPassword:RandomPassword": "password",
  "random:index/randomBytes:RandomBytes": "random key",
};

interface Metadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}
const metadataOf = (inputs: Properties | undefined): Metadata => inputs?.["metadata"] ?? {};
const specOf = (inputs: Properties | undefined) => inputs?.["spec"] ?? {};

/** True if the object stays in its cluster when it is declared no longer: the engine forgets it, and Flux does not prune it. */
export const isKept = ({ isRetained, before }: Step): boolean =>
  isRetained || Object.entries(keepOnPrune).every(([key, value]) => metadataOf(before).annotations?.[key] === value);

const isGoing = ({ op }: Step) => op === "delete" || op === "replace";

/** The facts that decide what becomes of a claim's data. */
interface Surroundings {
  readonly clusters: readonly string[];
  /** Clusters that go, with every object in them. */
  readonly removed: ReadonlySet<string>;
  /** Namespaces that go, as `CLUSTER NAMESPACE`. */
  readonly emptied: ReadonlySet<string>;
  /** The reclaim policies before the change, by `CLUSTER CLASS`. */
  readonly policies: ReadonlyMap<string, string>;
}

function surroundingsOf(steps: readonly Step[]): Surroundings {
  const clusters = clusterNames(steps);
  const key = (name: string, inner: string | undefined) => `${clusterOf(name, clusters) ?? ""} ${inner ?? ""}`;
  return {
    clusters,
    removed: new Set(steps.filter((step) => clusterType.test(step.type) && isGoing(step)).map(({ name }) => name)),
    emptied: new Set(
      steps
        .filter((step) => step.type === namespaceType && isGoing(step) && !isKept(step))
        .map(({ name, before }) => key(name, metadataOf(before).name)),
    ),
    policies: new Map(
      steps.flatMap(({ type, name, before }) =>
        type === classType && before !== undefined
          ? [[key(name, metadataOf(before).name), (before as { readonly reclaimPolicy?: string }).reclaimPolicy ?? "Delete"] as const]
          : [],
      ),
    ),
  };
}

function fateOfClaim(step: Step, cluster: string, { removed, emptied, policies }: Surroundings): Fate {
  const { namespace } = metadataOf(step.before);
  const { storageClassName: className = "" } = specOf(step.before) as { readonly storageClassName?: string };
  const isClusterGone = removed.has(cluster);
  const isNamespaceGone = emptied.has(`${cluster} ${namespace ?? ""}`);
  if (isKept(step) && step.op === "delete" && !isClusterGone && !isNamespaceGone)
    return { fate: "kept", because: "the claim stays in the cluster, and nothing declares it any longer" };
  const gone = isClusterGone ? "its cluster goes" : isNamespaceGone ? `its namespace ${namespace ?? ""} goes` : "its claim goes";
  const policy = policies.get(`${cluster} ${className}`);
  if (policy === "Retain")
    return { fate: "orphaned", because: `${gone}; storage class ${className} retains the volume, which no claim names any longer` };
  return {
    fate: "destroyed",
    because: `${gone}, and ${policy === undefined ? `nothing says that storage class ${className} retains the volume` : `storage class ${className} deletes the volume`}`,
  };
}

function storedInClaim(step: Step, around: Surroundings): StoredData[] {
  const { name = step.name, labels } = metadataOf(step.before);
  const cluster = clusterOf(step.name, around.clusters) ?? "";
  const tenant = labels?.[tenantLabel];
  const { resources } = specOf(step.before) as { readonly resources?: { readonly requests?: { readonly storage?: string } } };
  const size = gibibytesOf(resources?.requests?.storage ?? "");
  return [
    {
      kind: "volume",
      what: tenant === undefined ? name : name.replace(`-${tenant}`, ""),
      ...(tenant === undefined ? {} : { tenant }),
      cluster,
      ...(size === undefined ? {} : { gibibytes: size }),
      ...fateOfClaim(step, cluster, around),
    },
  ];
}

function storedInNamespace(step: Step, { clusters }: Surroundings): StoredData[] {
  const { name = step.name, labels } = metadataOf(step.before);
  const tenant = labels?.[tenantLabel];
  return isKept(step)
    ? []
    : [
        {
          kind: "namespace",
          what: name,
          ...(tenant === undefined ? {} : { tenant }),
          cluster: clusterOf(step.name, clusters) ?? "",
          fate: "destroyed",
          because: "Kubernetes deletes everything in a namespace with it: claims, Secrets and jobs of its own among them",
        },
      ];
}

/** Backups and keys that a site's data names no longer. What holds them is none of this project's resources. */
function forgotten(step: Step): StoredData[] {
  const [before, after] = [step.before, step.after].map((inputs) => (inputs ?? {}) as Record<string, Record<string, object> | undefined>);
  const gone = (part: string) => Object.keys(before?.[part] ?? {}).filter((key) => after?.[part]?.[key] === undefined);
  const told = (kind: "backup" | "key") => (what: string) => ({
    kind,
    what,
    cluster: "",
    fate: "orphaned" as const,
    because: "nothing declares it any longer; what holds it is outside this project",
  });
  return [...gone("backups").map(told("backup")), ...gone("encryptionKeys").map(told("key"))];
}

const fates: readonly StoredData["fate"][] = ["destroyed", "orphaned", "kept"];

/** What becomes of stored data whose object goes or is replaced: the worst first, the largest first. */
export function storedDataOf(steps: readonly Step[]): StoredData[] {
  const around = surroundingsOf(steps);
  return steps
    .flatMap((step): StoredData[] => {
      if (step.type === storageContract.type) return forgotten(step);
      if (!isGoing(step)) return [];
      if (step.type === claimType) return storedInClaim(step, around);
      if (step.type === namespaceType) return storedInNamespace(step, around);
      const secret = secretTypes[step.type];
      if (secret === undefined || isKept(step)) return [];
      const cluster = clusterOf(step.name, around.clusters) ?? "";
      const because = step.op === "replace" ? "another is made in its place" : "nothing declares it any longer";
      return [{ kind: "secret", what: `${secret} ${step.name}`, cluster, fate: "destroyed", because }];
    })
    .sort((a, b) => fates.indexOf(a.fate) - fates.indexOf(b.fate) || (b.gibibytes ?? 0) - (a.gibibytes ?? 0));
}
