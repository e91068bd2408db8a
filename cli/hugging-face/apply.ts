import type { Hub } from "./ask.ts";
import type { HubStep } from "./difference.ts";
import { createMapping, deleteMapping, setStatus } from "./mappings.ts";

/** Applies the steps in order. @throws HubError at the first failure: earlier steps remain applied, and another run applies the rest. */
export async function applySteps(hub: Hub, steps: readonly HubStep[], isDone: (step: HubStep) => void): Promise<void> {
  for (const step of steps) {
    await applyStep(hub, step);
    isDone(step);
  }
}

async function applyStep(hub: Hub, step: HubStep): Promise<void> {
  switch (step.kind) {
    case "create":
      return createMapping(hub, step.mapping);
    case "set-status":
      return setStatus(hub, step.found.id, step.status);
    case "replace":
      await deleteMapping(hub, step.found.id);
      return createMapping(hub, step.mapping);
    case "delete":
      return deleteMapping(hub, step.found.id);
  }
}
