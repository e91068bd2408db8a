import type { types } from "@pulumi/kubernetes";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { InferencePoolSpec } from "../../crd/inference.ts";
import { componentLabel, components, enginePort, pickerPorts, poolLabel } from "../names.ts";
import { poolNames } from "../../names/inference.ts";
import type { Pool } from "../pools.ts";
import { metadataOf, type EndpointContext } from "./context.ts";

/** Selects the pods of a pool that answer requests: engines, but only the leader of a group. */
const answering = (pool: Pool) => ({
  [poolLabel]: pool.name,
  [componentLabel]: components.engine,
  ...(pool.placement.hosts > 1 ? { "leaderworkerset.sigs.k8s.io/worker-index": "0" } : {}),
});

/** A request without a picker's decision is refused: on an arbitrary engine, it would bypass the queue that keeps tenants' turns. */
export const planPool = (context: EndpointContext, pool: Pool): Manifest<InferencePoolSpec> => ({
  metadata: metadataOf(context, poolNames(pool.name).pool),
  spec: {
    selector: { matchLabels: answering(pool) },
    targetPorts: [{ number: enginePort }],
    endpointPickerRef: { name: poolNames(pool.name).pickerService.name, port: { number: pickerPorts.calls }, failureMode: "FailClose" },
  },
});

/** Lists the ready engines, for retries. */
export const planEngineService = (context: EndpointContext, pool: Pool): types.input.core.v1.Service => ({
  metadata: metadataOf(context, poolNames(pool.name).engines),
  spec: { clusterIP: "None", selector: answering(pool), ports: [{ name: "http", port: enginePort, targetPort: enginePort }] },
});
