import type { StateResource } from "../../bench/state.ts";

/** A resource of a state, at the top of the stack `north`. */
export const resource = (type: string, name: string, changes: Partial<StateResource> = {}): StateResource => ({
  urn: `urn:pulumi:north::nscale::${type}::${name}`,
  type,
  custom: !type.startsWith("nscale:") && type !== "pulumi:pulumi:Stack",
  inputs: {},
  outputs: {},
  dependencies: [],
  customTimeouts: {},
  ...changes,
});
