import { add, set, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    set(stack, "clusters.training.slurm.login.authentication", {
      kind: "certificate-authority",
      publicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHSj+JJK7FimpsbkqC62KDoj"],
    });
  },
  faults: [
    "clusters.training.slurm.login.authentication.publicKeys[0]: got a key that does not decode, want a public key as ssh-keygen writes it; fix: copy the whole line",
  ],
} satisfies InvalidCase;
