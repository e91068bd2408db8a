import { add, set, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    set(stack, "clusters.training.slurm.login.authentication", {
      kind: "certificate-authority",
      publicKeys: [
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDjriFt40VRPq8CZFGzNf50mjh3LBZE0Gq5BeZiO8cs6EE2pZKJjnZ345QN3KLRTmdBqCDbuX9ySLnwRbx0rxlF+CsE7p/HziPuVsse1LGKefVwBzs86OYA6oaTdlV2mWD5nxTSlelIw4lMk5qK7oslJCvAeo9AAdKXNnnsaU45aKFbixDbVQxOgvv9VcwsmLGcN4Go2gkTzvsjdF8A5hnCJ+ibFEVu/F/I1O12m8lO59w+3ve/XcuLDRTOf2fH3o3kmHtA4RcvW7TGTyRELlUNCsjAmR4EQociBjLt9DRfQFyuTnvvs0hQn9NOD5Q7F7vuEa/FYtHQ6G+7zSgOuOIV short",
      ],
    });
  },
  faults: [
    "clusters.training.slurm.login.authentication.publicKeys[0]: got an RSA key of 2048 bits, want ssh-ed25519, or RSA of 3072 bits or more; fix: make a new key: ssh-keygen -t ed25519",
  ],
} satisfies InvalidCase;
