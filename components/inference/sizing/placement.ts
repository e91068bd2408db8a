import { accelerators, type Accelerator } from "../../catalog/accelerators.ts";
import { models } from "../../catalog/models/index.ts";
import { memoryOf, type Memory, type Parallelism, type SizingInput } from "./memory.ts";

/** A replica on hosts: each of its pods has the same number of GPUs, and fills its host if there are several pods. */
export interface Placement extends Parallelism, Memory {
  readonly hosts: number;
  readonly gpusPerPod: number;
}

/** The most groups of layers, and the most hosts, of a replica: beyond these, fewer concurrent requests are the better answer. */
const mostPipeline = 8;
const mostHosts = 16;

const divides = (part: number, whole: number) => whole % part === 0;

/** The reason why a model cannot be split over this many GPUs; undefined if it can. */
export function tensorFault({ model, precision, accelerator }: SizingInput, tensor: number): string | undefined {
  const { attention, weights } = models[model];
  const { scaleUpDomainGpus } = accelerators[accelerator];
  const heads = attention.heads.value;
  if (!divides(tensor, heads)) return `${tensor} does not divide the model's ${heads} attention heads`;
  if (attention.kind === "grouped-query") {
    const keyValueHeads = attention.keyValueHeads.value;
    if (!divides(tensor, keyValueHeads) && !divides(keyValueHeads, tensor)) {
      return `${tensor} neither divides the model's ${keyValueHeads} key and value heads nor is a multiple of them`;
    }
  }
  const blocks = weights[precision]?.tensorParallelDivides;
  if (blocks !== undefined && !divides(tensor, blocks.value)) {
    return `${tensor} does not divide the ${blocks.value} blocks of the ${precision} weights (${blocks.basis === "assumed" ? blocks.reason : blocks.source})`;
  }
  if (tensor > scaleUpDomainGpus) return `${tensor} GPUs are more than the ${scaleUpDomainGpus} of one NVLink domain`;
  return undefined;
}

/** The reason why these GPUs do not fill whole hosts; undefined if they do. */
export function hostFault({ accelerator }: SizingInput, { tensor, pipeline }: Parallelism): string | undefined {
  const { gpusPerHost } = accelerators[accelerator].unit;
  const gpus = tensor * pipeline;
  if (gpus <= gpusPerHost || divides(gpusPerHost, gpus)) return undefined;
  return `${gpus} GPUs are neither within one host of ${gpusPerHost} nor whole hosts`;
}

/** A replica with a given spread; it need not fit. */
export function placementOf(served: SizingInput, { tensor, pipeline }: Parallelism): Placement {
  const { gpusPerHost } = accelerators[served.accelerator].unit;
  const memory = memoryOf(served, { tensor, pipeline });
  const hosts = Math.ceil(memory.gpus / gpusPerHost);
  return { tensor, pipeline, ...memory, hosts, gpusPerPod: memory.gpus / hosts };
}

const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1);

const largest = ({ unit }: Accelerator) => mostHosts * unit.gpusPerHost;

/**
 * The smallest placement with at least this token capacity: fewest GPUs first, then fewest groups. Groups of layers are on different hosts, as
 * vLLM's guide advises: within a host, splitting each layer is faster. Undefined if none up to 16 hosts is large enough.
 */
export function smallestPlacement(served: SizingInput, tokens: number): Placement | undefined {
  const accelerator = accelerators[served.accelerator];
  const heads = models[served.model].attention.heads.value;
  const { gpusPerHost } = accelerator.unit;
  return upTo(Math.min(heads, accelerator.scaleUpDomainGpus))
    .filter((tensor) => tensorFault(served, tensor) === undefined)
    .flatMap((tensor) => upTo(mostPipeline).map((pipeline) => ({ tensor, pipeline })))
    .filter((parallelism) => parallelism.tensor * parallelism.pipeline <= largest(accelerator))
    .filter((parallelism) => hostFault(served, parallelism) === undefined)
    .filter(({ tensor, pipeline }) => pipeline === 1 || divides(gpusPerHost, tensor))
    .map((parallelism) => placementOf(served, parallelism))
    .filter(({ capacityTokens }) => capacityTokens >= Math.max(1, tokens))
    .sort((one, other) => one.gpus - other.gpus || one.pipeline - other.pipeline)[0];
}

/** `TP 8 x PP 2 = 16 GPUs on 2 hosts`. */
export function printPlacement({ tensor, pipeline, gpus, hosts }: Placement): string {
  return `TP ${tensor} x PP ${pipeline} = ${gpus} ${gpus === 1 ? "GPU" : "GPUs"} on ${hosts} ${hosts === 1 ? "host" : "hosts"}`;
}
