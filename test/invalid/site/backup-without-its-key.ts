import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) =>
    add(stack, "site.storage.backups", {
      nightly: { host: "s3.example.com", bucket: "backups", retentionDays: 30, jurisdiction: "NO", encryptionKey: "vault" },
    }),
  faults: [
    "site.storage.backups.nightly.encryptionKey: got vault, want a key of site.storage.encryptionKeys: site; fix: correct the name, or declare the key and its holder",
  ],
} satisfies InvalidCase;
