import { assumed, stated } from "../components/lib/fact.ts";
import type { StackInput } from "../components/schema/stack.ts";

type SlurmInput = NonNullable<StackInput["clusters"][string]["slurm"]>;

/** Partitions of every site: long training, shorter fine-tuning, interactive sessions, and surplus jobs on idle GPUs until these are needed again. */
const partitions = {
  training: { purpose: "training", defaultMinutes: 1_440, maxMinutes: 20_160 },
  "fine-tuning": { purpose: "fine-tuning", defaultMinutes: 480, maxMinutes: 2_880 },
  interactive: { purpose: "interactive", defaultMinutes: 60, maxMinutes: 480, maxNodesPerJob: 2 },
  surplus: { purpose: "surplus", defaultMinutes: 240, maxMinutes: 1_440 },
} satisfies SlurmInput["partitions"];

const bandwidthReason = "four fifths of what NVLink carries in NVIDIA's own measurements; to be confirmed on the first racks";

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

/** A compute tray of a GB300 rack. */
export const gb300Tray = {
  node: {
    sockets: stated(2, "NVIDIA GB300 NVL72: 36 Grace processors in 18 trays"),
    coresPerSocket: stated(72, "NVIDIA GB300 NVL72: 2,592 cores in 36 processors"),
    threadsPerCore: stated(1, "Arm Neoverse V2 runs one thread a core"),
    memoryGibibytes: assumed(852, "NVIDIA GB300 NVL72: 17 TB of LPDDR5X in 18 trays, 879 GiB each; Linux sees some 3 percent less"),
    gpus: stated(4, "NVIDIA GB300 NVL72: 72 GPUs in 18 trays"),
  },
  health: { acceptance: { ncclBusGigabytesPerSecond: assumed(600, bandwidthReason) } },
} satisfies Partial<SlurmInput>;

/** A host of eight B200. */
export const b200Host = {
  node: {
    sockets: stated(2, "NVIDIA DGX B200 datasheet: 2 Intel Xeon Platinum 8570"),
    coresPerSocket: stated(56, "NVIDIA DGX B200 datasheet: 112 cores in all"),
    threadsPerCore: stated(2, "Intel Xeon Platinum 8570: 112 threads"),
    memoryGibibytes: assumed(
      1_986,
      "a DGX B200 has 2 TB as delivered, of which Linux sees some 3 percent less; what these hosts have is not disclosed",
    ),
    gpus: stated(8, "NVIDIA DGX B200 datasheet"),
  },
  health: { acceptance: { ncclBusGigabytesPerSecond: assumed(700, bandwidthReason) } },
} satisfies Partial<SlurmInput>;
