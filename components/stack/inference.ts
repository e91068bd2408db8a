import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { referenced } from "../lib/referenced.ts";
import { enableFailover } from "../failover/hand-over.ts";
import { Routing } from "../failover/index.ts";
import type { PeerSites } from "../failover/peers.ts";
import { placeOf } from "../site/place.ts";
import type { StackSpec } from "../schema/stack.ts";
import { inStage } from "../targets/stages/stage.ts";
import { InferenceGateway } from "../inference/gateway/index.ts";
import { HuggingFaceMapping } from "../inference/hugging-face/index.ts";
import { planMappings } from "../inference/hugging-face/plan.ts";
import { Endpoint } from "../inference/index.ts";
import { declareNamespaces } from "../inference/namespaces.ts";
import { availabilityOf, printAvailability } from "../inference/availability.ts";
import { gatewayModels } from "../inference/gateway/models.ts";

/** The cluster of a site's gateway, as its target reaches it. */
export interface ServingCluster {
  readonly provider: k8s.Provider;
  readonly isLive: boolean;
  /** Resources that must exist before anything of inference: the layer with its queues, and the storage. */
  readonly after: readonly pulumi.Resource[];
}

/** Declares a stack's endpoints, their gateway, the failover of requests and the mappings on Hugging Face; nothing if the stack serves no model. */
export function declareInference(stackName: string, spec: StackSpec, cluster: ServingCluster, sites: PeerSites): void {
  const { inference } = spec;
  if (inference === undefined) return;
  const { provider, isLive, after } = cluster;
  const staged = inStage("endpoints", !isLive);
  const needed = declareNamespaces(inference.gateway.cluster, referenced(spec.clusters, inference.gateway.cluster), spec, {
    provider,
    dependsOn: [...after],
    ...staged,
  });
  for (const [name, endpoint] of Object.entries(inference.endpoints)) {
    const { share, cluster: clusterName } = endpoint;
    const args = {
      inference,
      ...printAvailability(availabilityOf(spec, endpoint)),
      cluster: referenced(spec.clusters, clusterName),
      site: spec.site,
      provider,
      after: [...after, ...(needed[share] ?? [])],
    };
    new Endpoint(name, args, staged);
  }
  const failsOver = Object.values(inference.endpoints).some(({ failover }) => failover !== undefined);
  const ofGateway = {
    spec: inference.gateway,
    models: gatewayModels(spec),
    place: placeOf(spec.site),
    cluster: referenced(spec.clusters, inference.gateway.cluster),
    ...(failsOver ? { adapt: enableFailover } : {}),
    provider,
    mode: isLive ? ("live" as const) : ("render" as const),
    after,
  };
  const gateway = new InferenceGateway(inference.gateway.cluster, ofGateway, staged);
  if (failsOver) new Routing(stackName, { sites, gateway: gateway.plan, provider, after: [gateway] }, staged);
  for (const [name, mapping] of Object.entries(planMappings(spec)))
    new HuggingFaceMapping(name, { ...mapping, ...printAvailability(availabilityOf(spec, referenced(inference.endpoints, name))) });
}
