import { set, type InvalidCase } from "../../support/invalid.ts";
import { useDirectory } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    useDirectory(stack);
    set(stack, "clusters.training.slurm.login.directory.uri", "ldap://directory.example.com");
  },
  faults: [
    'clusters.training.slurm.login.directory.uri: got "ldap://directory.example.com", want text that matches /^ldaps:\\/\\/[a-z0-9.-]+(:\\d+)?$/; fix: write the address, ldaps://host[:port]: over TLS, and read without a password',
  ],
} satisfies InvalidCase;
