import type { AcceleratorName } from "../../catalog/accelerators.ts";
import { placementFor } from "../../inference/pools.ts";
import { weightsGigabytes } from "../../inference/sizing/memory.ts";
import { proxyNamespace } from "../../kubernetes/plan/peers.ts";
import {
  backend,
  failoverNames,
  failoverRoute,
  gatewayNames,
  gatewayNamespace,
  gatewayObjects,
  keySecret,
  proxyNetwork,
  modelList,
  modelRoute,
  siteBackend,
  failoverEgress,
} from "../../names/gateway.ts";
import {
  canaryPool,
  channelClaim,
  endpointNames,
  groupObjects,
  inferenceNamespace,
  poolNames,
  servingNames,
  shareNamespace,
  shareObjects,
} from "../../names/inference.ts";
import { routingContract } from "../../schema/contracts/fleet.ts";
import { endpointContract, gatewayContract, huggingFaceMappingContract } from "../../schema/contracts/inference.ts";
import { egressContract } from "../../schema/contracts/site.ts";
import type { EndpointSpec, InferenceSpec } from "../../schema/inference.ts";
import type { StackSpec } from "../../schema/stack.ts";
import { madeByController, namesOf, namesOfAll, resourceName, type DerivedName, type ObjectPlace } from "./derived-name.ts";

interface NamedPool {
  readonly name: string;
  readonly precision: EndpointSpec["precision"];
  readonly replicas: number;
  readonly path: string;
}

function poolsIn(key: string, path: string, { precision, replicas, canary }: EndpointSpec): NamedPool[] {
  const first = { name: key, precision, replicas: replicas.max, path };
  if (canary === undefined) return [first];
  return [first, { name: canaryPool(key), precision: canary.precision ?? precision, replicas: canary.replicas, path: `${path}.canary` }];
}

/** More replicas than GPUs are a fault of their own. */
const mostReplicas = 5000;

/** Names of a pool's objects; of a group of hosts, also of what its controller makes. */
function namesOfPool(pool: NamedPool, endpoint: EndpointSpec, accelerator: AcceleratorName | undefined, place: ObjectPlace): DerivedName[] {
  const { name: poolName, precision, replicas } = pool;
  // A spec with other faults may have no accelerator, or no weights.
  const canBePlaced = accelerator !== undefined && weightsGigabytes(endpoint.model, precision) !== undefined;
  const placement = canBePlaced ? placementFor(endpoint, { model: endpoint.model, precision, accelerator }) : undefined;
  const isGroup = placement !== undefined && placement.hosts > 1;
  const groups = isGroup ? groupObjects(poolName, Math.min(replicas, mostReplicas)) : undefined;
  return [
    ...namesOfAll(poolNames(poolName), place),
    ...(groups?.services ?? []).map((name) => madeByController("Service", name, place)),
    ...(groups?.statefulSets ?? []).map((name) => madeByController("StatefulSet", name, place)),
  ];
}

/** Names of an endpoint, of its pools, and of what the gateway has for it. */
function namesOfEndpoint(stack: string, key: string, endpoint: EndpointSpec, clusters: StackSpec["clusters"]): DerivedName[] {
  const { cluster } = endpoint;
  const path = `inference.endpoints.${key}`;
  const accelerator = Object.hasOwn(clusters, cluster) ? clusters[cluster]?.accelerator : undefined;
  const home: ObjectPlace = {
    stack,
    cluster,
    namespace: inferenceNamespace(endpoint.share),
    component: endpointContract.type,
    sources: [path, `tenants.${endpoint.share}`],
  };
  const atGateway: ObjectPlace = { stack, cluster, namespace: gatewayNamespace, component: gatewayContract.type, sources: [path] };
  return [
    resourceName(endpointContract.type, key, [path]),
    ...(endpoint.huggingFace === undefined ? [] : [resourceName(huggingFaceMappingContract.type, key, [path])]),
    ...namesOfAll(endpointNames(key), home),
    madeByController("ResourceClaimTemplate", channelClaim(key), home),
    ...poolsIn(key, path, endpoint).flatMap((pool) => [
      ...namesOfPool(pool, endpoint, accelerator, { ...home, sources: [pool.path, `tenants.${endpoint.share}`] }),
      ...namesOf(backend(cluster, pool.name), { ...atGateway, sources: [pool.path] }),
    ]),
    ...namesOf(modelRoute(cluster, key), atGateway),
    ...(endpoint.failover === undefined ? [] : namesOf(failoverRoute(stack, key), { ...atGateway, component: routingContract.type })),
  ];
}

/** Names of the gateway, of its tenants' keys and lists, and of the ways to other sites. */
function namesAtGateway(stack: string, { gateway, endpoints }: InferenceSpec): DerivedName[] {
  const { cluster } = gateway;
  const wide: ObjectPlace = { stack, cluster, component: gatewayContract.type, sources: [`clusters.${cluster}`] };
  const inside: ObjectPlace = { ...wide, namespace: gatewayNamespace };
  const shares = [...new Set(Object.values(endpoints).map(({ share }) => share))];
  const named = Object.entries(endpoints).flatMap(([key, { failover = [] }]) =>
    failover.map((site) => [site, [`inference.endpoints.${key}.failover`]] as const),
  );
  // The first endpoint that names a site, and the site itself, which comes first on every way.
  const sites = new Map<string, readonly string[]>([...named.reverse(), ...(named.length > 0 ? [[stack, []] as const] : [])]);
  const routing = { ...inside, component: routingContract.type };
  return [
    resourceName(gatewayContract.type, cluster, wide.sources),
    ...namesOfAll(gatewayNames(cluster), wide),
    ...namesOfAll(gatewayObjects(cluster), inside),
    ...namesOf(proxyNetwork(cluster), { ...inside, namespace: proxyNamespace }),
    ...Object.entries(gateway.tenants).flatMap(([tenant, { keyGeneration }]) => {
      const ofTenant = { ...inside, sources: [`tenants.${tenant}`, ...wide.sources] };
      const secrets = [keyGeneration, keyGeneration - 1].map((generation) => keySecret(cluster, tenant, generation));
      return [
        ...namesOfAll(modelList(cluster, tenant), ofTenant),
        ...secrets.flatMap((secret) => [
          ...namesOf(secret, ofTenant),
          resourceName(`${gatewayContract.type}$RandomPassword`, secret.resource, ofTenant.sources),
        ]),
      ];
    }),
    ...namesOfAll(servingNames(cluster), { ...wide, component: "" }),
    ...shares.flatMap((share) => {
      const ofShare = { ...wide, component: "", sources: [`tenants.${share}`, ...wide.sources] };
      return [
        ...namesOf(shareNamespace(cluster, share), ofShare),
        ...namesOfAll(shareObjects(cluster, share), { ...ofShare, namespace: inferenceNamespace(share) }),
      ];
    }),
    ...(sites.size > 0 ? [resourceName(routingContract.type, stack, []), ...namesOfAll(failoverNames(stack), routing)] : []),
    ...[...sites].flatMap(([site, sources]) => [
      ...namesOf(siteBackend(stack, site), { ...routing, sources }),
      resourceName(`${routingContract.type}$${egressContract.type}`, failoverEgress(stack, site), sources),
    ]),
  ];
}

/** Names of a site's endpoints and their gateway. */
export const inferenceNames = (stack: string, inference: InferenceSpec, clusters: StackSpec["clusters"]): DerivedName[] => [
  ...namesAtGateway(stack, inference),
  ...Object.entries(inference.endpoints).flatMap(([key, endpoint]) => namesOfEndpoint(stack, key, endpoint, clusters)),
];
