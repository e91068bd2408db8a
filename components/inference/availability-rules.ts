import { deliveredFrom, gpusDeliveredBy } from "../capacity/deliveries.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import type { StackSpec } from "../schema/stack.ts";
import { availabilityOf } from "./availability.ts";

const rule = rulesOver<StackSpec>();

/** Hugging Face routes requests to a live model, and delists one that does not answer. */
const liveModelsHaveGpus = rule(["asOf", "clusters.*", "deliveries", "inference.endpoints.*"], (asOf, clusters, deliveries, endpoints) =>
  Object.entries(endpoints).flatMap(([name, endpoint]): Fault[] => {
    const from = endpoint.huggingFace?.status === "live" ? availabilityOf({ asOf, clusters, deliveries }, endpoint) : undefined;
    if (from === undefined) return [];
    return [
      {
        path: `inference.endpoints.${name}.huggingFace.status`,
        got: `live, on GPUs of ${endpoint.cluster} ${from === "undelivered" ? "that no delivery brings" : `that are delivered on ${from}`}`,
        want: `GPUs that are there on ${asOf}, the asOf of the data`,
        fix: from === "undelivered" ? "declare their delivery, or set it to staging" : "set it to staging until then",
      },
    ];
  }),
);

const publicApiHasGpus = rule(
  ["asOf", "keys of clusters", "deliveries", "inference.gateway"],
  (asOf, clusters, deliveries, gateway): Fault[] => {
    const { cluster, servesPublicApi } = gateway;
    if (servesPublicApi?.value !== true || !clusters.includes(cluster) || gpusDeliveredBy(cluster, deliveries, asOf) > 0) return [];
    const first = deliveredFrom(cluster, deliveries, 1);
    return [
      {
        path: "inference.gateway.servesPublicApi",
        got: `true, on GPUs of ${cluster} ${first === undefined ? "that no delivery brings" : `of which the first are delivered on ${first}`}`,
        want: `GPUs that are there on ${asOf}, the asOf of the data`,
        fix: "correct it, or the delivery",
      },
    ];
  },
);

/** Rules over the GPUs of what is said to be served today. */
export const availabilityRules = [liveModelsHaveGpus, publicApiHasGpus];
