import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.storage.encryptionKeys", {}),
  faults: [
    "site.storage.classes.fast.encryptionKey: got site, want a key of site.storage.encryptionKeys: none is declared; fix: correct the name, or declare the key and its holder",
  ],
} satisfies InvalidCase;
