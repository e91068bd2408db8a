import type { AcceleratorName } from "../../catalog/accelerators.ts";
import type { ModelName } from "../../catalog/models/index.ts";
import { announced, assumed, type Fact } from "../../lib/fact.ts";

const usual = assumed(4, "activations, CUDA graphs and buffers of collectives: 2 to 6 GB were seen on such models");

const gptOss =
  "vllm-project/vllm#23278: at 0.9 of an H100, 65.97 GiB loaded from a checkpoint of 60.8 GiB, and -2.14 GiB left for keys and values: 77 GB + 2.3 GB - 65.3 GB";

/** What an engine was seen to take of a GPU beside the weights as they are published, keys and values: GB, by model and GPU. */
const seen: Partial<Record<ModelName, Partial<Record<AcceleratorName, Fact<number>>>>> = {
  "gpt-oss-120b": { h100: announced(14, gptOss) },
};

/** The same on a GPU that nobody has told of. */
const elsewhere: Partial<Record<ModelName, Fact<number>>> = {
  "gpt-oss-120b": assumed(14, `as on one H100, whose log is public (${gptOss.split(":", 1)[0] ?? ""})`),
};

/** The engine's own need on each GPU, GB, beside weights, keys and values. */
export const engineGigabytes = (model: ModelName, accelerator: AcceleratorName): Fact<number> =>
  seen[model]?.[accelerator] ?? elsewhere[model] ?? usual;
