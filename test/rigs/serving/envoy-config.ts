import type { Translation, XdsResource } from "./translate.ts";

/** An IP address and a port. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Addresses of the gateway's Envoy on this machine. */
export interface ListenerAddresses {
  readonly listener: Address;
  readonly admin: Address;
  readonly rateLimiter: Address;
  /** Addresses on this machine for the name or address of a Service. */
  readonly services: ReadonlyMap<string, readonly Address[]>;
}

/** Envoy Gateway's name for the cluster of the rate limiter, which it adds only where it has certificates for it. */
const rateLimiterCluster = "ratelimit_cluster";

const http2 = {
  "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
    "@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
    explicitHttpConfig: { http2ProtocolOptions: {} },
  },
};

const endpointAt = ({ host, port }: Address) => ({
  endpoint: { address: { socketAddress: { address: host, portValue: port } } },
});

interface Assignment {
  readonly clusterName: string;
  readonly endpoints: readonly { readonly lbEndpoints: readonly ReturnType<typeof endpointAt>[] }[];
}

/**
 * The configuration of an Envoy on loopback that does what the gateway's would do: addresses are those of this machine, TLS ends before it, and everything
 * is in one file. Filters, routes, clusters and their policies stay as Envoy Gateway makes them.
 *
 * @throws Error when a service has no address on this machine.
 */
export function envoyConfig(translation: Translation, placement: ListenerAddresses): object {
  return {
    admin: { address: endpointAt(placement.admin).endpoint.address },
    staticResources: {
      listeners: translation.listeners.filter(isGateway).map((listener) => atAddress(listener, translation, placement)),
      clusters: [
        ...translation.clusters.map((cluster) => withEndpoints(cluster, translation, placement)),
        {
          name: rateLimiterCluster,
          type: "STATIC",
          typedExtensionProtocolOptions: http2,
          loadAssignment: { clusterName: rateLimiterCluster, endpoints: [{ lbEndpoints: [endpointAt(placement.rateLimiter)] }] },
        },
      ],
    },
  };
}

/** Envoy Gateway adds a listener of its own for readiness probes. */
const isGateway = ({ name }: XdsResource): boolean => !String(name).startsWith("envoy-gateway-proxy-ready");

const untyped = ({ "@type": _, ...rest }: XdsResource): XdsResource => rest;

function atAddress(resource: XdsResource, { routes }: Translation, { listener: address }: ListenerAddresses): XdsResource {
  const {
    filterChains,
    listenerFilters: _,
    ...listener
  } = untyped(resource) as XdsResource & {
    filterChains: { filters: { name: string; typedConfig: XdsResource }[] }[];
  };
  return {
    ...listener,
    address: endpointAt(address).endpoint.address,
    // Without the names that TLS would tell and its keys.
    filterChains: filterChains.map(({ filters }) => ({
      filters: filters.map(({ name, typedConfig: { rds, ...config } }) => {
        if (rds === undefined) return { name, typedConfig: config };
        const wanted = (rds as { routeConfigName: string }).routeConfigName;
        const routeConfig = routes.find((each) => each["name"] === wanted);
        if (routeConfig === undefined) throw new Error(`got no table of routes ${wanted} from Envoy Gateway`);
        return { name, typedConfig: { ...config, routeConfig: anyHost(untyped(routeConfig)) } };
      }),
    })),
  };
}

/** Clients on this machine call it by its address. */
const anyHost = (routes: XdsResource): XdsResource => ({
  ...routes,
  virtualHosts: (routes["virtualHosts"] as XdsResource[]).map((host) => ({ ...host, domains: ["*"] })),
});

function withEndpoints(resource: XdsResource, { endpoints }: Translation, { services }: ListenerAddresses): XdsResource {
  const {
    loadAssignment,
    edsClusterConfig: _eds,
    clusterType: _type,
    ...cluster
  } = untyped(resource) as XdsResource & {
    loadAssignment?: Assignment;
  };
  const assignment = loadAssignment ?? (endpoints.find((each) => each["clusterName"] === cluster["name"]) as unknown as Assignment);
  return {
    ...cluster,
    type: "STATIC",
    loadAssignment: {
      clusterName: assignment.clusterName,
      endpoints: assignment.endpoints.map((locality) => ({
        ...locality,
        lbEndpoints: locality.lbEndpoints.flatMap(({ endpoint }) => {
          const { address } = endpoint.address.socketAddress;
          const here = services.get(address);
          if (here === undefined) throw new Error(`got no address on this machine for ${address}`);
          return here.map(endpointAt);
        }),
      })),
    },
  };
}
