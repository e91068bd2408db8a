import { acceleratorNames, type AcceleratorName } from "../accelerators.ts";
import type { Precision } from "./schema.ts";

const blackwell: readonly AcceleratorName[] = ["b200", "b300", "gb200-nvl72", "gb300-nvl72"];

/** Accelerators that compute in a number format. Hopper, and AMD's CDNA 3 and later, have FP8; both expand MXFP4 when reading it; only Blackwell has NVFP4. */
export const acceleratorsFor: Readonly<Record<Precision, readonly AcceleratorName[]>> = {
  bf16: acceleratorNames,
  fp8: acceleratorNames,
  mxfp4: acceleratorNames,
  nvfp4: blackwell,
};
