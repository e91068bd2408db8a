import { accelerators } from "../../../catalog/accelerators.ts";
import { partOf, type HostPart } from "../../../capacity/host-parts.ts";
import type { GpuClusterSpec } from "../../../schema/cluster.ts";
import { gpuQueue } from "../../../names/kubernetes.ts";
import { siteQueue } from "../../../names/multi-kueue.ts";
import { list, orElse } from "../cel.ts";
import type { AdmissionRule } from "./rule.ts";

const gibibyte = 2 ** 30;

/** Beside pods with GPUs a job may have some without, each with so much of what comes with a GPU: a launcher, a leader. */
const partWithoutGpus = 1 / 2;

/** Queues on a tenant's guarantee: in its own cluster, and over several. */
const queuesOfGpus = [gpuQueue, siteQueue];

/** What a container asks for of a resource: a limit alone is a request too. */
const asked = (resource: string) => {
  const of = (which: string) => `has(c.resources.${which}) && '${resource}' in c.resources.${which}`;
  const value = (which: string) => `quantity(string(c.resources.${which}['${resource}'])).asApproximateFloat()`;
  return `(!has(c.resources) ? 0.0 : ${of("requests")} ? ${value("requests")} : ${of("limits")} ? ${value("limits")} : 0.0)`;
};

/** What a pod asks for. Containers that begin a pod and end are counted as if they ran beside the others. */
const askedByPod = (resource: string) =>
  `(pod.spec.containers + ${orElse("pod.spec.initContainers", "[]")}).map(c, ${asked(resource)}).sum()`;

const gpusOf = ({ accelerator, kubernetes }: GpuClusterSpec) => {
  const { deviceResource, unit } = accelerators[accelerator];
  // What a claim is for stands in another object. A claim of any device counts as one of the whole host.
  return kubernetes.deviceAllocation === "dra"
    ? `(has(pod.spec.resourceClaims) && size(pod.spec.resourceClaims) > 0 ? ${unit.gpusPerHost}.0 : 0.0)`
    : askedByPod(deviceResource);
};

const print = ({ processors, memoryGibibytes }: HostPart) => `${processors} processors and ${memoryGibibytes} GiB`;

/** Rules over the processors and the memory beside GPUs. */
export function partRules(cluster: GpuClusterSpec): {
  readonly variables: readonly { name: string; expression: string }[];
  readonly rules: readonly AdmissionRule[];
} {
  const part = partOf(1, cluster);
  const without = partOf(partWithoutGpus, cluster);
  const launcher = { processors: Math.floor(without.processors), memoryGibibytes: Math.floor(without.memoryGibibytes) };
  const within = ({ processors, memoryGibibytes }: HostPart, times = "1.0") =>
    `each['cpu'] <= ${times} * ${processors}.0 && each['memory'] <= ${times} * ${memoryGibibytes * gibibyte}.0`;
  return {
    variables: [
      {
        name: "asked",
        expression: `variables.pods.map(pod, {'gpus': ${gpusOf(cluster)}, 'cpu': ${askedByPod("cpu")}, 'memory': ${askedByPod("memory")}})`,
      },
      {
        name: "usesGpuQueue",
        expression: `variables.marks.exists(mark, 'kueue.x-k8s.io/queue-name' in mark && mark['kueue.x-k8s.io/queue-name'] in ${list(queuesOfGpus)})`,
      },
    ],
    rules: [
      {
        expression: `variables.asked.all(each, each['gpus'] == 0.0 || (${within(part, "each['gpus']")}))`,
        message: `with each of its GPUs a pod has at most ${print(part)}: lower requests.cpu and requests.memory, or ask for more GPUs`,
      },
      {
        expression:
          "variables.isController || size(variables.asked) == 0 || !variables.usesGpuQueue || variables.asked.exists(each, each['gpus'] > 0.0)",
        message: `the queues ${queuesOfGpus.join(" and ")} are for work with GPUs: leave out the label kueue.x-k8s.io/queue-name, and the work runs where GPUs are idle and gives way to theirs`,
      },
      {
        expression: `variables.isController || !variables.usesGpuQueue || variables.asked.all(each, each['gpus'] > 0.0 || (${within(launcher)}))`,
        message: `beside pods with GPUs, one without has at most ${print(launcher)}: lower its requests, or give it a job of its own without the label kueue.x-k8s.io/queue-name`,
      },
      {
        expression: "variables.pods.all(pod, !has(pod.spec.resources))",
        message: "requests and limits stand at containers: leave out those of the pod as a whole",
      },
    ],
  };
}
