import { subjectOf, type HubStep } from "./difference.ts";

/** `+ create conversational namespace/model: ours, staging`: a step as one line, for approval before it is applied. */
export function printStep(step: HubStep): string {
  const { task, hfModel } = subjectOf(step);
  const what = `${task} ${hfModel}`;
  switch (step.kind) {
    case "create":
      return `+ create ${what}: as ${step.mapping.providerModel}, ${step.mapping.status}`;
    case "set-status":
      return `~ set status of ${what}: ${step.found.status} -> ${step.status}`;
    case "replace":
      return `± replace ${what}: as ${step.found.providerModel}, ${step.found.status} -> as ${step.mapping.providerModel}, ${step.mapping.status}`;
    case "delete":
      return `- delete ${what}: no stack declares it (was ${step.found.providerModel}, ${step.found.status})`;
  }
}

/** `1 difference`, `2 differences`. */
export const printCount = (count: number): string => `${count} ${count === 1 ? "difference" : "differences"}`;
