import { expect, test } from "vitest";
import { accelerators } from "../../../components/catalog/accelerators.ts";
import { acceleratorsFor } from "../../../components/catalog/models/formats.ts";
import { modelNames, models, type ModelName, type Precision } from "../../../components/catalog/models/index.ts";
import { modelSchema } from "../../../components/catalog/models/schema.ts";
import { engines } from "../../../components/catalog/models/engines.ts";
import { assumed } from "../../../components/lib/fact.ts";
import { memoryOf, printMemory } from "../../../components/inference/sizing/memory.ts";
import { printPlacement, smallestPlacement, tensorFault } from "../../../components/inference/sizing/placement.ts";
import type { AcceleratorName } from "../../../components/catalog/accelerators.ts";

test.each(modelNames)("%s is a model as the schema has it", (name) => {
  expect(modelSchema.parse(models[name])).toEqual(models[name]);
});

test("a price below zero is none", () => {
  const model = models["gpt-oss-120b"];
  const priced = { ...model, usdPerMillionTokens: { ...model.usdPerMillionTokens, output: assumed(-0.4, "an example") } };
  expect(modelSchema.safeParse(priced).error?.issues.map(({ path, code }) => [path.join("."), code])).toEqual([
    ["usdPerMillionTokens.output.value", "too_small"],
  ]);
});

test("images are named by digest", () => {
  const digests = Object.values(engines).flatMap((engine) => Object.values(engine).map(({ digest }) => digest.value));
  expect(digests.filter((digest) => !/^sha256:[0-9a-f]{64}$/.test(digest))).toEqual([]);
  expect(new Set(digests).size).toBe(digests.length);
});

/** Eight requests of 8,192 tokens, all of which every layer keeps. */
const contextTokens = 8192;
const tokens = 8 * contextTokens;

test.each([
  ["llama-4-scout-17b-16e-instruct", "fp8", 196_608],
  ["llama-3.1-8b-instruct", "bf16", 131_072],
  ["llama-3.3-70b-instruct", "bf16", 327_680],
  ["qwen3-235b-a22b-instruct-2507", "nvfp4", 192_512],
  ["deepseek-r1", "fp8", 70_272],
  ["gpt-oss-120b", "mxfp4", 73_728],
] as const)("%s in %s keeps %i bytes of a token on a GPU that holds all of it", (model, precision, bytes) => {
  expect(memoryOf({ model, precision, accelerator: "b200", contextTokens }, { tensor: 1, pipeline: 1 }).keyValueBytesPerTokenPerGpu).toBe(
    bytes,
  );
});

const smallest = (model: ModelName, precision: Precision, accelerator: AcceleratorName) => {
  const placement = smallestPlacement({ model, precision, accelerator, contextTokens }, tokens);
  return placement === undefined ? "none" : printPlacement(placement);
};

/** The smallest sane placements that are known of these models; those in another line differ, and say why. */
test.each([
  ["llama-4-scout-17b-16e-instruct", "bf16", "h100", "TP 4 x PP 1 = 4 GPUs on 1 host"],
  ["llama-4-scout-17b-16e-instruct", "bf16", "h200", "TP 2 x PP 1 = 2 GPUs on 1 host"],
  ["llama-4-scout-17b-16e-instruct", "fp8", "h100", "TP 2 x PP 1 = 2 GPUs on 1 host"],
  ["llama-4-scout-17b-16e-instruct", "fp8", "b200", "TP 1 x PP 1 = 1 GPU on 1 host"],
  // Thin: 115,353 tokens.
  ["llama-4-scout-17b-16e-instruct", "fp8", "h200", "TP 1 x PP 1 = 1 GPU on 1 host"],
  ["llama-4-scout-17b-16e-instruct", "nvfp4", "b200", "TP 1 x PP 1 = 1 GPU on 1 host"],
  ["llama-3.1-8b-instruct", "bf16", "h100", "TP 1 x PP 1 = 1 GPU on 1 host"],
  ["llama-3.3-70b-instruct", "bf16", "h100", "TP 4 x PP 1 = 4 GPUs on 1 host"],
  ["llama-3.3-70b-instruct", "bf16", "h200", "TP 2 x PP 1 = 2 GPUs on 1 host"],
  ["llama-3.3-70b-instruct", "fp8", "h100", "TP 2 x PP 1 = 2 GPUs on 1 host"],
  ["llama-3.3-70b-instruct", "fp8", "h200", "TP 1 x PP 1 = 1 GPU on 1 host"],
  ["qwen3-235b-a22b-instruct-2507", "bf16", "h100", "TP 8 x PP 1 = 8 GPUs on 1 host"],
  ["qwen3-235b-a22b-instruct-2507", "bf16", "h200", "TP 4 x PP 1 = 4 GPUs on 1 host"],
  ["qwen3-235b-a22b-instruct-2507", "fp8", "h100", "TP 4 x PP 1 = 4 GPUs on 1 host"],
  ["deepseek-r1", "fp8", "h200", "TP 8 x PP 1 = 8 GPUs on 1 host"],
  ["deepseek-r1", "fp8", "b200", "TP 8 x PP 1 = 8 GPUs on 1 host"],
  // Thin: 188,944 tokens, where eight GPUs hold seven times as many.
  ["deepseek-r1", "fp8", "mi300x", "TP 4 x PP 1 = 4 GPUs on 1 host"],
  ["deepseek-r1", "fp8", "h100", "TP 8 x PP 2 = 16 GPUs on 2 hosts"],
  ["deepseek-r1", "nvfp4", "b200", "TP 4 x PP 1 = 4 GPUs on 1 host"],
  ["gpt-oss-120b", "mxfp4", "h200", "TP 1 x PP 1 = 1 GPU on 1 host"],
  ["gpt-oss-120b", "mxfp4", "b200", "TP 1 x PP 1 = 1 GPU on 1 host"],
  ["gpt-oss-120b", "mxfp4", "mi300x", "TP 1 x PP 1 = 1 GPU on 1 host"],
  ["gpt-oss-120b", "mxfp4", "h100", "TP 2 x PP 1 = 2 GPUs on 1 host"],
] as const)("%s in %s on %s: %s", (model, precision, accelerator, placement) => {
  expect(smallest(model, precision, accelerator)).toBe(placement);
});

