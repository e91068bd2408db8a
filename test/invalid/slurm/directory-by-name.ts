import { add, set, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    set(stack, "clusters.training.slurm.login.directory", {
      kind: "ldap",
      uri: "ldaps://ldap.example.com",
      searchBase: "dc=example,dc=com",
      egress: "registry",
    });
  },
  faults: [
    'clusters.training.slurm.login.directory.egress: got registry, for registry, a host name, want an entry of site.egress for identity that is a range of addresses: no proxy passes LDAP on; fix: declare { purpose: "identity", destination: { kind: "cidr", cidr: … }, port: 636, jurisdiction: … }',
  ],
} satisfies InvalidCase;
