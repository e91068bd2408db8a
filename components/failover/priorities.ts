import { gatewayNamespace } from "../names/gateway.ts";
import { gatewayReference } from "../inference/gateway/plan/routes.ts";
import type { EnvoyPatch, EnvoyPatchPolicySpec } from "../crd/envoy-gateway.ts";
import type { Manifest } from "../crd/foreign-kind.ts";

/** A route, and the number of sites of each of its rules. */
interface Ordered {
  readonly route: string;
  readonly stops: readonly number[];
}

const setPriority = (route: string, rule: number, stop: number): EnvoyPatch => {
  // Envoy Gateway's name for the cluster that it makes of a rule.
  const name = `httproute/${gatewayNamespace}/${route}/rule/${rule}`;
  return {
    type: "type.googleapis.com/envoy.config.cluster.v3.Cluster",
    name,
    operation: { op: "replace", path: `/load_assignment/endpoints/${stop}/priority`, value: stop },
  };
};

/**
 * The order of the sites that take over, which Envoy Gateway cannot express: it treats all of them as equal, after the first.
 * Undefined if no rule has more than one.
 */
export function planOrder(routes: readonly Ordered[]): Manifest<EnvoyPatchPolicySpec> | undefined {
  const jsonPatches = routes.flatMap(({ route, stops }) =>
    stops.flatMap((count, rule) => Array.from({ length: Math.max(0, count - 2) }, (_, index) => setPriority(route, rule, index + 2))),
  );
  if (jsonPatches.length === 0) return undefined;
  return {
    metadata: { name: "failover-order", namespace: gatewayNamespace },
    spec: { targetRef: gatewayReference, type: "JSONPatch", jsonPatches },
  };
}