test("one H100 holds no token of gpt-oss: a public log has -2.14 GiB for keys and values at 0.9 (vllm-project/vllm#23278)", () => {
  const memory = memoryOf({ model: "gpt-oss-120b", precision: "mxfp4", accelerator: "h100", contextTokens }, { tensor: 1, pipeline: 1 });
  expect([memory.capacityTokens, memory.freeGigabytesPerGpu]).toEqual([0, -2.331271]);
  expect(printMemory(memory)).toContain("85.5 GB x 0.9 - 65.3 GB weights - 14 GB engine = -2.3 GB a GPU");
});

test.each([
  // Twelve layers keep all, 36 a chunk of 8,192 and a batch.
  ["llama-4-scout-17b-16e-instruct", "fp8", 131_072, 10.07],
  // Every second layer keeps 128 and a batch.
  ["gpt-oss-120b", "mxfp4", 131_072, 5.44],
  ["llama-3.1-8b-instruct", "bf16", 131_072, 17.18],
  ["llama-4-scout-17b-16e-instruct", "fp8", 24_576, 4.83],
] as const)("%s in %s: a request of %i tokens keeps %d GB", (model, precision, tokensOfRequest, gigabytes) => {
  const { keyValueBytesPerTokenPerGpu } = memoryOf(
    { model, precision, accelerator: "gb300-nvl72", contextTokens: tokensOfRequest },
    { tensor: 1, pipeline: 1 },
  );
  expect(Math.round((keyValueBytesPerTokenPerGpu * tokensOfRequest) / 1e7) / 100).toBe(gigabytes);
});

test("a latent is whole on every GPU: eight H200 hold an eighth of what their free memory together would", () => {
  const memory = memoryOf({ model: "deepseek-r1", precision: "fp8", accelerator: "h200", contextTokens }, { tensor: 8, pipeline: 1 });
  expect(printMemory(memory)).toBe("150.8 GB x 0.9 - 84.1 GB weights - 4 GB engine = 47.6 GB a GPU / 70,272 B a token = 676,718 tokens");
  const shared = memoryOf(
    { model: "llama-3.3-70b-instruct", precision: "fp8", accelerator: "h200", contextTokens },
    { tensor: 8, pipeline: 1 },
  );
  expect(shared.keyValueBytesPerTokenPerGpu).toBe(327_680 / 8);
});

test("keys are copied where GPUs outnumber their heads", () => {
  const served = { model: "qwen3-235b-a22b-instruct-2507", precision: "bf16", accelerator: "h200", contextTokens } as const;
  expect([4, 8].map((tensor) => memoryOf(served, { tensor, pipeline: 1 }).keyValueBytesPerTokenPerGpu)).toEqual([48_128, 48_128]);
});

test.each([
  ["llama-4-scout-17b-16e-instruct", "fp8", 16, "16 does not divide the model's 40 attention heads"],
  ["llama-4-scout-17b-16e-instruct", "fp8", 5, "5 neither divides the model's 8 key and value heads nor is a multiple of them"],
  ["deepseek-r1", "fp8", 16, "16 GPUs are more than the 8 of one NVLink domain"],
  ["deepseek-r1", "fp8", 8, undefined],
] as const)("%s in %s over %i GPUs of a B200 host: %s", (model, precision, tensor, fault) => {
  expect(tensorFault({ model, precision, accelerator: "b200", contextTokens }, tensor)).toBe(fault);
});

test("four-bit floats of NVIDIA's came with Blackwell", () => {
  expect(acceleratorsFor.nvfp4.map((name) => accelerators[name].name)).toEqual([
    "NVIDIA HGX B200",
    "NVIDIA HGX B300",
    "NVIDIA GB200 NVL72",
    "NVIDIA GB300 NVL72",
    "NVIDIA Vera Rubin NVL72",
  ]);
});
