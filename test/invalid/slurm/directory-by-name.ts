import { set, type InvalidCase } from "../../support/invalid.ts";
import { useDirectory } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    useDirectory(stack);
    set(stack, "clusters.training.slurm.login.directory.egress", "registry");
  },
  faults: [
    'clusters.training.slurm.login.directory.egress: got registry, for registry, a host name, want an entry of site.egress for identity that is a range of addresses: no proxy passes LDAP on; fix: declare { purpose: "identity", destination: { kind: "cidr", cidr: … }, port: 636, jurisdiction: … }',
  ],
} satisfies InvalidCase;
