import { accelerators } from "../catalog/accelerators.ts";
import { acceleratorsFor } from "../catalog/models/formats.ts";
import { models, type Precision } from "../catalog/models/index.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import type { StackSpec } from "../schema/stack.ts";
import { tokensOf } from "./pools.ts";
import { gpusByEndpoint, guaranteedGpus } from "./share.ts";
import { printMemory, type SizingInput } from "./sizing/memory.ts";
import { hostFault, placementOf, printPlacement, smallestPlacement, tensorFault, type Placement } from "./sizing/placement.ts";
import type { EndpointSpec } from "../schema/inference.ts";
import { gpusOfSlurm } from "../capacity/layers.ts";
import { printNumber } from "../lib/number.ts";

const rule = rulesOver<StackSpec>();

type Clusters = StackSpec["clusters"];

/** The number formats of an endpoint's weights, each with its path in the spec. */
const precisionsOf = ({ precision, canary }: EndpointSpec, path: string): (readonly [string, Precision])[] => [
  [`${path}.precision`, precision],
  ...(canary?.precision === undefined ? [] : [[`${path}.canary.precision`, canary.precision] as const]),
];

function formatFaults(path: string, { model, precision, accelerator }: SizingInput): Fault[] {
  const published = Object.keys(models[model].weights) as Precision[];
  const usable = published.filter((each) => acceleratorsFor[each].includes(accelerator));
  if (usable.includes(precision)) return [];
  const why = published.includes(precision)
    ? `which ${accelerators[accelerator].name} does not compute in`
    : "of which the catalogue has no weights";
  return [
    {
      path,
      got: `${precision} of ${model}, ${why}`,
      want: usable.join(" or "),
      fix: `write one of these, or take another ${usable.length > 0 ? "accelerator" : "model"}`,
    },
  ];
}

function contextFaults(path: string, { model, contextTokens }: EndpointSpec): Fault[] {
  const most = models[model].contextTokens.value;
  if (contextTokens <= most) return [];
  return [
    {
      path: `${path}.contextTokens`,
      got: printNumber(contextTokens),
      want: `at most the ${printNumber(most)} of ${model}`,
      fix: `write ${most} or less`,
    },
  ];
}

/** The shortage of memory in a replica with the spec's own placement, in numbers. */
const printShortage = (served: SizingInput, placement: Placement): string =>
  `${served.model} in ${served.precision} on ${served.accelerator}, ${printPlacement(placement)}: ${printMemory(placement)}`;

function fitFaults(path: string, endpoint: EndpointSpec, served: SizingInput): Fault[] {
  const { parallelism, concurrency, contextTokens } = endpoint;
  const tokens = tokensOf(endpoint);
  const want = `room beside the weights for ${printNumber(concurrency)} x ${printNumber(contextTokens)} = ${printNumber(tokens)} tokens`;
  const smallest = smallestPlacement(served, tokens);
  const less = "or lower concurrency or contextTokens";
  if (parallelism === undefined) {
    if (smallest !== undefined) return [];
    const got = `${served.model} in ${served.precision} on ${served.accelerator}, which holds as much on no placement of up to 16 hosts`;
    return [{ path, got, want, fix: `take another accelerator, ${less}` }];
  }
  const wrong = tensorFault(served, parallelism.tensor);
  const nearest =
    smallest === undefined
      ? "take another accelerator"
      : `write parallelism: { tensor: ${smallest.tensor}, pipeline: ${smallest.pipeline} }`;
  if (wrong !== undefined) {
    return [{ path: `${path}.parallelism.tensor`, got: wrong, want: "a number by which the model can be split", fix: nearest }];
  }
  const unfilled = hostFault(served, parallelism);
  if (unfilled !== undefined) {
    return [
      { path: `${path}.parallelism`, got: unfilled, want: "each pod of a replica on a host of its own, with the same GPUs", fix: nearest },
    ];
  }
  const placement = placementOf(served, parallelism);
  if (placement.capacityTokens >= tokens) return [];
  const fits =
    smallest === undefined ? nearest : `${nearest} (${printPlacement(smallest)}: ${printNumber(smallest.capacityTokens)} tokens)`;
  const holdsWeights = placement.freeGigabytesPerGpu > 0;
  return [{ path: `${path}.parallelism`, got: printShortage(served, placement), want, fix: holdsWeights ? `${fits}, ${less}` : fits }];
}

/** Faults of an endpoint's placement on its cluster's GPUs. */
function layoutFaults(path: string, endpoint: EndpointSpec, clusters: Clusters): Fault[] {
  const cluster = clusters[endpoint.cluster];
  if (cluster === undefined) return [];
  const { accelerator } = cluster;
  const { model } = endpoint;
  const hasContext = contextFaults(path, endpoint).length === 0;
  return precisionsOf(endpoint, path).flatMap(([at, precision]) => {
    const served = { model, precision, accelerator, contextTokens: endpoint.contextTokens };
    const format = formatFaults(at, served);
    return format.length > 0 || !hasContext ? format : fitFaults(path, endpoint, served);
  });
}

const contextsFitTheirModel = rule(["inference.endpoints.*"], (endpoints) =>
  Object.entries(endpoints).flatMap(([name, endpoint]) => contextFaults(`inference.endpoints.${name}`, endpoint)),
);

const endpointsFitTheirGpus = rule(["inference.endpoints.*", "clusters.*"], (endpoints, clusters) =>
  Object.entries(endpoints).flatMap(([name, endpoint]) => layoutFaults(`inference.endpoints.${name}`, endpoint, clusters)),
);

/** An endpoint whose GPUs can be counted. */
const isLaidOut = (endpoint: EndpointSpec, clusters: Clusters) =>
  contextFaults("", endpoint).length === 0 && layoutFaults("", endpoint, clusters).length === 0;

const endpointsFitTheirShare = rule(["inference.endpoints.*", "clusters.*"], (endpoints, clusters) => {
  const sound = Object.entries(endpoints).filter(
    ([, endpoint]) => clusters[endpoint.cluster]?.kubernetes.tenants[endpoint.share] !== undefined && isLaidOut(endpoint, clusters),
  );
  return [...Map.groupBy(sound, ([, { cluster, share }]) => `${cluster} ${share}`).values()].flatMap((paid): Fault[] => {
    const [first] = paid;
    const spec = clusters[first?.[1].cluster ?? ""];
    // A Slurm layer of more GPUs than there are leaves no share to judge by, and is a fault of its own.
    if (first === undefined || spec === undefined || gpusOfSlurm(spec) > spec.gpus.value) return [];
    const [, { cluster, share }] = first;
    const used = Object.entries(gpusByEndpoint(Object.fromEntries(paid), cluster, share, spec.accelerator));
    const sum = used.reduce((total, [, gpus]) => total + gpus, 0);
    const guaranteed = guaranteedGpus(spec, share);
    if (sum <= guaranteed) return [];
    return [
      {
        path: "inference.endpoints",
        got: `${used.map(([name, gpus]) => `${name} ${printNumber(gpus)}`).join(" + ")} = ${printNumber(sum)} GPUs at most, out of the share of ${share}`,
        want: `at most the ${printNumber(guaranteed)} that are guaranteed to it of cluster ${cluster}`,
        fix: `lower replicas.max, or raise clusters.${cluster}.kubernetes.tenants.${share}.guaranteedSharePercent`,
      },
    ];
  });
});

/** Rules over the memory and the number of GPUs. */
export const sizingRules = [contextsFitTheirModel, endpointsFitTheirGpus, endpointsFitTheirShare];
