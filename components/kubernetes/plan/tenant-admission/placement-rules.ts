import { list } from "../cel.ts";
import type { AdmissionRule } from "./rule.ts";

/** Taints that a pod may tolerate: of hosts with GPUs, and those that Kubernetes itself has every pod tolerate for a while. */
const tolerable = ["nvidia.com/gpu", "amd.com/gpu", "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

const host = "kubernetes.io/hostname";

const namesAHost = `(has(pod.spec.nodeSelector) && '${host}' in pod.spec.nodeSelector) || (has(pod.spec.affinity) && has(pod.spec.affinity.nodeAffinity) && has(pod.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution) && pod.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.exists(term, has(term.matchFields) || (has(term.matchExpressions) && term.matchExpressions.exists(each, each.key == '${host}'))))`;

/** Rules over where pods run, who they are and how they are reached. */
export const placementRules: readonly AdmissionRule[] = [
  {
    expression:
      "variables.pods.all(pod, (object.kind == 'Pod' && variables.isUpdate) || !has(pod.spec.nodeName) || pod.spec.nodeName == '')",
    message: "a pod does not name its host: leave out nodeName, the scheduler sets it",
  },
  {
    // The queue itself packs pods onto hosts; spread over one host each, a tenant's small pods would leave nobody a whole one.
    expression: `variables.pods.all(pod, !(${namesAHost}) || variables.oldTemplates.exists(old, has(old.spec.nodeSelector) && '${host}' in old.spec.nodeSelector))`,
    message: `the queue chooses the hosts: leave ${host} out of nodeSelector and nodeAffinity, and ask for kueue.x-k8s.io/podset-required-topology`,
  },
  {
    expression: `variables.pods.all(pod, !has(pod.spec.tolerations) || pod.spec.tolerations.all(each, has(each.key) && each.key in ${list(tolerable)}))`,
    message: `a pod tolerates by key, and these alone: ${tolerable.join(", ")}; leave other tolerations out`,
  },
  {
    expression:
      "object.kind != 'Service' || request.kind.group != '' || ((!has(object.spec.type) || object.spec.type == 'ClusterIP') && (!has(object.spec.externalIPs) || size(object.spec.externalIPs) == 0))",
    message:
      "a Service is of type ClusterIP and has no externalIPs: inside, use its name; to reach it from your own machine, kubectl port-forward",
  },
  {
    expression:
      "variables.pods.all(pod, !has(pod.spec.ephemeralContainers) || pod.spec.ephemeralContainers.all(c, !has(c.securityContext) || (!has(c.securityContext.runAsUser) && !has(c.securityContext.runAsGroup))))",
    message: "a debugging container is the user that its pod is: leave out runAsUser and runAsGroup",
  },
];
