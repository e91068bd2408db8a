import { assumed, type Fact } from "../lib/fact.ts";
import type { AcceleratorName } from "./accelerators.ts";
import type { GridZone } from "./jurisdictions.ts";
import type { ModelName } from "./models/index.ts";

const notPublic = "no price of an agreement is public; a round figure for the zone's power with its grid fees";

/** US dollars a MWh at the meter, where an agreement states no price of its own. */
export const usdPerMegawattHour: Readonly<Record<GridZone, Fact<number>>> = {
  NO1: assumed(60, notPublic),
  NO2: assumed(65, notPublic),
  NO3: assumed(40, notPublic),
  NO4: assumed(30, notPublic),
  NO5: assumed(60, notPublic),
  IS: assumed(45, notPublic),
  GB: assumed(110, notPublic),
  ERCOT: assumed(50, notPublic),
};

const notSold = "no purchase is public; a round figure for a GPU with its part of host, network, storage and hall";

/** US dollars for a GPU that runs: the machine, and its part of network, storage and hall. */
export const usdPerGpu: Readonly<Record<AcceleratorName, Fact<number>>> = {
  h100: assumed(45_000, notSold),
  h200: assumed(50_000, notSold),
  b200: assumed(60_000, notSold),
  b300: assumed(70_000, notSold),
  "gb200-nvl72": assumed(70_000, notSold),
  "gb300-nvl72": assumed(80_000, notSold),
  "vr200-nvl72": assumed(110_000, notSold),
  mi300x: assumed(35_000, notSold),
  mi355x: assumed(50_000, notSold),
  "mi455x-helios": assumed(85_000, notSold),
};

/** The years over which machines are paid for. */
export const hardwareYears: Fact<number> = assumed(5, "no term is public; what operators of GPUs commonly write machines off in");

const notMeasured =
  "no measurement at Nscale is public; a round figure of what a busy engine writes, to be replaced by the endpoint's own metrics";

/** Output tokens a second of a GPU that serves a model, its replica busy. */
export const outputTokensPerGpuSecond: Readonly<Record<ModelName, Fact<number>>> = {
  "llama-4-scout-17b-16e-instruct": assumed(1_500, notMeasured),
  "llama-3.1-8b-instruct": assumed(6_000, notMeasured),
  "llama-3.3-70b-instruct": assumed(800, notMeasured),
  "qwen3-235b-a22b-instruct-2507": assumed(700, notMeasured),
  "deepseek-r1": assumed(500, notMeasured),
  "gpt-oss-120b": assumed(2_500, notMeasured),
};
