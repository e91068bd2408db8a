import { assumed } from "../../components/lib/fact.ts";
import { add, remove, set, type InvalidCases } from "../support/invalid.ts";
import { exampleSlurm, useDirectory } from "../support/slurm.ts";

/** Slurm layers. */
export default {
  "all-memory-reserved": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.node.memoryGibibytes.value", 32);
      add(stack, "clusters.training.slurm.node.reservedMemoryGibibytes", 32);
    },
    faults: ["clusters.training.slurm.node.reservedMemoryGibibytes: got 32 of 32 GiB, want memory left for jobs; fix: reserve less"],
  },
  "too-little-memory-reserved": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      add(stack, "clusters.training.slurm.node.reservedMemoryGibibytes", 32);
    },
    faults: [
      "clusters.training.slurm.node.reservedMemoryGibibytes: got 32 of 960 GiB, want 48 or more, 5 percent: a pod that asks for more than its host has left waits for ever; fix: reserve more, or leave the field out",
    ],
  },
  "default-partition-that-is-none": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.defaultPartition", "batch");
    },
    faults: [
      "clusters.training.slurm.defaultPartition: got batch, want a partition: training, interactive, surplus; fix: correct the name, or declare the partition",
    ],
  },
  "default-time-above-the-longest": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.partitions.training.defaultMinutes", 4000);
    },
    faults: [
      "clusters.training.slurm.partitions.training.defaultMinutes: got 4,000 minutes, want at most maxMinutes, 2,880: Slurm would start no job that asks for no time; fix: lower it, or raise maxMinutes",
    ],
  },
  "directory-by-name": {
    change: (stack) => {
      useDirectory(stack);
      set(stack, "clusters.training.slurm.login.directory.egress", "registry");
    },
    faults: [
      'clusters.training.slurm.login.directory.egress: got registry, for registry, a host name, want an entry of site.egress for identity that is a range of addresses: no proxy passes LDAP on; fix: declare { purpose: "identity", destination: { kind: "cidr", cidr: … }, port: 636, jurisdiction: … }',
    ],
  },
  "directory-without-tls": {
    change: (stack) => {
      useDirectory(stack);
      set(stack, "clusters.training.slurm.login.directory.uri", "ldap://directory.example.com");
    },
    faults: [
      'clusters.training.slurm.login.directory.uri: got "ldap://directory.example.com", want ldaps://HOST or ldaps://HOST:PORT, with a host name in lower case or an IPv4 address; fix: write the address, ldaps://host[:port]: over TLS, and read without a password',
    ],
  },
  "empty-topology": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.scalableUnits.value", 0);
    },
    faults: [
      "clusters.training.slurm.scalableUnits: got 0, a Slurm cluster without a node or a topology, want 1 to 2; fix: give it scalable units, or take the slurm layer out",
    ],
  },
  "every-core-reserved": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      add(stack, "clusters.training.slurm.node.reservedCores", 70);
    },
    faults: ["clusters.training.slurm.node.reservedCores: got 70 of 72 cores, want a core left for each of 8 GPUs; fix: reserve fewer"],
  },
  "file-system-of-an-unknown-class": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.fileSystems.home.storageClass", "parallel");
    },
    faults: [
      "clusters.training.slurm.fileSystems.home.storageClass: got parallel, want a key of site.storage.classes: fast; fix: name one of them, or declare the class with its jurisdiction and its key",
    ],
  },
  "file-systems-where-a-tenants-data-may-not-lie": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      remove(stack, "clusters.training.kubernetes.tenants.industry");
      set(stack, "tenants.industry.residency", ["IS", "GB"]);
    },
    faults: [
      "clusters.training.slurm.tenants.industry: got a tenant whose data may lie in IS, GB, with file systems in NO, want tenants.industry.residency with NO in it; fix: place the tenant elsewhere; widen the residency only if the tenant's contract says so",
    ],
  },
  "gpus-of-another-host": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.node.gpus.value", 4);
    },
    faults: [
      "clusters.training.slurm.node.gpus: got 4, want 8, as the catalogue has NVIDIA HGX B200: slurmd does not start where Gres and devices differ; fix: correct the number, or the cluster's accelerator",
    ],
  },
  "limit-above-the-allocation": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      add(stack, "clusters.training.slurm.tenants.research.gpusPerUserAtMost", 128);
    },
    faults: [
      "clusters.training.slurm.tenants.research.gpusPerUserAtMost: got 128 GPUs, want at most the 64 that are the tenant's own; fix: lower the limit, or raise the share",
    ],
  },
  "maintenance-of-missing-nodes": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      add(stack, "clusters.training.slurm.maintenance", {
        pumps: { scalableUnits: ["su-2"], start: "2026-12-01T06:00:00Z", minutes: 60, reason: "new pumps" },
      });
    },
    faults: [
      "clusters.training.slurm.maintenance.pumps.scalableUnits: got su-2, want scalable units of Slurm's: su-1; slurmctld stops at a partition of nodes that are not there; fix: name others, or give Slurm more scalable units",
    ],
  },
  "more-nodes-than-the-partition": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.partitions.interactive.maxNodesPerJob", 17);
    },
    faults: [
      "clusters.training.slurm.partitions.interactive.maxNodesPerJob: got 17 nodes, want at most the 16 of the partition; fix: lower it, or leave it out",
    ],
  },
  "more-scalable-units-than-the-cluster": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.scalableUnits.value", 3);
    },
    faults: [
      "clusters.training.slurm.scalableUnits: got 3 scalable units, want at most 2: as many of the cluster's are whole, with 16 units each; fix: lower the number, or give the cluster more GPUs",
    ],
  },
  "names-that-slurm-cannot-expand": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      add(stack, "clusters.training.slurm.partitions.training.scalableUnits", ["su-[2-1]"]);
    },
    faults: [
      "clusters.training.slurm.partitions.training.scalableUnits: got su-[2-1], which Slurm cannot expand, want a name, or one pair of brackets with numbers and rising ranges: su-1, su-[1-4], su-[1,3-5]; fix: correct the brackets or the range",
    ],
  },
  "part-of-a-scalable-unit": {
    change: (stack) => {
      add(stack, "clusters.racks.slurm", exampleSlurm(4));
      set(stack, "clusters.racks.slurm.scalableUnits.value", 2);
    },
    faults: [
      "clusters.racks.slurm.scalableUnits: got 2 scalable units, want at most 1: as many of the cluster's are whole, with 8 units each; fix: lower the number, or give the cluster more GPUs",
    ],
  },
  "partition-of-a-tenant-without-account": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.partitions.interactive.tenants", ["startups"]);
    },
    faults: [
      "clusters.training.slurm.partitions.interactive.tenants: got startups, a tenant without an account in Slurm, want tenants of the layer: research, industry; fix: give it an allocation in clusters.training.slurm.tenants, or take it off the partition",
    ],
  },
  "partition-of-missing-nodes": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      add(stack, "clusters.training.slurm.partitions.training.scalableUnits", ["su-[1-2]"]);
    },
    faults: [
      "clusters.training.slurm.partitions.training.scalableUnits: got su-2, want scalable units of Slurm's: su-1; slurmctld stops at a partition of nodes that are not there; fix: name others, or give Slurm more scalable units",
    ],
  },
  "partition-of-no-nodes": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      add(stack, "clusters.training.slurm.partitions.training.scalableUnits", []);
    },
    faults: [
      "clusters.training.slurm.partitions.training.scalableUnits: got no scalable unit: an empty topology, want one or more, or nothing for all of Slurm's; fix: name some, or leave the field out",
    ],
  },
  "partition-that-nobody-may-use": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.tenants.research.guaranteedSharePercent.value", 0);
      set(stack, "clusters.training.slurm.partitions.interactive.tenants", ["research"]);
    },
    faults: [
      "clusters.training.slurm.partitions.interactive: got a partition that no tenant may use, want a tenant with GPUs of its own; fix: name such a tenant in tenants, or take the partition out",
    ],
  },
  "shares-over-100-percent": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.tenants.industry.guaranteedSharePercent.value", 60);
    },
    faults: [
      "clusters.training.slurm.tenants: got research 50 % + industry 60 % = 110 % guaranteed, want at most 100 %; fix: take 10 % away from a tenant",
    ],
  },
  "signing-key-cut-off": {
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
  },
  "roll-out-before-jobs-have-ended": {
    change: (stack) =>
      add(stack, "clusters.training.slurm", exampleSlurm(8, { rollOut: { start: `${stack.asOf}T06:00:00Z`, waveMinutes: 120 } })),
    faults: [
      "clusters.training.slurm.rollOut.start: got 2026-11-01T06:00:00Z, want 2026-11-03 or later: a job of the longest time limit, 2880 minutes, may run until then; fix: begin later",
    ],
  },
  "signing-key-too-short": {
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
  },
  "tenants-of-different-law-on-one-host": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8, { isolation: "shared" }));
      set(stack, "tenants.industry.organisation.ultimateParent.headquarters.value", "US");
    },
    faults: [
      "clusters.training.slurm.isolation: got shared, for research (NO, data in NO) and industry (NO and US, data in NO), want hosts or racks where residency or headquarters differ; fix: leave the field out, which means hosts",
    ],
  },
  "racks-of-single-hosts": {
    change: (stack) => add(stack, "clusters.training.slurm", exampleSlurm(8, { isolation: "racks" })),
    faults: [
      "clusters.training.slurm.isolation: got racks, on NVIDIA HGX B200, want hosts: a scale-up domain is a single host there; fix: write hosts",
    ],
  },
  "undeclared-tenant": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      add(stack, "clusters.training.slurm.tenants.startups", { guaranteedSharePercent: assumed(0, "an example"), preemptionOrder: 1 });
    },
    faults: [
      "clusters.training.slurm.tenants.startups: got an allocation to a tenant that nobody declares, want a key of tenants: research, industry; fix: declare tenants.startups (legal entity, owners, residency), or correct the name",
    ],
  },
  "bandwidth-of-another-unit": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.health.acceptance.ncclBusGigabytesPerSecond.value", 400_000);
    },
    faults: [
      "clusters.training.slurm.health.acceptance.ncclBusGigabytesPerSecond: got 400,000 GB/s, want at most 90,000 GB/s, 100 times the 900 GB/s that a GPU of NVIDIA HGX B200 sends; fix: correct the figure: is it in Gb/s?",
    ],
  },
  "bandwidth-of-nearly-nothing": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.health.acceptance.ncclBusGigabytesPerSecond.value", 0.4);
    },
    faults: [
      "clusters.training.slurm.health.acceptance.ncclBusGigabytesPerSecond: got 0.4 GB/s, want at least 9 GB/s, a hundredth of the 900 GB/s that a GPU of NVIDIA HGX B200 sends; fix: correct the figure: is it in Gb/s?",
    ],
  },
  "memory-in-mebibytes": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.node.memoryGibibytes.value", 983_040);
    },
    faults: [
      "clusters.training.slurm.node.memoryGibibytes: got 983,040 GiB, want at most 144,000 GiB, 100 times the 1,440 GB of HBM beside it in a host of NVIDIA HGX B200; fix: correct the figure: is it in MiB or TiB?",
    ],
  },
  "quota-in-mebibytes": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.fileSystems.scratch.quotaGibibytesPerTenant", 524_288_000);
    },
    faults: [
      "clusters.training.slurm.fileSystems.scratch.quotaGibibytesPerTenant: got 524,288,000 GiB, want at most 26,214,400 GiB, 100 times 1 TiB for each GPU of training; fix: correct the figure: is it in MiB?",
    ],
  },
} satisfies InvalidCases;
