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

const hyperthreads = "Intel Xeon: 2 threads a core";
const otherMakes = "NVIDIA's own host of the kind; makers of 8-GPU hosts choose processors and memory themselves";
const asBuilt = "what vendors build 8-GPU hosts with; makers choose processors and memory themselves";

/** Linux sees some 3 percent less memory than is built in. */
const twoTerabytes = assumed(1_986, `2 TB as delivered, of which Linux sees some 3 percent less: ${otherMakes}`);

const xeon8480 = {
  sockets: stated(2, "NVIDIA DGX H100/H200 user guide: 2 Intel Xeon Platinum 8480C"),
  coresPerSocket: stated(56, "NVIDIA DGX H100/H200 user guide: 56 cores each"),
  threadsPerCore: stated(2, hyperthreads),
  memoryGibibytes: twoTerabytes,
  ncclBusGigabytesPerSecond: assumed(360, bandwidthReason),
} as const;

/** The hosts of accelerators as they are sold most: a cluster of others says what its own have. */
export const hosts: Readonly<Record<AcceleratorName, HostFigures>> = {
  h100: xeon8480,
  h200: xeon8480,
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
  b300: {
    sockets: stated(2, "NVIDIA DGX B300 user guide: 2 Intel Xeon 6776P"),
    coresPerSocket: stated(64, "Intel Xeon 6776P: 64 cores"),
    threadsPerCore: stated(2, hyperthreads),
    memoryGibibytes: twoTerabytes,
    ncclBusGigabytesPerSecond: assumed(700, bandwidthReason),
  },
  "gb200-nvl72": {
    sockets: stated(2, "NVIDIA GB200 NVL72: 36 Grace processors in 18 trays"),
    coresPerSocket: stated(72, "NVIDIA GB200 NVL72: 2,592 cores in 36 processors"),
    threadsPerCore: stated(1, "Arm Neoverse V2 runs one thread a core"),
    memoryGibibytes: assumed(852, "NVIDIA GB200 NVL72: 17 TB of LPDDR5X in 18 trays, 879 GiB each; Linux sees some 3 percent less"),
    ncclBusGigabytesPerSecond: assumed(600, bandwidthReason),
  },
  "gb300-nvl72": {
    sockets: stated(2, "NVIDIA GB300 NVL72: 36 Grace processors in 18 trays"),
    coresPerSocket: stated(72, "NVIDIA GB300 NVL72: 2,592 cores in 36 processors"),
    threadsPerCore: stated(1, "Arm Neoverse V2 runs one thread a core"),
    memoryGibibytes: assumed(852, "NVIDIA GB300 NVL72: 17 TB of LPDDR5X in 18 trays, 879 GiB each; Linux sees some 3 percent less"),
    ncclBusGigabytesPerSecond: assumed(600, bandwidthReason),
  },
  "vr200-nvl72": {
    sockets: stated(2, "NVIDIA Vera Rubin NVL72: 36 Vera processors in 18 trays"),
    coresPerSocket: stated(88, "NVIDIA Vera Rubin NVL72: 3,168 cores in 36 processors"),
    threadsPerCore: assumed(2, "176 threads a processor are announced; whether hosts run with them is open"),
    memoryGibibytes: assumed(2_700, "54 TB of LPDDR5X in 18 trays are announced, 2,794 GiB each; Linux sees some 3 percent less"),
    ncclBusGigabytesPerSecond: assumed(1_200, bandwidthReason),
  },
  mi300x: {
    sockets: assumed(2, asBuilt),
    coresPerSocket: assumed(96, `AMD EPYC 9654: ${asBuilt}`),
    threadsPerCore: assumed(2, "AMD EPYC: 2 threads a core"),
    memoryGibibytes: assumed(2_243, `24 modules of 96 GiB, of which Linux sees some 3 percent less: ${asBuilt}`),
    ncclBusGigabytesPerSecond: assumed(250, "four fifths of what AMD's own measurements of RCCL show; to be confirmed on the first hosts"),
  },
  mi355x: {
    sockets: assumed(2, asBuilt),
    coresPerSocket: assumed(64, `AMD EPYC 9575F: ${asBuilt}`),
    threadsPerCore: assumed(2, "AMD EPYC: 2 threads a core"),
    memoryGibibytes: assumed(2_990, `24 modules of 128 GiB, of which Linux sees some 3 percent less: ${asBuilt}`),
    ncclBusGigabytesPerSecond: assumed(280, "four fifths of what AMD's own measurements of RCCL show; to be confirmed on the first hosts"),
  },
  "mi455x-helios": {
    sockets: assumed(1, "not disclosed; the trade press expects one AMD EPYC Venice a tray"),
    coresPerSocket: assumed(256, "AMD EPYC Venice is announced with up to 256 cores; what these trays have is not disclosed"),
    threadsPerCore: assumed(2, "AMD EPYC: 2 threads a core"),
    memoryGibibytes: assumed(1_490, "not disclosed; 16 modules of 96 GiB, of which Linux sees some 3 percent less"),
    ncclBusGigabytesPerSecond: assumed(1_400, "not measured yet; four fifths of what a GPU is announced to send"),
  },
};

/** The processors of a host as Linux counts them: its threads. */
export const processorsOf = ({
  sockets,
  coresPerSocket,
  threadsPerCore,
}: Pick<HostFigures, "sockets" | "coresPerSocket" | "threadsPerCore">) => sockets.value * coresPerSocket.value * threadsPerCore.value;
