import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => add(stack, "tenants.Gamma", stack.tenants["industry"]),
  faults: [
    'tenants.Gamma: got the key "Gamma", want a lower-case name of letters, digits and hyphens, at most 40 characters, that starts with a letter; fix: rename it',
  ],
} satisfies InvalidCase;
