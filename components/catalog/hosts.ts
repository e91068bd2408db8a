import { assumed, stated, type Fact } from "../lib/fact.ts";
import type { AcceleratorName } from "./accelerators.ts";

/** A host as `slurmd -C` prints it there, and the bandwidth that its GPUs must reach before it takes work. */
export interface HostFigures {
  readonly sockets: Fact<number>;
  readonly coresPerSocket: Fact<number>;
  readonly threadsPerCore: Fact<1 | 2 | 4>;
  /** As Linux sees it. */
  readonly memoryGibibytes: Fact<number>;
  /** Of an all-reduce over the GPUs of a host. */
  readonly ncclBusGigabytesPerSecond: Fact<number>;
}

const bandwidthReason = "four fifths of what NVLink carries in NVIDIA's own measurements; to be confirmed on the first racks";

/** The hosts of accelerators, where they are of one make: makers of 8-GPU hosts choose processors and memory themselves. */
export const hosts: Readonly<Partial<Record<AcceleratorName, HostFigures>>> = {
  b200: {
    sockets: stated(2, "NVIDIA DGX B200 datasheet: 2 Intel Xeon Platinum 8570"),
    coresPerSocket: stated(56, "NVIDIA DGX B200 datasheet: 112 cores in all"),
    threadsPerCore: stated(2, "Intel Xeon Platinum 8570: 112 threads"),
    memoryGibibytes: assumed(
      1_986,
      "a DGX B200 has 2 TB as delivered, of which Linux sees some 3 percent less; what these hosts have is not disclosed",
    ),
    ncclBusGigabytesPerSecond: assumed(700, bandwidthReason),
  },
  "gb300-nvl72": {
    sockets: stated(2, "NVIDIA GB300 NVL72: 36 Grace processors in 18 trays"),
    coresPerSocket: stated(72, "NVIDIA GB300 NVL72: 2,592 cores in 36 processors"),
    threadsPerCore: stated(1, "Arm Neoverse V2 runs one thread a core"),
    memoryGibibytes: assumed(852, "NVIDIA GB300 NVL72: 17 TB of LPDDR5X in 18 trays, 879 GiB each; Linux sees some 3 percent less"),
    ncclBusGigabytesPerSecond: assumed(600, bandwidthReason),
  },
};
