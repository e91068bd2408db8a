import semver from "semver";
import { differences, type Difference } from "../../components/lib/differences.ts";
import { gibibytesOf } from "../../components/lib/quantity.ts";
import type { Step } from "../plan/step.ts";
import type { StackReview } from "../schema.ts";
import { isKept } from "./stored-data.ts";

type Refusal = StackReview["refusals"][number];

/** A rule of what an existing object's update may not change. */
interface Immutable {
  /** Matches the type token. */
  readonly type: RegExp;
  /** True for a changed path that is refused. */
  readonly refuses: (difference: Difference) => boolean;
  /** Who refuses it, and where that is written. */
  readonly source: string;
  readonly wayRound: string;
}

const isWithin = (path: string, root: string) => path === root || path.startsWith(`${root}.`) || path.startsWith(`${root}[`);

const below =
  (...roots: readonly string[]) =>
  ({ path }: Difference) =>
    roots.some((root) => isWithin(path, root));

const belowBut =
  (root: string, ...free: readonly string[]) =>
  (difference: Difference) =>
    isWithin(difference.path, root) && !free.some((one) => isWithin(difference.path, `${root}.${one}`));

/** A version below the one before. */
function isEarlier({ path, before, after }: Difference): boolean {
  const [old, fresh] = [before, after].map((value) => (typeof value === "string" ? semver.coerce(value) : null));
  return (
    path === "spec.topology.version" && old !== null && fresh !== null && old !== undefined && fresh !== undefined && fresh.compare(old) < 0
  );
}

/** A claim's request that does not grow, or anything else of its spec. */
function isClaimRefused(difference: Difference): boolean {
  const { path, before, after } = difference;
  if (path !== "spec.resources.requests.storage") return belowBut("spec", "volumeAttributesClassName")(difference);
  const [old, fresh] = [before, after].map((value) => gibibytesOf(String(value)));
  return old === undefined || fresh === undefined || fresh < old;
}

