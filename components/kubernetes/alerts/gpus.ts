import { accelerators, type AcceleratorName } from "../../catalog/accelerators.ts";
import { alert } from "../../catalog/alert.ts";
import { hasNvlink5, xidClassesOf } from "../../catalog/xids.ts";
import type { AlertRule } from "../../crd/monitoring.ts";

const gpu = "GPU {{ $labels.gpu }} of {{ $labels.node }}";

/** Long enough that the alert still stands when somebody looks, and ends by itself once the GPU is well. */
const stands = "30m";

/** GPUs that reported one of these XIDs lately, by number. */
const reported = (xids: readonly number[]) =>
  `max by (node, gpu, xid) (max_over_time(DCGM_EXP_XID_ERRORS_COUNT{xid=~"${xids.join("|")}"}[${stands}])) > 0`;

/** GPUs of which a counter grew by more than this. */
const grew = (counter: string, window: string, by = 0) => `max by (node, gpu) (increase(${counter}[${window}])) > ${by}`;

const xidRules = (accelerator: AcceleratorName): readonly AlertRule[] => {
  const { reset, restart, memory, power, nvlink } = xidClassesOf(accelerator);
  return [
    alert(
      "critical",
      "GpuNeedsReset",
      reported(reset),
      "0m",
      `${gpu} reports XID {{ $labels.xid }}, after which it must be reset`,
      "Its job is lost or will be. Cordon the host, reset the GPU, and let the host prove itself before it takes work.",
    ),
    alert(
      "critical",
      "GpuHostNeedsRestart",
      reported(restart),
      "0m",
      `${gpu} reports XID {{ $labels.xid }}: it fell off the bus`,
      "The whole host must be restarted. If it happens again, the GPU or its board is to be replaced.",
    ),
    alert(
      "critical",
      "GpuMemoryError",
      [
        `(${reported(memory)})`,
        `(${grew("DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", stands)})`,
        "(max by (node, gpu) (DCGM_FI_DEV_ROW_REMAP_FAILURE) > 0)",
      ].join(" or "),
      "0m",
      `${gpu} has memory errors that ECC could not correct`,
      "Cordon the host and reset the GPU; replace it if rows can no longer be remapped.",
    ),
    alert(
      "critical",
      "GpuPowerFault",
      reported(power),
      "0m",
      `${gpu} reports XID {{ $labels.xid }}: power that does not reach it`,
      "Cordon the host and look at its power connectors and supplies.",
    ),
    alert(
      "critical",
      "NvlinkFault",
      hasNvlink5(accelerator)
        ? `(${reported(nvlink)}) or (${grew("DCGM_FI_DEV_NVLINK_COUNT_LINK_RECOVERY_FAILED_EVENTS", stands)})`
        : reported(nvlink),
      "0m",
      `${gpu} lost a link of NVLink`,
      "Jobs over its NVLink domain stop or run slowly. Cordon the host; look at the cable cartridge and the switch when several GPUs of a domain tell the same.",
    ),
  ];
};

const nvlinkWears = (accelerator: AcceleratorName) =>
  hasNvlink5(accelerator)
    ? `(${grew("DCGM_FI_DEV_NVLINK_COUNT_LINK_RECOVERY_EVENTS", "1h")}) or (${grew("DCGM_FI_DEV_NVLINK_COUNT_LOCAL_LINK_INTEGRITY_ERRORS", "1h")})`
    : `(${grew("DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL", "1h", 100)}) or (${grew("DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL", "1h")})`;

/** Alerts on what GPUs say of themselves. A job's own fault (XID 13, 31, 43, 94) raises none. */
export const gpuRules = (accelerator: AcceleratorName): readonly AlertRule[] => [
  ...xidRules(accelerator),
  alert(
    "warning",
    "GpuMemoryWears",
    grew("DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS", "1d"),
    "0m",
    `${gpu} replaced a row of its memory`,
    "The row is in use only after a reset. A GPU that does so again within days is to be replaced.",
  ),
  alert(
    "warning",
    "NvlinkErrors",
    nvlinkWears(accelerator),
    "5m",
    `${gpu} loses data on NVLink`,
    "Links recover, and jobs over its NVLink domain run slowly meanwhile: look at the cable cartridge and the switch.",
  ),
  alert(
    "warning",
    "GpuThermalThrottling",
    "max by (node, gpu) (rate(DCGM_FI_DEV_THERMAL_VIOLATION[10m])) / 1e9 > 0.01",
    "10m",
    `${gpu} is slowed down by heat for {{ $value | humanizePercentage }} of the time`,
    "Look at the host's cooling: flow and inlet temperature of its rack first.",
  ),
  alert(
    "critical",
    "GpuMissing",
    `count by (node) (DCGM_FI_DEV_POWER_USAGE) < ${accelerators[accelerator].unit.gpusPerHost}`,
    "10m",
    "{{ $labels.node }} shows {{ $value }} GPUs",
    `A host has ${accelerators[accelerator].unit.gpusPerHost}. Cordon it: what runs there gets fewer GPUs than it asked for, or fails at the next start.`,
  ),
];
