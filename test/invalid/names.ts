import { assumed } from "../../components/lib/fact.ts";
import type { StackInput } from "../../components/schema/stack.ts";
import { exampleEndpoint, exampleInference, groupedEndpoint, serve } from "../support/inference.ts";
import { add, remove, set, type InvalidCases } from "../support/invalid.ts";
import { exampleSlurm } from "../support/slurm.ts";

const why = "an example";

/** Endpoints of one replica on the cluster `training`, by their keys. */
function serveEndpoints(stack: StackInput, ...keys: string[]): void {
  const endpoint = (key: string) => exampleEndpoint({ servedAs: key, replicas: { min: 1, max: 1 } });
  serve(stack, exampleInference(Object.fromEntries(keys.map((key) => [key, endpoint(key)]))));
}

/** Calls the tenant `industry` something else, wherever it is named. */
function callIndustry(stack: StackInput, name: string): void {
  const renamed = JSON.parse(JSON.stringify(stack).replaceAll('"industry"', JSON.stringify(name))) as StackInput;
  Object.assign(stack, renamed);
}

/** A Slurm layer whose file systems have these names. */
function shareFileSystems(stack: StackInput, ...names: string[]): void {
  const fileSystem = { storageClass: "fast", quotaGibibytesPerTenant: 500 };
  add(stack, "clusters.training.slurm", exampleSlurm(8, { fileSystems: Object.fromEntries(names.map((name) => [name, fileSystem])) }));
}

