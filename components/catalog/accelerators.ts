import { announced, assumed, stated } from "../lib/fact.ts";
import type { Fact } from "../lib/fact.ts";

/** Ways of removing heat from a host: by air, or by a liquid loop that reaches the chips. */
export const coolingClasses = ["air", "direct-to-chip-liquid"] as const;
export type CoolingClass = (typeof coolingClasses)[number];

/** The instruction set of a host's processors, and so of its node image. */
export type HostArchitecture = "amd64" | "arm64";

/** The piece that is bought, powered and placed as one: a host, or a rack whose hosts share one scale-up domain. */
export interface AcceleratorUnit {
  readonly kind: "host" | "rack";
  readonly hosts: number;
  readonly gpusPerHost: number;
}

/** Networks between hosts that a NIC can be part of. */
export type FabricKind = "infiniband" | "roce";

export interface Accelerator {
  readonly name: string;
  readonly vendor: "nvidia" | "amd";
  readonly unit: AcceleratorUnit;
  readonly hostArchitecture: HostArchitecture;
  /** Nominal GB (10^9 bytes) of high-bandwidth memory. */
  readonly hbmGigabytesPerGpu: Fact<number>;
  /** MiB of it that the driver shows, which is what engines reckon with. */
  readonly memoryMebibytesPerGpu: Fact<number>;
  readonly thermalDesignWattsPerGpu: Fact<number>;
  /** Maximum IT load of a whole unit, kW. */
  readonly unitKilowatts: Fact<number>;
  /** Cooling classes that it can be used with. */
  readonly cooling: readonly CoolingClass[];
  /** Per GPU: dense operations (tera per second) x bits, the maximum over number formats. */
  readonly totalProcessingPerformance: Fact<number>;
  /** Export control classification of the GPU; the hosts that hold it fall under the matching 4A090 entry. */
  readonly eccn: Fact<string>;
  /** GPUs that share one NVLink domain (AMD: XGMI, or UALink in a rack). */
  readonly scaleUpDomainGpus: number;
  /** What one GPU sends within its domain, GB/s (10^9 bytes) in one direction. */
  readonly scaleUpGigabytesPerSecond: Fact<number>;
  /** NICs of the network between hosts, without storage and management NICs. */
  readonly fabric: { readonly nic: string; readonly kinds: readonly FabricKind[]; readonly nicsPerHost: Fact<number> };
  /** Extended resource name that the device plugin advertises. */
  readonly deviceResource: "nvidia.com/gpu" | "amd.com/gpu";
}

/** Total processing performance as 3A090 defines it, from the maker's dense figure. */
function processing(value: number, dense: string): Fact<number> {
  return stated(value, `${dense}; computed by the technical notes of 3A090 (88 FR 73458)`);
}

const eccn = stated("3A090.a", "88 FR 73458: total processing performance of 4,800 or more");
const recipes = "vllm-project/recipes, taxonomy.yaml";

/** Preliminary figures of a rack that was not delivered when they were read. */
const rubin = "NVIDIA's announcement of Vera Rubin NVL72 (CES, January 2026), preliminary";

/** Preliminary likewise: the first racks were announced for the second half of 2026. */
const helios = "AMD's announcement of Helios (CES, January 2026), preliminary";

/** ConnectX adapters speak either protocol, port by port. */
const virtualProtocol = ["infiniband", "roce"] as const;

const eightGpuHost = {
  unit: { kind: "host", hosts: 1, gpusPerHost: 8 },
  hostArchitecture: "amd64",
  scaleUpDomainGpus: 8,
  eccn,
} as const;

const nvl72Rack = {
  vendor: "nvidia",
  unit: { kind: "rack", hosts: 18, gpusPerHost: 4 },
  // Grace processors are Arm.
  hostArchitecture: "arm64",
  scaleUpDomainGpus: 72,
  cooling: ["direct-to-chip-liquid"],
  eccn,
  deviceResource: "nvidia.com/gpu",
} as const;

const nvidiaHost = { ...eightGpuHost, vendor: "nvidia", deviceResource: "nvidia.com/gpu" } as const;
const amdHost = { ...eightGpuHost, vendor: "amd", deviceResource: "amd.com/gpu" } as const;

