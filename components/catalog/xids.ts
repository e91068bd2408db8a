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

/** The XIDs of NVIDIA's driver that drain a node with these GPUs, in rising order. */
export const drainingXidsOf = (accelerator: AcceleratorName): number[] =>
  [...Object.values(everywhere), hopper.includes(accelerator) ? nvlink4 : nvlink5].flatMap(({ value }) => value).sort((a, b) => a - b);
