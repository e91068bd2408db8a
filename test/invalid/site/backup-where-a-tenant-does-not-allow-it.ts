import { add, set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "tenants.research.residency", ["NO", "IS"]);
    add(stack, "site.storage.backups", {
      nightly: { host: "s3.example.com", bucket: "backups", retentionDays: 30, jurisdiction: "IS", encryptionKey: "site" },
    });
  },
  faults: [
    "site.storage.backups.nightly.jurisdiction: got data in IS, which industry does not allow, want a place where every tenant allows: NO; fix: move it; widen a tenant's residency only if its contract says so",
  ],
} satisfies InvalidCase;
