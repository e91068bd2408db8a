import { inferenceNamespace, servingPriority } from "../../../names/inference.ts";
import type { SiteSpec } from "../../../schema/site.ts";
import { workloadPriorities, podPriority } from "../../../names/kubernetes.ts";
import { registriesOf } from "../../../site/registry.ts";
import { list } from "../cel.ts";
import type { AdmissionRule } from "./rule.ts";

const priority = "kueue.x-k8s.io/priority-class";

const fromRegistries = (registries: readonly string[]): AdmissionRule[] =>
  registries.length === 0
    ? []
    : [
        {
          expression: `variables.containers.all(some, some.all(c, !has(c.image) || ${list(registries.map((host) => `${host}/`))}.exists(registry, c.image.startsWith(registry))))`,
          message: `images come from ${registries.join(" or ")}: push the image there, and name it in full`,
        },
      ];

/** Rules over what a user chooses by name: priorities and images. */
export const choiceRules = (site: Pick<SiteSpec, "egress">): readonly AdmissionRule[] => [
  {
    expression: `variables.marks.all(mark, !('${priority}' in mark) || mark['${priority}'] in ${list(workloadPriorities)} || (mark['${priority}'] == '${servingPriority}' && object.metadata.namespace.startsWith('${inferenceNamespace("")}')))`,
    message: `the priority of a job is ${workloadPriorities.join(" or ")}: correct the label ${priority}, or leave it out`,
  },
  {
    expression: `variables.pods.all(pod, !has(pod.spec.priorityClassName) || pod.spec.priorityClassName in ['', '${podPriority}'])`,
    message: `which job goes first is for the queue to say: leave out priorityClassName, and use the label ${priority}`,
  },
  ...fromRegistries(registriesOf(site)),
];
