import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.permits.planning.kind", "registration"),
  faults: ["site.permits.planning.phases: got an unknown key, want one of kind, authority, reference, grantedOn, validTo; fix: remove it"],
} satisfies InvalidCase;
