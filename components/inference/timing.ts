import type { ModelName, Precision } from "../catalog/models/index.ts";
import { assumed } from "../lib/fact.ts";
import { weightsGigabytes } from "./sizing/memory.ts";

/** Seconds from a pod's start to its first answer, the weights' way into memory apart. */
export const engineStartSeconds = assumed(180, "image, compilation and CUDA graphs; not measured on these hosts");

/** GB a second at which a replica reads its weights from their volume. */
export const weightsGigabytesPerSecond = assumed(2, "a shared volume on NVMe; not measured on these hosts");

/** Seconds until a replica that starts answers. */
export const coldStartSeconds = (model: ModelName, precision: Precision): number =>
  Math.ceil(engineStartSeconds.value + (weightsGigabytes(model, precision) ?? 0) / weightsGigabytesPerSecond.value);

/** Seconds after which a start counts as failed: three times what it should take. */
export const startWithinSeconds = (model: ModelName, precision: Precision): number => 3 * coldStartSeconds(model, precision);

/** Seconds in which routes forget a replica that stops. */
const forgottenWithinSeconds = 15;

/** Seconds that a replica that stops still serves: until it is forgotten, and the longest answer is at its end. */
export const drainSeconds = (longestStreamSeconds: number): number => forgottenWithinSeconds + longestStreamSeconds;

/** Seconds for the engine itself to stop, after the last answer. */
export const engineStopSeconds = 30;
