import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.storage.classes.fast.encryptionKey", "vault"),
  faults: [
    "site.storage.classes.fast.encryptionKey: got vault, want a key of site.storage.encryptionKeys: site; fix: correct the name, or declare the key and its holder",
  ],
} satisfies InvalidCase;
