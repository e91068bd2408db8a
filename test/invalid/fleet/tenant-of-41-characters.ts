import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => add(stack, "tenants.a-tenant-whose-name-has-forty-one-letters", stack.tenants["industry"]),
  faults: [
    'tenants.a-tenant-whose-name-has-forty-one-letters: got the key "a-tenant-whose-name-has-forty-one-letters", want a lower-case name of letters, digits and hyphens, at most 40 characters, that starts with a letter; fix: rename it',
  ],
} satisfies InvalidCase;
