import { add, set, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    set(stack, "clusters.training.slurm.login.directory", {
      kind: "ldap",
      uri: "ldap://ldap.example.com",
      searchBase: "dc=example,dc=com",
      egress: "registry",
    });
  },
  faults: [
    'clusters.training.slurm.login.directory.uri: got "ldap://ldap.example.com", want text that matches /^ldaps:\\/\\/[a-z0-9.-]+(:\\d+)?$/; fix: write ldaps://host[:port]: TLS, and read without a password',
  ],
} satisfies InvalidCase;
