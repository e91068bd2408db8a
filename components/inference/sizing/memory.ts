import { accelerators, type AcceleratorName } from "../../catalog/accelerators.ts";
import { models, type Model, type ModelName, type Precision } from "../../catalog/models/index.ts";
import { assumed } from "../../lib/fact.ts";
import { printNumber } from "../../lib/number.ts";

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
}

/** The memory of the fullest GPU of a replica, GB, and the replica's capacity. */
export interface Memory {
  readonly gpus: number;
  readonly hbmGigabytesPerGpu: number;
  readonly weightsGigabytesPerGpu: number;
  /** Memory left for keys and values; negative if not even the weights fit. */
  readonly freeGigabytesPerGpu: number;
  readonly keyValueBytesPerTokenPerGpu: number;
  /** Tokens, of all requests together, whose keys and values fit: the replica's token capacity. */
  readonly capacityTokens: number;
}

/** The part of a GPU's memory that the engine uses: its flag `--gpu-memory-utilization`. */
export const memoryUtilization = assumed(0.9, "vLLM's default: the rest is the driver's and what other libraries take");

/** The engine's own need on each GPU, beside weights, keys and values. */
export const engineGigabytesPerGpu = assumed(4, "activations, CUDA graphs and buffers of collectives: 2 to 6 GB were seen on such models");

/** Keys and values have 16 bits, whatever the weights' format. */
const keyValueBytes = 2;

/** Weights of a model in a number format, GB; undefined if the catalogue has none. */
export const weightsGigabytes = (model: ModelName, precision: Precision): number | undefined =>
  models[model].weights[precision]?.gigabytes.value;

/**
 * Bytes that one layer keeps per token on each GPU. A latent is whole on every GPU, as is a key head if GPUs outnumber key heads. Layers that look back only
 * over a window are counted as if they kept all tokens: engines keep fewer at best.
 */
function keyValueBytesPerLayer({ attention }: Model, tensor: number): number {
  if (attention.kind === "latent") return keyValueBytes * (attention.latentDimension.value + attention.rotaryDimension.value);
  return 2 * keyValueBytes * Math.max(1, attention.keyValueHeads.value / tensor) * attention.headDimension.value;
}

/**
 * The memory of a replica: HBM x utilisation - weights - the engine's own, on the GPU that holds most. If layers do not divide evenly, the first groups hold
 * one more.
 *
 * @throws Error when the catalogue has no weights in this format; rules refuse such a spec first.
 */
export function memoryOf({ model, precision, accelerator }: SizingInput, { tensor, pipeline }: Parallelism): Memory {
  const gigabytes = weightsGigabytes(model, precision);
  if (gigabytes === undefined) throw new Error(`${model} has no weights in ${precision}`);
  const layers = models[model].layers.value;
  const layersHere = Math.ceil(layers / pipeline);
  const hbmGigabytesPerGpu = accelerators[accelerator].hbmGigabytesPerGpu.value;
  const weightsGigabytesPerGpu = (gigabytes * layersHere) / layers / tensor;
  const free = hbmGigabytesPerGpu * memoryUtilization.value - weightsGigabytesPerGpu - engineGigabytesPerGpu.value;
  const keyValueBytesPerTokenPerGpu = layersHere * keyValueBytesPerLayer(models[model], tensor);
  return {
    gpus: tensor * pipeline,
    hbmGigabytesPerGpu,
    weightsGigabytesPerGpu,
    // Binary fractions must not cost a token.
    freeGigabytesPerGpu: Number(free.toFixed(6)),
    keyValueBytesPerTokenPerGpu,
    capacityTokens: Math.max(0, Math.floor((Number(free.toFixed(6)) * 1e9) / keyValueBytesPerTokenPerGpu)),
  };
}

const gigabytes = (value: number) => `${printNumber(Number(value.toFixed(1)))} GB`;

/** `80 GB x 0.9 - 54.5 GB weights - 4 GB engine = 13.5 GB a GPU / 98,304 B a token = 137,329 tokens`. */
export function printMemory(memory: Memory): string {
  const { hbmGigabytesPerGpu, weightsGigabytesPerGpu, freeGigabytesPerGpu, keyValueBytesPerTokenPerGpu, capacityTokens } = memory;
  return (
    `${hbmGigabytesPerGpu} GB x ${memoryUtilization.value} - ${gigabytes(weightsGigabytesPerGpu)} weights - ${engineGigabytesPerGpu.value} GB engine` +
    ` = ${gigabytes(freeGigabytesPerGpu)} a GPU / ${printNumber(keyValueBytesPerTokenPerGpu)} B a token = ${printNumber(capacityTokens)} tokens`
  );
}
