import { list, orElse } from "../cel.ts";

/** Kinds that have one template of pods. */
const withTemplate = ["Deployment", "ReplicaSet", "StatefulSet", "Job"];

/** The pods that an object is, or has controllers make: each a map with `metadata` and `spec`. */
const templatesOf = (object: string): string =>
  [
    [`${object}.kind == 'Pod'`, `[${object}]`],
    [`${object}.kind in ${list(withTemplate)}`, `[${object}.spec.template]`],
    [`${object}.kind == 'CronJob'`, `[${object}.spec.jobTemplate.spec.template]`],
    [`${object}.kind == 'JobSet'`, `${object}.spec.replicatedJobs.map(job, job.template.spec.template)`],
    [
      `${object}.kind == 'LeaderWorkerSet'`,
      `[${object}.spec.leaderWorkerTemplate.workerTemplate] + (has(${object}.spec.leaderWorkerTemplate.leaderTemplate) ? [${object}.spec.leaderWorkerTemplate.leaderTemplate] : [])`,
    ],
  ]
    .map(([condition = "", value = ""]) => `${condition} ? ${value} : `)
    .join("")
    .concat("[]");

/** Every map of labels or annotations of an object and of its templates. */
const marksOf = (object: string, templates: string): string => {
  const metadata = [
    `[${object}.metadata]`,
    `${templates}.filter(pod, has(pod.metadata)).map(pod, pod.metadata)`,
    `(${object}.kind == 'CronJob' && has(${object}.spec.jobTemplate.metadata) ? [${object}.spec.jobTemplate.metadata] : [])`,
    `(${object}.kind == 'JobSet' ? ${object}.spec.replicatedJobs.filter(job, has(job.template.metadata)).map(job, job.template.metadata) : [])`,
  ].join(" + ");
  return ["labels", "annotations"].map((each) => `(${metadata}).filter(m, has(m.${each})).map(m, m.${each})`).join(" + ");
};

const allContainers = `pod.spec.containers + ${orElse("pod.spec.initContainers", "[]")} + (has(pod.spec.ephemeralContainers) ? pod.spec.ephemeralContainers.map(c, c) : [])`;

/** What the rules have in common. `pods` are those to be judged: a controller changes no pod to a worse one, and not all that a tenant changes concerns pods. */
export const templateVariables = [
  { name: "isUpdate", expression: "request.operation == 'UPDATE'" },
  { name: "templates", expression: templatesOf("object") },
  {
    name: "pods",
    expression:
      "variables.isUpdate && (variables.isController || (has(object.spec) && has(oldObject.spec) && object.spec == oldObject.spec)) ? [] : variables.templates",
  },
  { name: "oldTemplates", expression: `variables.isUpdate ? (${templatesOf("oldObject")}) : []` },
  { name: "marks", expression: marksOf("object", "variables.templates") },
  { name: "oldMarks", expression: `variables.isUpdate ? (${marksOf("oldObject", "variables.oldTemplates")}) : []` },
  { name: "containers", expression: `variables.pods.map(pod, ${allContainers})` },
];
