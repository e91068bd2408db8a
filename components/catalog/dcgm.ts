import { createHash } from "node:crypto";
import { stated, type Fact } from "../lib/fact.ts";
import type { AcceleratorName } from "./accelerators.ts";
import { hasNvlink5 } from "./xids.ts";

/** A field that DCGM's exporter reads of each GPU: its name, which is the metric's too, and its type in Prometheus. */
export interface DcgmCounter {
  readonly field: string;
  readonly type: "gauge" | "counter" | "label";
  readonly help: string;
}

const gauge = (field: string, help: string): DcgmCounter => ({ field, type: "gauge", help });
const counter = (field: string, help: string): DcgmCounter => ({ field, type: "counter", help });

/** By the names of DCGM 3, which DCGM 4 knows too and the exporter's own lists use. */
const ofEveryGpu: Fact<readonly DcgmCounter[]> = stated(
  [
    { field: "DCGM_FI_DRIVER_VERSION", type: "label", help: "Version of the driver." },
    gauge("DCGM_FI_DEV_SM_CLOCK", "Clock of the multiprocessors in MHz."),
    gauge("DCGM_FI_DEV_GPU_TEMP", "Temperature of the GPU in degrees Celsius."),
    gauge("DCGM_FI_DEV_MEMORY_TEMP", "Temperature of the memory in degrees Celsius."),
    gauge("DCGM_FI_DEV_POWER_USAGE", "Draw in watts."),
    counter("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", "Energy since the driver was loaded in millijoules."),
    counter("DCGM_FI_DEV_POWER_VIOLATION", "Time below the wanted clock because of power in nanoseconds."),
    counter("DCGM_FI_DEV_THERMAL_VIOLATION", "Time below the wanted clock because of heat in nanoseconds."),
    counter("DCGM_FI_DEV_PCIE_REPLAY_COUNTER", "Packets that PCIe sent again."),
    gauge("DCGM_FI_DEV_GPU_UTIL", "Share of the time in which a kernel ran in percent."),
    gauge("DCGM_FI_DEV_FB_FREE", "Free memory in MiB."),
    gauge("DCGM_FI_DEV_FB_USED", "Used memory in MiB."),
    // The gauge of the last XID stays until the exporter restarts, whatever was done since.
    gauge("DCGM_EXP_XID_ERRORS_COUNT", "XIDs of the last five minutes by number."),
    counter("DCGM_FI_DEV_ECC_SBE_VOL_TOTAL", "Memory errors that ECC corrected since the driver was loaded."),
    counter("DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", "Memory errors that ECC could not correct since the driver was loaded."),
    counter("DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS", "Rows of memory replaced after errors that were corrected."),
    counter("DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS", "Rows of memory replaced after errors that were not corrected."),
    gauge("DCGM_FI_DEV_ROW_REMAP_FAILURE", "Whether a row of memory could not be replaced."),
    counter("DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL", "What NVLink carried over all links."),
    gauge("DCGM_FI_PROF_GR_ENGINE_ACTIVE", "Share of the time in which an engine worked."),
    gauge("DCGM_FI_PROF_SM_ACTIVE", "Share of the multiprocessors that had work."),
    gauge("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "Share of the time in which tensor cores worked."),
    gauge("DCGM_FI_PROF_DRAM_ACTIVE", "Share of the time in which memory was read or written."),
  ],
  "dcgm-exporter 4.5.3-4.8.2, etc/dcp-metrics-included.csv: every field of this list, most of them commented out there; DCGM 4.6.0, dcgm_fields.h: units",
);

const ofNvlink4: Fact<readonly DcgmCounter[]> = stated(
  [
    counter("DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL", "Units of flow control that NVLink received damaged."),
    counter("DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL", "Packets that NVLink sent again."),
    counter("DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL", "Links that NVLink had to recover."),
  ],
  "dcgm-exporter 4.5.3-4.8.2, etc/dcp-metrics-included.csv, commented out there",
);

const ofNvlink5: Fact<readonly DcgmCounter[]> = stated(
  [
    counter("DCGM_FI_DEV_NVLINK_COUNT_LINK_RECOVERY_EVENTS", "Links that went down and were recovered or not."),
    counter("DCGM_FI_DEV_NVLINK_COUNT_LINK_RECOVERY_FAILED_EVENTS", "Links that went down and were not recovered."),
    counter("DCGM_FI_DEV_NVLINK_COUNT_LOCAL_LINK_INTEGRITY_ERRORS", "Times that a link's own errors passed their threshold."),
    counter("DCGM_FI_DEV_NVLINK_COUNT_EFFECTIVE_ERRORS", "Errors that were left after correction."),
  ],
  "DCGM 4.6.0, dcgm_fields.h: fields 1209, 1212, 1213 and 1219, of NVLink 5 only",
);

/** The fields that a cluster's exporters read, in their order. */
export const dcgmCountersOf = (accelerator: AcceleratorName): readonly DcgmCounter[] => [
  ...ofEveryGpu.value,
  ...(hasNvlink5(accelerator) ? ofNvlink5 : ofNvlink4).value,
];

/** The file of fields as the exporter reads it: three columns, of which no text may hold a comma. */
export const dcgmCountersFile = (accelerator: AcceleratorName): string =>
  dcgmCountersOf(accelerator)
    .map(({ field, type, help }) => `${field}, ${type}, ${help}\n`)
    .join("");

/** The name of the ConfigMap that holds it. The exporter reads the file at its start only, so another list has another name, which starts the exporters anew. */
export const dcgmCountersName = (accelerator: AcceleratorName): string =>
  `dcgm-counters-${createHash("sha256").update(dcgmCountersFile(accelerator)).digest("hex").slice(0, 8)}`;
