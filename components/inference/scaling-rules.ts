import { acceleratorsFor } from "../catalog/models/formats.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import type { StackSpec } from "../schema/stack.ts";
import { placementFor } from "./pools.ts";
import { printPlacement } from "./sizing/placement.ts";
import { weightsGigabytes } from "./sizing/memory.ts";
import type { EndpointSpec } from "../schema/inference.ts";
import { coldStartSeconds, engineStartSeconds, noticedWithinSeconds, weightsGigabytesPerSecond } from "./timing.ts";

const rule = rulesOver<StackSpec>();

/** The placement of an endpoint's replica; undefined if the spec does not determine one. */
function replicaOf(endpoint: EndpointSpec, clusters: StackSpec["clusters"]) {
  const accelerator = clusters[endpoint.cluster]?.accelerator;
  const { model, precision } = endpoint;
  if (accelerator === undefined || weightsGigabytes(model, precision) === undefined) return undefined;
  return acceleratorsFor[precision].includes(accelerator) ? placementFor(endpoint, { model, precision, accelerator }) : undefined;
}

const replicasGrow = rule(["inference.endpoints.*"], (endpoints) =>
  Object.entries(endpoints).flatMap(([name, { replicas }]): Fault[] =>
    replicas.min <= replicas.max
      ? []
      : [
          {
            path: `inference.endpoints.${name}.replicas`,
            got: `min ${replicas.min}, max ${replicas.max}`,
            want: "a min that is not above max",
            fix: "correct one of the two",
          },
        ],
  ),
);

const queueOutlastsAStart = rule(["inference.endpoints.*"], (endpoints) =>
  Object.entries(endpoints).flatMap(([name, { model, precision, replicas, queueTimeoutSeconds }]): Fault[] => {
    const gigabytes = weightsGigabytes(model, precision);
    if (replicas.min >= replicas.max || gigabytes === undefined) return [];
    const seconds = noticedWithinSeconds + coldStartSeconds(model, precision);
    if (queueTimeoutSeconds > seconds) return [];
    return [
      {
        path: `inference.endpoints.${name}.queueTimeoutSeconds`,
        got: `${queueTimeoutSeconds}, of an endpoint that starts replicas when requests wait`,
        want: `more than such a start: ${noticedWithinSeconds} s until it is noticed + ${engineStartSeconds.value} s + ${gigabytes} GB / ${weightsGigabytesPerSecond.value} GB/s = ${seconds} s`,
        fix: `write ${seconds + 60}, or replicas.min: ${replicas.max}`,
      },
    ];
  }),
);

const groupsStayWarm = rule(["inference.endpoints.*", "clusters.*"], (endpoints, clusters) =>
  Object.entries(endpoints).flatMap(([name, endpoint]): Fault[] => {
    const placement = endpoint.replicas.min > 0 ? undefined : replicaOf(endpoint, clusters);
    if (placement === undefined || placement.hosts === 1) return [];
    return [
      {
        path: `inference.endpoints.${name}.replicas.min`,
        got: `0, with replicas of ${printPlacement(placement)}`,
        want: "1 or more: a group of hosts is not free again on demand, and no request waits as long as its start may take",
        fix: "write min: 1",
      },
    ];
  }),
);

const replicasUseTheirMemory = rule(["inference.endpoints.*"], (endpoints) =>
  Object.entries(endpoints).flatMap(([name, { concurrency, replicas }]): Fault[] =>
    replicas.requestsEach >= concurrency
      ? []
      : [
          {
            path: `inference.endpoints.${name}.replicas.requestsEach`,
            got: `${replicas.requestsEach}, with memory for a concurrency of ${concurrency}`,
            want: `${concurrency} or more: a replica never takes the rest`,
            fix: `write ${concurrency}, or lower inference.endpoints.${name}.concurrency`,
          },
        ],
  ),
);

/** Rules over the number of replicas, and when it may be zero. */
export const scalingRules = [replicasGrow, queueOutlastsAStart, groupsStayWarm, replicasUseTheirMemory];
