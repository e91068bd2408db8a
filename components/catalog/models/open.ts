import { announced, assumed, stated } from "../../lib/fact.ts";
import { prices } from "./prices.ts";
import type { Model } from "./schema.ts";

const qwenCard = "model card of Qwen/Qwen3-235B-A22B-Instruct-2507";
const qwenConfig = "config.json of Qwen/Qwen3-235B-A22B-Instruct-2507";
const deepseekCard = "model card of deepseek-ai/DeepSeek-R1";
const deepseekConfig = "config.json of deepseek-ai/DeepSeek-R1";
const gptOssCard = "model card of openai/gpt-oss-120b";
const gptOssConfig = "config.json of openai/gpt-oss-120b";
const recipes = "vllm-project/recipes";

/** Models of other publishers. */
export const open = {
  "qwen3-235b-a22b-instruct-2507": {
    name: "Qwen3 235B A22B Instruct 2507",
    publisher: "Qwen",
    huggingFaceId: "Qwen/Qwen3-235B-A22B-Instruct-2507",
    licence: stated("Apache-2.0", qwenCard),
    parametersBillions: { total: stated(235, qwenCard), active: stated(22, qwenCard) },
    weights: {
      bf16: { repository: "Qwen/Qwen3-235B-A22B-Instruct-2507", gigabytes: announced(470, `parameters x 2 bytes; ${recipes}`) },
      fp8: {
        repository: "Qwen/Qwen3-235B-A22B-Instruct-2507-FP8",
        gigabytes: announced(235, `parameters x 1 byte; ${recipes}`),
        tensorParallelDivides: stated(12, "an expert is 1,536 wide (config.json), and its scales are for blocks of 128"),
      },
      nvfp4: {
        repository: "RedHatAI/Qwen3-235B-A22B-Instruct-2507-NVFP4",
        gigabytes: assumed(
          134,
          "reckoned from the shapes in config.json: 4.5 bits a weight with its scale, embeddings and head in 16 bits",
        ),
      },
    },
    layers: stated(94, qwenConfig),
    attention: {
      kind: "grouped-query",
      heads: stated(64, qwenConfig),
      keyValueHeads: stated(4, qwenConfig),
      headDimension: stated(128, qwenConfig),
    },
    contextTokens: stated(262_144, qwenCard),
    usdPerMillionTokens: prices["qwen3-235b-a22b-instruct-2507"],
    tasks: ["conversational"],
    toolCallParser: "hermes",
    structuredOutput: true,
  },
  "deepseek-r1": {
    name: "DeepSeek R1",
    publisher: "deepseek-ai",
    huggingFaceId: "deepseek-ai/DeepSeek-R1",
    licence: stated("MIT", deepseekCard),
    parametersBillions: { total: stated(671, deepseekCard), active: stated(37, deepseekCard) },
    weights: {
      fp8: {
        repository: "deepseek-ai/DeepSeek-R1",
        gigabytes: assumed(
          673,
          "reckoned from the shapes in config.json: 8 bits a weight as published, embeddings, head and norms in 16, without the layer that predicts further tokens",
        ),
        tensorParallelDivides: stated(16, "an expert is 2,048 wide (config.json), and its scales are for blocks of 128"),
      },
      nvfp4: { repository: "nvidia/DeepSeek-R1-FP4", gigabytes: assumed(380, "4.5 bits a weight, scales included") },
    },
    layers: stated(61, deepseekConfig),
    attention: {
      kind: "latent",
      heads: stated(128, deepseekConfig),
      latentDimension: stated(512, deepseekConfig),
      rotaryDimension: stated(64, deepseekConfig),
    },
    contextTokens: stated(163_840, deepseekConfig),
    usdPerMillionTokens: prices["deepseek-r1"],
    tasks: ["conversational"],
    toolCallParser: "deepseek_v3",
    reasoningParser: "deepseek_r1",
    structuredOutput: true,
  },
  "gpt-oss-120b": {
    name: "gpt-oss-120b",
    publisher: "openai",
    huggingFaceId: "openai/gpt-oss-120b",
    licence: stated("Apache-2.0", gptOssCard),
    parametersBillions: { total: stated(117, gptOssCard), active: stated(5.1, gptOssCard) },
    weights: { mxfp4: { repository: "openai/gpt-oss-120b", gigabytes: announced(65.3, `${recipes}: a checkpoint of 60.8 GiB`) } },
    layers: stated(36, gptOssConfig),
    attention: {
      kind: "grouped-query",
      heads: stated(64, gptOssConfig),
      keyValueHeads: stated(8, gptOssConfig),
      headDimension: stated(64, gptOssConfig),
      window: {
        layers: stated(18, `${gptOssConfig}: every second of layer_types is sliding_attention`),
        tokens: stated(128, `${gptOssConfig}: sliding_window`),
      },
    },
    contextTokens: stated(131_072, gptOssConfig),
    usdPerMillionTokens: prices["gpt-oss-120b"],
    tasks: ["conversational"],
    toolCallParser: "openai",
    reasoningParser: "openai_gptoss",
    structuredOutput: true,
  },
} as const satisfies Record<string, Model>;
