import { acceleratorNames, type AcceleratorName } from "../accelerators.ts";
import type { Precision } from "./schema.ts";

const hopper = ["bf16", "fp8", "mxfp4"] as const;
const blackwell = [...hopper, "nvfp4"] as const;
const cdna = hopper;

/** Number formats that an accelerator computes in, or expands when reading. Hopper, and AMD's CDNA 3 and later, have FP8; both expand MXFP4; NVFP4 came with Blackwell. */
const formatsOf: Readonly<Record<AcceleratorName, readonly Precision[]>> = {
  h100: hopper,
  h200: hopper,
  b200: blackwell,
  b300: blackwell,
  "gb200-nvl72": blackwell,
  "gb300-nvl72": blackwell,
  "vr200-nvl72": blackwell,
  mi300x: cdna,
  mi355x: cdna,
  "mi455x-helios": cdna,
};

const having = (format: Precision) => acceleratorNames.filter((name) => formatsOf[name].includes(format));

/** Accelerators that serve a model in a number format. */
export const acceleratorsFor: Readonly<Record<Precision, readonly AcceleratorName[]>> = {
  bf16: having("bf16"),
  fp8: having("fp8"),
  mxfp4: having("mxfp4"),
  nvfp4: having("nvfp4"),
};
