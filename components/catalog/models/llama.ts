import { announced, assumed, stated } from "../../lib/fact.ts";
import { prices } from "./prices.ts";
import type { Model } from "./schema.ts";

const card = (id: string) => `model card of meta-llama/${id}`;
const config = (id: string) => `config.json of meta-llama/${id}`;
const bytes = (each: string) => `parameters x ${each}; vllm-project/recipes reckons with the same`;

const shapes =
  "reckoned from the shapes in config.json: embeddings, head and norms stay in 16 bits, four-bit weights take 4.5 with their scales";

const llama3 = config("Llama-3.1-8B-Instruct");
const llama33 = config("Llama-3.3-70B-Instruct");
const llama4 = config("Llama-4-Scout-17B-16E-Instruct");

/** Models of Meta. */
export const llama = {
  "llama-4-scout-17b-16e-instruct": {
    name: "Llama 4 Scout 17B 16E Instruct",
    publisher: "meta-llama",
    huggingFaceId: "meta-llama/Llama-4-Scout-17B-16E-Instruct",
    licence: stated("Llama 4 Community License", card("Llama-4-Scout-17B-16E-Instruct")),
    parametersBillions: {
      total: stated(109, card("Llama-4-Scout-17B-16E-Instruct")),
      active: stated(17, card("Llama-4-Scout-17B-16E-Instruct")),
    },
    weights: {
      bf16: { repository: "meta-llama/Llama-4-Scout-17B-16E-Instruct", gigabytes: announced(218, bytes("2 bytes")) },
      fp8: { repository: "RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic", gigabytes: announced(109, bytes("1 byte")) },
      nvfp4: {
        repository: "nvidia/Llama-4-Scout-17B-16E-Instruct-FP4",
        gigabytes: assumed(69.7, `${shapes}; attention and vision are taken to stay in 16 bits too`),
      },
    },
    layers: stated(48, llama4),
    attention: {
      kind: "grouped-query",
      heads: stated(40, llama4),
      keyValueHeads: stated(8, llama4),
      headDimension: stated(128, llama4),
      window: {
        layers: stated(36, `${llama4}: three of four layers attend within a chunk`),
        tokens: stated(8192, `${llama4}: attention_chunk_size`),
      },
    },
    contextTokens: stated(10_485_760, llama4),
    usdPerMillionTokens: prices["llama-4-scout-17b-16e-instruct"],
    tasks: ["conversational", "image-text-to-text"],
    toolCallParser: "llama4_pythonic",
    structuredOutput: true,
  },
  "llama-3.1-8b-instruct": {
    name: "Llama 3.1 8B Instruct",
    publisher: "meta-llama",
    huggingFaceId: "meta-llama/Llama-3.1-8B-Instruct",
    licence: stated("Llama 3.1 Community License", card("Llama-3.1-8B-Instruct")),
    parametersBillions: { total: stated(8, card("Llama-3.1-8B-Instruct")), active: assumed(8, "a dense model: all of them") },
    weights: {
      bf16: { repository: "meta-llama/Llama-3.1-8B-Instruct", gigabytes: assumed(16.1, shapes) },
      fp8: { repository: "RedHatAI/Meta-Llama-3.1-8B-Instruct-FP8", gigabytes: announced(8, bytes("1 byte")) },
      nvfp4: {
        repository: "nvidia/Llama-3.1-8B-Instruct-FP4",
        gigabytes: assumed(6, shapes),
      },
    },
    layers: stated(32, llama3),
    attention: {
      kind: "grouped-query",
      heads: stated(32, llama3),
      keyValueHeads: stated(8, llama3),
      headDimension: stated(128, llama3),
    },
    contextTokens: stated(131_072, llama3),
    usdPerMillionTokens: prices["llama-3.1-8b-instruct"],
    tasks: ["conversational"],
    toolCallParser: "llama3_json",
    structuredOutput: true,
  },
  "llama-3.3-70b-instruct": {
    name: "Llama 3.3 70B Instruct",
    publisher: "meta-llama",
    huggingFaceId: "meta-llama/Llama-3.3-70B-Instruct",
    licence: stated("Llama 3.3 Community License", card("Llama-3.3-70B-Instruct")),
    parametersBillions: {
      total: assumed(70.6, "the model card rounds to 70B; 141 GB in 16 bits"),
      active: assumed(70.6, "a dense model: all of them"),
    },
    weights: {
      bf16: { repository: "meta-llama/Llama-3.3-70B-Instruct", gigabytes: assumed(141.1, shapes) },
      fp8: { repository: "RedHatAI/Llama-3.3-70B-Instruct-FP8-dynamic", gigabytes: assumed(72.7, shapes) },
      nvfp4: { repository: "nvidia/Llama-3.3-70B-Instruct-FP4", gigabytes: assumed(40, "4.5 bits a weight, scales included") },
    },
    layers: stated(80, llama33),
    attention: {
      kind: "grouped-query",
      heads: stated(64, llama33),
      keyValueHeads: stated(8, llama33),
      headDimension: stated(128, llama33),
    },
    contextTokens: stated(131_072, llama33),
    usdPerMillionTokens: prices["llama-3.3-70b-instruct"],
    tasks: ["conversational"],
    toolCallParser: "llama3_json",
    structuredOutput: true,
  },
} as const satisfies Record<string, Model>;
