import { list } from "../cel.ts";
import type { AdmissionRule } from "./rule.ts";

const prefix = "kueue.x-k8s.io/";

/** Kueue's labels and annotations by which a user says what is wanted. All others are its own notes, which it believes whoever writes them. */
const usersKeys = [
  "queue-name",
  "priority-class",
  "max-exec-time-seconds",
  "pod-group-name",
  "pod-group-total-count",
  "pod-group-pod-index-label",
  "pod-group-fast-admission",
  "retriable-in-group",
  "job-min-parallelism",
  "job-completions-equal-parallelism",
  "podset-required-topology",
  "podset-preferred-topology",
  "podset-unconstrained-topology",
  "podset-group-name",
  "podset-slice-size",
  "podset-slice-required-topology",
].map((key) => prefix + key);

/** What Kueue's webhook itself adds to a user's new pod, whatever stood there before. */
const onNewPods = ["managed", "role-hash", "pod-group-pod-index"].map((key) => prefix + key);

/** The same in the templates of a LeaderWorkerSet. */
const onNewGroups = ["pod-suspending-parent", "pod-group-serving", "pod-index-offset"].map((key) => prefix + key);

const isItsOwn = (key: string) => `${key}.contains('${prefix}') && !(${key} in ${list(usersKeys)})`;

const isFromItsWebhook = `(object.kind == 'Pod' && key in ${list(onNewPods)}) || (object.kind == 'LeaderWorkerSet' && key in ${list(onNewGroups)})`;

const noneGone = (kept: string, whose: string) =>
  `(!has(oldObject.metadata.${kept}) || oldObject.metadata.${kept}.all(key, !(${isItsOwn("key")}) || (has(object.metadata.${kept}) && key in object.metadata.${kept} ${whose})))`;

/** Rules that keep what stands between a tenant and the GPUs of others: the queue. */
export const queueRules: readonly AdmissionRule[] = [
  {
    expression:
      "variables.isController || !has(object.metadata.ownerReferences) || object.metadata.ownerReferences.all(owner, !has(owner.controller) || !owner.controller || (variables.isUpdate && has(oldObject.metadata.ownerReferences) && oldObject.metadata.ownerReferences.exists(old, old.uid == owner.uid && has(old.controller) && old.controller)))",
    message:
      "only a controller names a controller in ownerReferences: leave out controller: true, and label the object kueue.x-k8s.io/queue-name: gpu",
  },
  {
    expression: `variables.isController || variables.marks.all(mark, mark.all(key, !(${isItsOwn("key")}) || (!variables.isUpdate && (${isFromItsWebhook})) || variables.oldMarks.exists(old, key in old && old[key] == mark[key])))`,
    message: `labels and annotations of ${prefix} that no user sets are the queue's own notes: leave them out`,
  },
  {
    expression: `variables.isController || !variables.isUpdate || (${noneGone("labels", "")} && ${noneGone("annotations", "")})`,
    message:
      "what the queue noted on an object stays there: change or delete the object itself, and leave labels and annotations of the queue as they are",
  },
  {
    expression: `variables.isController || object.kind != 'Pod' || !variables.isUpdate || (${[
      `(!has(oldObject.spec.schedulingGates) || oldObject.spec.schedulingGates.all(gate, !gate.name.contains('${prefix}') || (has(object.spec.schedulingGates) && object.spec.schedulingGates.exists(left, left.name == gate.name))))`,
      `(!has(oldObject.metadata.finalizers) || oldObject.metadata.finalizers.all(each, !each.contains('${prefix}') || (has(object.metadata.finalizers) && each in object.metadata.finalizers)))`,
    ].join(" && ")})`,
    message: "only the queue takes its gate or its finalizer off a pod: wait until it admits the pod, or delete the pod",
  },
  {
    expression: `variables.isController || variables.pods.all(pod, !has(pod.spec.schedulingGates) || pod.spec.schedulingGates.all(gate, gate.name.contains('${prefix}') && object.kind == 'Pod'))`,
    message:
      "a pod has no scheduling gate of its own, behind which it would hold its quota and not run: leave out schedulingGates, and suspend its job",
  },
];
