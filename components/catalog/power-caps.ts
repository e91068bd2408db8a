import { announced, assumed, type Fact } from "../lib/fact.ts";
import { accelerators, type AcceleratorName } from "./accelerators.ts";

/** The lowest power limit that a GPU is slowed to, and what is left of its speed. */
export interface PowerCap {
  /** Watts of one GPU at the cap; at full use it draws its thermal design power. */
  readonly wattsPerGpu: Fact<number>;
  /** Percent of the speed at full power, for training. */
  readonly speedPercent: Fact<number>;
}

const limitOfHopper = announced(
  200,
  "nvidia-smi on a GPU of 700 W, in public logs: limits from 200 W to 700 W are taken (stackhpc/ansible-slurm-appliance#975)",
);

/** At less than a third of the power, far below the point at which clocks are at their most efficient. */
const ofHopper: PowerCap = {
  wattsPerGpu: limitOfHopper,
  speedPercent: assumed(
    25,
    "taken a little below the share of power, 29 %: what does not compute keeps drawing; not measured on these hosts",
  ),
};

const atHalfPower = (name: AcceleratorName): PowerCap => ({
  wattsPerGpu: assumed(
    accelerators[name].thermalDesignWattsPerGpu.value / 2,
    "half of its thermal design power: the lowest limit that its driver takes is not public; on a GPU of 700 W it is 200 W",
  ),
  speedPercent: assumed(
    65,
    "power falls faster than clocks do, so half of it leaves more than half of the speed; not measured on these hosts",
  ),
});

/** The accelerators whose limits are public. */
const known: Partial<Record<AcceleratorName, PowerCap>> = { h100: ofHopper, h200: ofHopper };

/** The lowest power cap of an accelerator. */
export const powerCapOf = (name: AcceleratorName): PowerCap => known[name] ?? atHalfPower(name);
