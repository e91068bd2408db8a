import type { StackInput } from "../components/schema/stack.ts";

type SlurmInput = NonNullable<StackInput["clusters"][string]["slurm"]>;

/** Partitions of every site: long training, shorter fine-tuning, interactive sessions, and surplus jobs on idle GPUs until these are needed again. */
const partitions = {
  training: { purpose: "training", defaultMinutes: 1_440, maxMinutes: 20_160 },
  "fine-tuning": { purpose: "fine-tuning", defaultMinutes: 480, maxMinutes: 2_880 },
  interactive: { purpose: "interactive", defaultMinutes: 60, maxMinutes: 480, maxNodesPerJob: 2 },
  surplus: { purpose: "surplus", defaultMinutes: 240, maxMinutes: 1_440 },
} satisfies SlurmInput["partitions"];

/** The Slurm layer that every site has. */
export const slurmLayer = {
  partitions,
  defaultPartition: "training",
  stateStorageClass: "durable",
  accounting: { kind: "provisioned", storageClass: "durable", storageGibibytes: 512 },
  fileSystems: {
    home: { storageClass: "durable", quotaGibibytesPerTenant: 20_480 },
    scratch: { storageClass: "fast", quotaGibibytesPerTenant: 512_000 },
  },
} satisfies Partial<SlurmInput>;