const catalogue = {
  h100: {
    ...nvidiaHost,
    name: "NVIDIA H100 SXM",
    hbmGigabytesPerGpu: stated(80, "NVIDIA H100 datasheet"),
    memoryMebibytesPerGpu: announced(81_559, "nvidia-smi on such a GPU, in public logs: modal-labs/modal-client#2797"),
    thermalDesignWattsPerGpu: stated(700, "NVIDIA H100 datasheet"),
    scaleUpGigabytesPerSecond: stated(450, "NVIDIA H100 datasheet: NVLink 900 GB/s, both directions"),
    unitKilowatts: stated(10.2, "NVIDIA DGX H100 datasheet: 10.2 kW at most"),
    cooling: ["air"],
    totalProcessingPerformance: processing(15_832, "1,979 dense FP8 TFLOPS (NVIDIA H100 datasheet) x 8 bits"),
    fabric: {
      nic: "ConnectX-7",
      kinds: virtualProtocol,
      nicsPerHost: stated(8, "NVIDIA DGX H100 user guide: 8 single-port cards for the cluster"),
    },
  },
  h200: {
    ...nvidiaHost,
    name: "NVIDIA H200 SXM",
    hbmGigabytesPerGpu: stated(141, "NVIDIA H200 datasheet"),
    memoryMebibytesPerGpu: announced(143_771, "nvidia-smi on such a GPU, in public logs"),
    thermalDesignWattsPerGpu: stated(700, "NVIDIA H200 datasheet"),
    scaleUpGigabytesPerSecond: stated(450, "NVIDIA H200 datasheet: NVLink 900 GB/s, both directions"),
    unitKilowatts: stated(10.2, "NVIDIA DGX H200 datasheet: 10.2 kW at most"),
    cooling: ["air"],
    totalProcessingPerformance: processing(15_832, "1,979 dense FP8 TFLOPS (NVIDIA H200 datasheet) x 8 bits"),
    fabric: {
      nic: "ConnectX-7",
      kinds: virtualProtocol,
      nicsPerHost: stated(8, "NVIDIA DGX H200 user guide: 8 single-port cards for the cluster"),
    },
  },
  b200: {
    ...nvidiaHost,
    name: "NVIDIA HGX B200",
    hbmGigabytesPerGpu: stated(180, "NVIDIA DGX B200 user guide: 1,440 GB in 8 GPUs"),
    memoryMebibytesPerGpu: announced(183_359, "nvidia-smi on such a GPU, in public logs: NVIDIA/TensorRT-LLM#10278"),
    thermalDesignWattsPerGpu: stated(1000, "NVIDIA HGX B200 datasheet"),
    scaleUpGigabytesPerSecond: stated(900, "NVIDIA HGX B200 datasheet: NVLink 1.8 TB/s, both directions"),
    unitKilowatts: stated(14.3, "NVIDIA DGX B200 datasheet: about 14.3 kW at most"),
    cooling: ["air", "direct-to-chip-liquid"],
    totalProcessingPerformance: processing(36_000, "9 dense FP4 PFLOPS (NVIDIA HGX B200) x 4 bits"),
    fabric: {
      nic: "ConnectX-7",
      kinds: virtualProtocol,
      nicsPerHost: stated(8, "NVIDIA DGX B200 user guide: 8 single-port cards for the cluster"),
    },
  },
  b300: {
    ...nvidiaHost,
    name: "NVIDIA HGX B300",
    hbmGigabytesPerGpu: announced(268, recipes),
    memoryMebibytesPerGpu: announced(275_040, "aiconfigurator-core 0.12.0 (PyPI), b300_sxm.yaml: as nvidia-smi reports"),
    thermalDesignWattsPerGpu: stated(1400, "NVIDIA HGX B300: 1,100-1,400 W by cooling, the upper end is planned for"),
    scaleUpGigabytesPerSecond: stated(900, "NVIDIA HGX B300: NVLink 1.8 TB/s, both directions"),
    unitKilowatts: announced(14.5, "HGX B300 hosts of 8 GPUs in the field: about 14.5 kW"),
    cooling: ["air", "direct-to-chip-liquid"],
    totalProcessingPerformance: processing(52_500, "13.125 dense FP4 PFLOPS (NVIDIA HGX B300: 105 in 8 GPUs) x 4 bits"),
    fabric: { nic: "ConnectX-8", kinds: virtualProtocol, nicsPerHost: stated(8, "NVIDIA DGX B300 user guide: 8 ports of 800 Gb/s") },
  },
  "gb200-nvl72": {
    ...nvl72Rack,
    name: "NVIDIA GB200 NVL72",
    hbmGigabytesPerGpu: announced(192, recipes),
    memoryMebibytesPerGpu: announced(189_471, "aiconfigurator-core 0.12.0 (PyPI), gb200.yaml: as nvidia-smi reports"),
    thermalDesignWattsPerGpu: stated(1200, "NVIDIA GB200 NVL72"),
    scaleUpGigabytesPerSecond: stated(900, "NVIDIA GB200 NVL72: NVLink 1.8 TB/s a GPU, both directions"),
    unitKilowatts: stated(132, "NVIDIA GB200 NVL72: 120-132 kW a rack, the upper end is planned for"),
    totalProcessingPerformance: processing(40_000, "10 dense FP4 PFLOPS (NVIDIA GB200 NVL72: 720 in 72 GPUs) x 4 bits"),
    fabric: {
      nic: "ConnectX-7",
      kinds: virtualProtocol,
      nicsPerHost: stated(4, "NVIDIA DGX GB200 datasheet: 72 ports in 18 compute trays"),
    },
  },
  "gb300-nvl72": {
    ...nvl72Rack,
    name: "NVIDIA GB300 NVL72",
    hbmGigabytesPerGpu: announced(288, recipes),
    memoryMebibytesPerGpu: announced(284_208, "aiconfigurator-core 0.12.0 (PyPI), gb300.yaml: as nvidia-smi reports"),
    thermalDesignWattsPerGpu: stated(1400, "NVIDIA GB300 NVL72"),
    scaleUpGigabytesPerSecond: stated(900, "NVIDIA GB300 NVL72: NVLink 1.8 TB/s a GPU, both directions"),
    unitKilowatts: stated(140, "Supermicro GB300 NVL72: 132-140 kW a rack, the upper end is planned for"),
    totalProcessingPerformance: processing(60_000, "15 dense FP4 PFLOPS (NVIDIA GB300 NVL72: 1,080 in 72 GPUs) x 4 bits"),
    fabric: {
      nic: "ConnectX-8",
      kinds: virtualProtocol,
      nicsPerHost: stated(4, "NVIDIA NVL72 AI Factory reference architecture: 4 adapters a compute tray"),
    },
  },
  "vr200-nvl72": {
    ...nvl72Rack,
    // First announced as NVL144, by the two dies of each GPU.
    name: "NVIDIA Vera Rubin NVL72",
    hbmGigabytesPerGpu: announced(288, `${rubin}: 288 GB of HBM4 a GPU, 20.7 TB in 72`),
    memoryMebibytesPerGpu: assumed(284_208, "as a GB300 shows it, whose 288 GB it has; what a driver shows of a Rubin is not public"),
    thermalDesignWattsPerGpu: announced(1800, "AI Compute Cards Wiki, Vera Rubin platform: about 1,800 W a GPU"),
    scaleUpGigabytesPerSecond: announced(1800, `${rubin}: NVLink 3.6 TB/s a GPU, both directions`),
    unitKilowatts: announced(230, "Vera Rubin NVL72 in the trade press: 190-230 kW a rack, the upper end is planned for"),
    totalProcessingPerformance: announced(
      200_000,
      `${rubin}: 50 NVFP4 PFLOPS a GPU x 4 bits; whether all of it is dense by the technical notes of 3A090 is open, and the bound of 4,800 is far below`,
    ),
    fabric: {
      nic: "ConnectX-9",
      kinds: virtualProtocol,
      nicsPerHost: assumed(
        4,
        "1.6 Tb/s of ConnectX-9 a GPU are announced, and are counted as one NIC; how many cards carry them is not disclosed",
      ),
    },
  },
  mi300x: {
    ...amdHost,
    name: "AMD Instinct MI300X",
    hbmGigabytesPerGpu: stated(192, "AMD Instinct MI300X datasheet"),
    memoryMebibytesPerGpu: announced(196_592, "rocm-smi on such a GPU, in public logs: 206,141,652,992 bytes"),
    thermalDesignWattsPerGpu: stated(750, "AMD Instinct MI300X datasheet"),
    scaleUpGigabytesPerSecond: stated(448, "AMD Instinct MI300X datasheet: 7 links of 128 GB/s, both directions"),
    unitKilowatts: assumed(10.6, "8 x 750 W, and the 4.6 kW that a DGX H100 draws beyond its 8 x 700 W"),
    cooling: ["air"],
    totalProcessingPerformance: processing(20_919, "2,614.9 dense FP8 TFLOPS (AMD Instinct MI300X datasheet) x 8 bits"),
    fabric: { nic: "400 Gb/s Ethernet", kinds: ["roce"], nicsPerHost: assumed(8, "one 400 Gb/s NIC a GPU, as vendors build 8-GPU hosts") },
  },
  mi355x: {
    ...amdHost,
    name: "AMD Instinct MI355X",
    hbmGigabytesPerGpu: stated(288, "AMD Instinct MI355X datasheet"),
    memoryMebibytesPerGpu: announced(294_896, "rocm-smi on GPUs of the MI350 series (gfx950), in public logs: 309,220,868,096 bytes"),
    thermalDesignWattsPerGpu: stated(1400, "AMD Instinct MI355X datasheet"),
    scaleUpGigabytesPerSecond: stated(537.6, "AMD Instinct MI355X datasheet: 7 links of 153.6 GB/s, both directions"),
    unitKilowatts: assumed(15.8, "8 x 1,400 W, and the 4.6 kW that a DGX H100 draws beyond its 8 x 700 W"),
    cooling: ["direct-to-chip-liquid"],
    totalProcessingPerformance: processing(60_396, "10,066 dense FP6 TFLOPS (AMD Instinct MI355X datasheet) x 6 bits; FP8 gives 40,264"),
    fabric: { nic: "400 Gb/s Ethernet", kinds: ["roce"], nicsPerHost: assumed(8, "one 400 Gb/s NIC a GPU, as vendors build 8-GPU hosts") },
  },
  // The MI450 series in AMD's rack of 72, double-wide by Open Rack Wide.
  "mi455x-helios": {
    vendor: "amd",
    unit: { kind: "rack", hosts: 18, gpusPerHost: 4 },
    hostArchitecture: "amd64",
    scaleUpDomainGpus: 72,
    cooling: ["direct-to-chip-liquid"],
    eccn,
    deviceResource: "amd.com/gpu",
    name: "AMD Instinct MI455X Helios",
    hbmGigabytesPerGpu: announced(432, `${helios}: 31 TB of HBM4 in 72 GPUs`),
    memoryMebibytesPerGpu: assumed(
      442_352,
      "432 GiB less 16 MiB, as an MI355X shows its 288; what a driver shows of an MI455X is not public",
    ),
    thermalDesignWattsPerGpu: assumed(2_300, "not disclosed; the trade press of 2025 spoke of 2,300 W and more"),
    scaleUpGigabytesPerSecond: announced(1800, `${helios}: 260 TB/s in 72 GPUs, both directions`),
    unitKilowatts: assumed(230, "not disclosed; a rack draws 1.39 times what its GPUs do, as a GB300 NVL72 does"),
    totalProcessingPerformance: announced(
      160_000,
      `${helios}: 2.9 FP4 EFLOPS in 72 GPUs x 4 bits, as 1.4 FP8 EFLOPS x 8 bits; the bound of 4,800 is far below`,
    ),
    fabric: {
      nic: "Pensando Vulcano",
      kinds: ["roce"],
      nicsPerHost: assumed(12, "43 TB/s between 72 GPUs are announced: three NICs of 800 Gb/s a GPU, if both directions are counted"),
    },
  },
} satisfies Record<string, Accelerator>;

export type AcceleratorName = keyof typeof catalogue;

/** The accelerators that the fleet may deploy, by the name that specs use. */
export const accelerators: Readonly<Record<AcceleratorName, Accelerator>> = catalogue;

export const acceleratorNames = Object.keys(catalogue) as readonly AcceleratorName[];

/** GPUs per unit: of a host, or of a whole rack. */
export function gpusPerUnit({ unit }: Accelerator): number {
  return unit.hosts * unit.gpusPerHost;
}