/** Names that are made from keys: each belongs to one owner, and means nothing else to its reader. */
export default {
  "canary-with-the-name-of-an-endpoint": {
    change: (stack) => {
      serveEndpoints(stack, "scout", "scout-canary");
      add(stack, "inference.endpoints.scout.canary", { weightPercent: 5, replicas: 1 });
    },
    faults: [
      "inference.endpoints.scout-canary: got the Deployment scout-canary (namespace inference-research of cluster training), which is also that of inference.endpoints.scout.canary, want a name that nothing else gets; fix: rename one of the two",
    ],
  },
  "claim-of-the-database": {
    change: (stack) => {
      shareFileSystems(stack, "data");
      callIndustry(stack, "slurm-database-0");
    },
    faults: [
      "clusters.training.slurm.fileSystems.data: got the PersistentVolumeClaim data-slurm-database-0 (namespace slurm of cluster training), made with tenants.slurm-database-0, which the program itself makes, want a name that nothing else gets; fix: rename it",
    ],
  },
  "cluster-called-management": {
    change: (stack) => {
      add(stack, "clusters.management", stack.clusters["racks"]);
      remove(stack, "clusters.racks");
      set(stack, "deliveries.racks.cluster", "management");
    },
    faults: [
      "clusters.management: got management as a folder, want another name: the cluster that declares the site's machines has it; fix: rename it",
    ],
  },
  "clusters-and-classes-that-join-to-one": {
    change: (stack) => {
      add(stack, "clusters.training-fast", stack.clusters["racks"]);
      remove(stack, "clusters.racks");
      set(stack, "deliveries.racks.cluster", "training-fast");
      add(stack, "site.storage.classes.fast-fast", stack.site.storage.classes["fast"]);
    },
    faults: [
      "site.storage.classes.fast: got the Pulumi resource a-training-fast-fast (nscale:site:Site$nscale:site:Storage$StorageClass), made with clusters.training-fast, which is also that of site.storage.classes.fast-fast and clusters.training, want a name that nothing else gets; fix: rename one of the two",
    ],
  },
  "clusters-and-tenants-that-join-to-one": {
    change: (stack) => {
      add(stack, "clusters.training-north", stack.clusters["racks"]);
      remove(stack, "clusters.racks");
      set(stack, "deliveries.racks.cluster", "training-north");
      callIndustry(stack, "north-research");
    },
    faults: [
      "tenants.research: got the Pulumi resource training-north-research (nscale:kubernetes:KubernetesLayer$Namespace), made with clusters.training-north, which is also that of tenants.north-research and clusters.training, want a name that nothing else gets; fix: rename one of the two",
    ],
  },
  "endpoint-with-the-name-of-a-group-of-hosts": {
    change: (stack) => {
      serve(stack, exampleInference({ deepseek: groupedEndpoint(), "deepseek-0": groupedEndpoint({ servedAs: "second" }) }, "racks"));
    },
    faults: [
      "inference.endpoints.deepseek-0: got the StatefulSet deepseek-0 (namespace inference-research of cluster racks), which is also that of inference.endpoints.deepseek, want a name that nothing else gets; fix: rename one of the two",
    ],
  },
  "endpoint-with-the-name-of-a-network-policy": {
    change: (stack) => serveEndpoints(stack, "endpoint-pickers"),
    faults: [
      "inference.endpoints.endpoint-pickers: got the NetworkPolicy endpoint-pickers (namespace inference-research of cluster training), which is also that of clusters.training, want a name that nothing else gets; fix: rename one of the two",
    ],
  },
  "endpoint-with-the-name-of-a-picker": {
    change: (stack) => serveEndpoints(stack, "scout", "scout-picker"),
    faults: [
      "inference.endpoints.scout-picker: got the Deployment scout-picker (namespace inference-research of cluster training), which is also that of inference.endpoints.scout, want a name that nothing else gets; fix: rename one of the two",
    ],
  },
  "file-system-in-a-folder-of-the-system": {
    change: (stack) => shareFileSystems(stack, "home", "etc"),
    faults: [
      "clusters.training.slurm.fileSystems.etc: got /etc/research as a folder of a host, want another name: /etc is a folder of the host's system; fix: rename it",
    ],
  },
  "file-systems-and-tenants-that-join-to-one": {
    change: (stack) => {
      shareFileSystems(stack, "data", "data-eu");
      callIndustry(stack, "eu-research");
    },
    faults: [
      "clusters.training.slurm.fileSystems.data-eu: got the PersistentVolumeClaim data-eu-research (namespace slurm of cluster training), made with tenants.research, which is also that of clusters.training.slurm.fileSystems.data and tenants.eu-research, want a name that nothing else gets; fix: rename one of the two",
    ],
  },
  "namespaces-and-endpoints-that-join-to-one-file": {
    change: (stack) => {
      callIndustry(stack, "research-large");
      serve(
        stack,
        exampleInference({
          "large-scout": exampleEndpoint({ tenants: ["research"], replicas: { min: 1, max: 1 } }),
          scout: exampleEndpoint({ tenants: ["research"], share: "research-large", servedAs: "second", replicas: { min: 1, max: 1 } }),
        }),
      );
      set(stack, "inference.gateway.tenants", { research: { requestsPerMinute: assumed(600, why) } });
    },
    faults: [
      "inference.endpoints.scout: got the file networkpolicy-inference-research-large-scout.yaml (out/a/training), made with tenants.research-large, which is also that of inference.endpoints.large-scout and tenants.research, want a name that nothing else gets; fix: rename one of the two",
    ],
  },
  "share-with-the-name-of-the-gateway": {
    change: (stack) => {
      callIndustry(stack, "gateway");
      serve(stack, exampleInference({ scout: exampleEndpoint({ share: "gateway", tenants: ["research"] }) }));
      set(stack, "inference.gateway.tenants", { research: { requestsPerMinute: assumed(600, why) } });
    },
    faults: [
      "tenants.gateway: got the Namespace inference-gateway (cluster training), which the program itself makes, want a name that nothing else gets; fix: rename it",
    ],
  },
  "slurm-partition-called-default": {
    change: (stack) => {
      add(
        stack,
        "clusters.training.slurm",
        exampleSlurm(8, {
          partitions: { default: { purpose: "training", defaultMinutes: 60, maxMinutes: 60 } },
          defaultPartition: "default",
        }),
      );
    },
    faults: [
      "clusters.training.slurm.partitions.default: got default as a Slurm partition, want another name: PartitionName=DEFAULT only gives values to the partitions after it (slurm.conf); fix: rename it",
    ],
  },
  "slurm-tenant-called-all": {
    change: (stack) => {
      shareFileSystems(stack, "home");
      callIndustry(stack, "all");
    },
    faults: [
      "tenants.all: got all as a Slurm account, want another name: AllowAccounts=ALL lets every account into a partition (slurm.conf); fix: rename it",
    ],
  },
  "slurm-tenant-called-normal": {
    change: (stack) => {
      shareFileSystems(stack, "home");
      callIndustry(stack, "normal");
    },
    faults: [
      "tenants.normal: got normal as a Slurm QOS, want another name: it is the QOS that slurmdbd makes by itself, for everybody; fix: rename it",
    ],
  },
  "slurm-tenant-called-root": {
    change: (stack) => {
      shareFileSystems(stack, "home");
      callIndustry(stack, "root");
    },
    faults: [
      "tenants.root: got root as a Slurm account, want another name: it is slurmdbd's own account, above all others; fix: rename it",
    ],
  },
  "surplus-with-the-name-of-a-tenant": {
    change: (stack) => {
      shareFileSystems(stack, "home");
      callIndustry(stack, "research-surplus");
    },
    faults: [
      "tenants.research-surplus: got the Slurm QOS research-surplus (Slurm of cluster training), which is also that of tenants.research, want a name that nothing else gets; fix: rename one of the two",
    ],
  },
  "tenant-with-the-name-of-the-monitoring": {
    change: (stack) => callIndustry(stack, "monitoring"),
    faults: [
      "tenants.monitoring: got the Pulumi resource training-monitoring (nscale:kubernetes:KubernetesLayer$Namespace), which the program itself makes, want a name that nothing else gets; fix: rename it",
    ],
  },
  "volume-with-a-name-of-81-characters": {
    change: (stack) => {
      shareFileSystems(stack, "f".repeat(40));
      callIndustry(stack, "t".repeat(40));
    },
    faults: [
      "clusters.training.slurm.fileSystems.ffffffffffffffffffffffffffffffffffffffff: got the volume ffffffffffffffffffffffffffffffffffffffff-tttttttttttttttttttttttttttttttttttttttt, 81 characters, want at most 63: it is a DNS label (RFC 1123); fix: shorten clusters.training.slurm.fileSystems.ffffffffffffffffffffffffffffffffffffffff or tenants.tttttttttttttttttttttttttttttttttttttttt or clusters.training",
    ],
  },
  "volume-of-slurms-operator": {
    change: (stack) => {
      shareFileSystems(stack, "ssh");
      callIndustry(stack, "config");
    },
    faults: [
      "clusters.training.slurm.fileSystems.ssh: got the volume ssh-config (Slurm's pods of cluster training), made with tenants.config, which the program itself makes, want a name that nothing else gets; fix: rename it",
    ],
  },
} satisfies InvalidCases;