/** Fields that an existing object keeps. `test/cluster/immutable.test.ts` asks the API server and the published kinds for each. */
export const immutables: readonly Immutable[] = [
  {
    type: /^kubernetes:storage\.k8s\.io\/v1:StorageClass$/,
    refuses: below("reclaimPolicy", "volumeBindingMode"),
    source: "Kubernetes, StorageClass: field is immutable",
    wayRound:
      "declare a class under another key and let new claims name it; volumes that exist keep their policy until their PersistentVolume is patched",
  },
  {
    type: /^kubernetes:resource\.k8s\.io\/[^:]+:ResourceClaimTemplate$/,
    refuses: below("spec"),
    source: "Kubernetes, ResourceClaimTemplate: field is immutable",
    wayRound: "delete the template while no pod waits for it, then update: claims that exist keep their devices",
  },
  {
    type: /^kubernetes:core\/v1:PersistentVolumeClaim$/,
    refuses: isClaimRefused,
    source: "Kubernetes, PersistentVolumeClaim: spec is immutable after creation except resources.requests and volumeAttributesClassName",
    wayRound: "declare another claim, copy the data, then remove this one; a request may grow, where its class allows it",
  },
  {
    type: /^kubernetes:apps\/v1:StatefulSet$/,
    refuses: belowBut(
      "spec",
      "replicas",
      "ordinals",
      "template",
      "updateStrategy",
      "revisionHistoryLimit",
      "persistentVolumeClaimRetentionPolicy",
      "minReadySeconds",
    ),
    source: "Kubernetes, StatefulSet: updates to fields other than replicas, template and a few more are forbidden",
    wayRound: "kubectl delete --cascade=orphan the set, then update: its pods and claims stay and the new set takes them over",
  },
  {
    type: /^kubernetes:scheduling\.k8s\.io\/v1:PriorityClass$/,
    refuses: below("value", "preemptionPolicy"),
    source: "Kubernetes, PriorityClass: field is immutable",
    wayRound: "declare a class under another name, and let new pods name it",
  },
  {
    type: /^kubernetes:cluster\.x-k8s\.io\/[^:]+:Cluster$/,
    refuses: isEarlier,
    source: "Cluster API, webhook of Cluster: version cannot be decreased",
    wayRound: "keep the release and move the node image of single scalable units back; an older Kubernetes is another cluster",
  },
  {
    type: /^kubernetes:cluster\.x-k8s\.io\/[^:]+:Cluster$/,
    refuses: below("spec.clusterNetwork", "spec.controlPlaneEndpoint"),
    source: "kubeadm: nodes, API server and certificates keep the network and address with which the cluster was made",
    wayRound: "declare another cluster with the new network, move the work, then remove this one",
  },
  {
    type: /^kubernetes:controlplane\.cluster\.x-k8s\.io\/[^:]+:KubeadmControlPlaneTemplate$/,
    refuses: below("spec.template.spec"),
    source: "Cluster API, webhook of KubeadmControlPlaneTemplate: spec.template.spec field is immutable",
    wayRound: "declare the template under another name, and let the ClusterClass name that one",
  },
  {
    type: /^kubernetes:infrastructure\.cluster\.x-k8s\.io\/[^:]+:Metal3DataTemplate$/,
    refuses: below("spec.metaData", "spec.networkData"),
    source: "Metal3, webhook of Metal3DataTemplate: cannot be modified",
    wayRound: "declare the template under another name, and let the machine template name that one: machines are then replaced",
  },
  {
    type: /^kubernetes:kueue\.x-k8s\.io\/[^:]+:LocalQueue$/,
    refuses: below("spec.clusterQueue"),
    source: "Kueue, LocalQueue: field is immutable",
    wayRound: "declare another queue, and let jobs name it",
  },
  {
    type: /^kubernetes:kueue\.x-k8s\.io\/[^:]+:Topology$/,
    refuses: below("spec.levels"),
    source: "Kueue, Topology: field is immutable",
    wayRound: "declare another topology and a flavor that names it, then move the queues over",
  },
  {
    type: /^kubernetes:kueue\.x-k8s\.io\/[^:]+:ResourceFlavor$/,
    refuses: below("spec.nodeLabels", "spec.tolerations", "spec.topologyName"),
    source: "Kueue, ResourceFlavor: immutable when topologyName is set",
    wayRound: "declare another flavor, then move the queues over",
  },
  {
    type: /^kubernetes:kueue\.x-k8s\.io\/[^:]+:AdmissionCheck$/,
    refuses: below("spec.controllerName"),
    source: "Kueue, AdmissionCheck: field is immutable",
    wayRound: "declare another check, then let the queues name it",
  },
  {
    type: /^kubernetes:resource\.nvidia\.com\/[^:]+:ComputeDomain$/,
    refuses: below("spec"),
    source: "NVIDIA's DRA driver, ComputeDomain: spec is immutable",
    wayRound: "drain the nodes of the domain, delete it, then update",
  },
  {
    type: /^kubernetes:gateway\.networking\.k8s\.io\/[^:]+:GatewayClass$/,
    refuses: below("spec.controllerName"),
    source: "Gateway API, GatewayClass: value is immutable",
    wayRound: "declare another class, then let the gateway name it",
  },
  {
    type: /^kubernetes:slinky\.slurm\.net\/[^:]+:Controller$/,
    refuses: below("spec.clusterName", "spec.slurmKeyRef", "spec.jwtHs256KeyRef", "spec.jwtKeyRef", "spec.persistence"),
    source: "slurm-operator, webhook of Controller: cannot change after deployment, and its state's claim is a StatefulSet's",
    wayRound: "stop the Slurm cluster, remove its controller, then bring up another: the state of its jobs is lost",
  },
];

/** True if another object takes the place of this one: the engine deletes first, unless it may only forget it. */
const isChangedInPlace = (step: Step) => step.op === "update" || (step.op === "replace" && isKept(step));

function refusalOf(step: Step, { path, before, after }: Difference, { source, wayRound }: Immutable): Refusal {
  return {
    type: step.type,
    name: step.name,
    path,
    ...(before === undefined ? {} : { before: textOf(before) }),
    ...(after === undefined ? {} : { after: textOf(after) }),
    source,
    wayRound,
  };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const changesOf = ({ before, after }: Step): readonly Difference[] => differences(before, after);

/** The changes that the API server or a webhook refuses, each with a way round. */
export const refusalsOf = (steps: readonly Step[]): Refusal[] =>
  steps.filter(isChangedInPlace).flatMap((step) => {
    const rules = immutables.filter(({ type }) => type.test(step.type));
    if (rules.length === 0) return [];
    return changesOf(step).flatMap((change) => {
      const rule = rules.find(({ refuses }) => refuses(change));
      return rule === undefined ? [] : [refusalOf(step, change, rule)];
    });
  });
