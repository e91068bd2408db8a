import { accelerators, type AcceleratorName } from "../../catalog/accelerators.ts";
import { models, type Model, type ModelName, type Precision } from "../../catalog/models/index.ts";
import { assumed } from "../../lib/fact.ts";
import { printNumber } from "../../lib/number.ts";
import { engineGigabytes } from "./engine-memory.ts";

/** The spread of a replica over GPUs. */
export interface Parallelism {
  /** Tensor parallelism: GPUs that share each layer. */
  readonly tensor: number;
  /** Pipeline parallelism: groups of such GPUs, each with some of the layers. */
  readonly pipeline: number;
}

/** A model in a number format on a kind of GPU. */
export interface SizingInput {
  readonly model: ModelName;
  readonly precision: Precision;
  readonly accelerator: AcceleratorName;
  /** The most tokens of a request: layers that look back over a window keep fewer of a long one. */
  readonly contextTokens: number;
}

/** The memory of the fullest GPU of a replica, GB, and the replica's capacity. */
export interface Memory {
  readonly gpus: number;
  /** GB that the driver shows. */
  readonly gigabytesPerGpu: number;
  readonly weightsGigabytesPerGpu: number;
  /** What the engine itself takes. */
  readonly engineGigabytesPerGpu: number;
  /** Memory left for keys and values; negative if not even the weights fit. */
  readonly freeGigabytesPerGpu: number;
  /** Of a request of the most tokens, on average. */
  readonly keyValueBytesPerTokenPerGpu: number;
  /** Tokens, of all requests together, whose keys and values fit: the replica's token capacity. */
  readonly capacityTokens: number;
}

/** The part of a GPU's memory that the engine uses: its flag `--gpu-memory-utilization`. */
export const memoryUtilization = assumed(
  0.9,
  "a little below vLLM's default of 0.92: the rest is the driver's and what other libraries take",
);

/** Keys and values have 16 bits, whatever the weights' format. */
const keyValueBytes = 2;

/** Weights of a model in a number format, GB; undefined if the catalogue has none. */
export const weightsGigabytes = (model: ModelName, precision: Precision): number | undefined =>
  models[model].weights[precision]?.gigabytes.value;

/** Tokens of a batch that an engine works on at once: of a layer with a window it may keep so many more than the window. */
export const batchedTokens = assumed(16_384, "vLLM's largest default on such GPUs; a smaller batch keeps less");

/** Bytes that one layer keeps per token on each GPU. A latent is whole on every GPU, as is a key head if GPUs outnumber key heads. */
function keyValueBytesPerLayer({ attention }: Model, tensor: number): number {
  if (attention.kind === "latent") return keyValueBytes * (attention.latentDimension.value + attention.rotaryDimension.value);
  return 2 * keyValueBytes * Math.max(1, attention.keyValueHeads.value / tensor) * attention.headDimension.value;
}

/** Layers that keep every token of a request, of so many of its tokens: a layer with a window counts for the part that it keeps. */
function fullLayers({ attention, layers }: Model, contextTokens: number): number {
  const window = attention.kind === "grouped-query" ? attention.window : undefined;
  if (window === undefined) return layers.value;
  const kept = Math.min(1, (window.tokens.value + batchedTokens.value) / contextTokens);
  return layers.value - window.layers.value * (1 - kept);
}

/**
 * The memory of a replica: that of the GPU x utilisation - weights - the engine's own, on the GPU that holds most. If layers do not divide evenly, the first groups hold
 * one more.
 *
 * @throws Error when the catalogue has no weights in this format; rules refuse such a spec first.
 */
export function memoryOf({ model, precision, accelerator, contextTokens }: SizingInput, { tensor, pipeline }: Parallelism): Memory {
  const gigabytes = weightsGigabytes(model, precision);
  if (gigabytes === undefined) throw new Error(`${model} has no weights in ${precision}`);
  const layers = models[model].layers.value;
  const layersHere = Math.ceil(layers / pipeline);
  const gigabytesPerGpu = (accelerators[accelerator].memoryMebibytesPerGpu.value * 2 ** 20) / 1e9;
  const engineGigabytesPerGpu = engineGigabytes(model, accelerator).value;
  const weightsGigabytesPerGpu = (gigabytes * layersHere) / layers / tensor;
  const free = gigabytesPerGpu * memoryUtilization.value - weightsGigabytesPerGpu - engineGigabytesPerGpu;
  const kept = fullLayers(models[model], contextTokens) / layers;
  const keyValueBytesPerTokenPerGpu = Math.ceil(layersHere * kept * keyValueBytesPerLayer(models[model], tensor));
  return {
    gpus: tensor * pipeline,
    gigabytesPerGpu,
    weightsGigabytesPerGpu,
    engineGigabytesPerGpu,
    // Binary fractions must not cost a token.
    freeGigabytesPerGpu: Number(free.toFixed(6)),
    keyValueBytesPerTokenPerGpu,
    capacityTokens: Math.max(0, Math.floor((Number(free.toFixed(6)) * 1e9) / keyValueBytesPerTokenPerGpu)),
  };
}

const gigabytes = (value: number) => `${printNumber(Number(value.toFixed(1)))} GB`;

/** `85.5 GB x 0.9 - 54.5 GB weights - 4 GB engine = 18.5 GB a GPU / 98,304 B a token = 188,000 tokens`. */
export function printMemory(memory: Memory): string {
  const {
    gigabytesPerGpu,
    weightsGigabytesPerGpu,
    engineGigabytesPerGpu,
    freeGigabytesPerGpu,
    keyValueBytesPerTokenPerGpu,
    capacityTokens,
  } = memory;
  return (
    `${gigabytes(gigabytesPerGpu)} x ${memoryUtilization.value} - ${gigabytes(weightsGigabytesPerGpu)} weights - ${engineGigabytesPerGpu} GB engine` +
    ` = ${gigabytes(freeGigabytesPerGpu)} a GPU / ${printNumber(keyValueBytesPerTokenPerGpu)} B a token = ${printNumber(capacityTokens)} tokens`
  );
}
