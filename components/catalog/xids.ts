import { stated, type Fact } from "../lib/fact.ts";
import type { AcceleratorName } from "./accelerators.ts";

const catalogue = "NVIDIA, XID errors, catalogue of 2025-10-29, immediate action";

/** XIDs of every generation after which a GPU or its host must be reset or looked at. An error of a job alone (RESTART_APP: 13, 31, 94) is not among them. */
const everywhere = {
  resetGpu: stated([46, 62, 64, 95, 109, 110, 119, 120, 136, 140, 143, 155, 156, 158], `${catalogue}: RESET_GPU`),
  restartHost: stated([79], `${catalogue}: RESTART_BM`),
  doubleBitError: stated([48], `${catalogue}: WORKFLOW_XID_48, an uncorrectable memory error`),
  power: stated([54], `${catalogue}: CHECK_MECHANICALS`),
  /** The driver's own verdict; it also says when nothing more is to be done, which drains no node. */
  recoveryAction: stated([154], `${catalogue}: XID_154, whose text has the action`),
} satisfies Readonly<Record<string, Fact<readonly number[]>>>;

const nvlink4 = stated([74], `${catalogue}: WORKFLOW_NVLINK_ERR, up to Hopper`);
const nvlink5 = stated([144, 145, 146, 147, 148, 149, 150], `${catalogue}: WORKFLOW_NVLINK5_ERR, from Blackwell on`);

const hopper: readonly AcceleratorName[] = ["h100", "h200"];

/** True if the GPUs' links are of NVLink's fifth generation or a later one, which counts and reports its faults otherwise than the fourth. */
export const hasNvlink5 = (accelerator: AcceleratorName): boolean => !hopper.includes(accelerator);

const nvlinkOf = (accelerator: AcceleratorName) => (hasNvlink5(accelerator) ? nvlink5 : nvlink4);

/** The XIDs of NVIDIA's driver that say what is to be done, by that, in rising order. The driver's verdict is none of them: its text alone says what it asks for. */
export const xidClassesOf = (
  accelerator: AcceleratorName,
): Readonly<Record<"reset" | "restart" | "memory" | "power" | "nvlink", readonly number[]>> => ({
  reset: everywhere.resetGpu.value,
  restart: everywhere.restartHost.value,
  memory: everywhere.doubleBitError.value,
  power: everywhere.power.value,
  nvlink: nvlinkOf(accelerator).value,
});

/** The XIDs of NVIDIA's driver that drain a node with these GPUs, in rising order. */
export const drainingXidsOf = (accelerator: AcceleratorName): number[] =>
  [...Object.values(everywhere), nvlinkOf(accelerator)].flatMap(({ value }) => value).sort((a, b) => a - b);
