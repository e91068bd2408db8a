import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) =>
    add(stack, "site.egress.checkpoints", {
      purpose: "object-store",
      destination: { kind: "host", host: "s3.example.com" },
      port: 443,
      jurisdiction: "IS",
    }),
  faults: [
    "site.egress.checkpoints.jurisdiction: got an object store in IS, which research, industry do not allow, want a place where every tenant allows: NO; fix: move it; widen a tenant's residency only if its contract says so",
  ],
} satisfies InvalidCase;
