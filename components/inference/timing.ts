import type { ModelName, Precision } from "../catalog/models/index.ts";
import { assumed } from "../lib/fact.ts";
import { weightsGigabytes } from "./sizing/memory.ts";

/** Seconds from a pod's start to its first answer, without loading the weights. */
export const engineStartSeconds = assumed(180, "image, compilation and CUDA graphs; not measured on these hosts");

/** GB per second at which a replica reads its weights from their volume. */
export const weightsGigabytesPerSecond = assumed(2, "a shared volume on NVMe; not measured on these hosts");

/** Seconds until a starting replica answers. */
export const coldStartSeconds = (model: ModelName, precision: Precision): number =>
  Math.ceil(engineStartSeconds.value + (weightsGigabytes(model, precision) ?? 0) / weightsGigabytesPerSecond.value);

/** Seconds until it is noticed that a replica is missing: a scrape, and a round of KEDA or of the horizontal autoscaler. */
export const noticedWithinSeconds = 30;

/** Seconds after which a start counts as failed: three times the expected time. */
export const startWithinSeconds = (model: ModelName, precision: Precision): number => 3 * coldStartSeconds(model, precision);

/** Seconds until routes drop a replica that stops. */
const forgottenWithinSeconds = 15;

/** Seconds for which a stopping replica still serves: until routes drop it and the longest answer ends. */
export const drainSeconds = (longestStreamSeconds: number): number => forgottenWithinSeconds + longestStreamSeconds;

/** Seconds for the engine itself to stop after the last answer. */
export const engineStopSeconds = 30;
