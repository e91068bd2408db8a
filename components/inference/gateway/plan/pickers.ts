import type { EnvoyPatch, EnvoyPatchPolicySpec } from "../../../crd/envoy-gateway.ts";
import type { Manifest } from "../../../crd/foreign-kind.ts";
import type { GatewayModel, GatewayPool } from "../model.ts";
import { xdsListener } from "../names.ts";
import { gatewayNamespace, modelRouteName } from "../../../names/gateway.ts";
import { gatewayReference, serviceHost } from "./routes.ts";
import { pickerSeconds } from "./timeouts.ts";

const types = "type.googleapis.com/envoy";
const processing = `${types}.extensions.filters.http.ext_proc.v3`;
const listenerType = `${types}.config.listener.v3.Listener`;
const routeType = `${types}.config.route.v3.RouteConfiguration`;
const clusterType = `${types}.config.cluster.v3.Cluster`;

/** The filter that asks an endpoint picker for a request's engine. */
const filterName = "endpoint-picker";

/** The cluster of a pool's endpoint picker. */
const pickerCluster = (pool: Pick<GatewayPool, "name">): string => `endpoint-picker/${pool.name}`;

/** The path of a patch that adds a resource instead of changing one: empty, but present. */
const wholeResource = "";

const grpcService = (pool: GatewayPool) => ({ envoy_grpc: { cluster_name: pickerCluster(pool) } });

/** Envoy Gateway's name for the cluster of the `index`th pool of a model's route. */
const poolCluster = (model: GatewayModel, index: number): string =>
  `httproute/${gatewayNamespace}/${modelRouteName(model.endpoint)}/rule/0/backend/${index}`;

const addPicker = (pool: GatewayPool, namespace: string): EnvoyPatch => {
  const name = pickerCluster(pool);
  const socketAddress = { address: serviceHost(pool.picker.service, namespace), port_value: pool.picker.port };
  return {
    type: clusterType,
    name,
    operation: {
      op: "add",
      path: wholeResource,
      value: {
        name,
        type: "STRICT_DNS",
        connect_timeout: "1s",
        typed_extension_protocol_options: {
          "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
            "@type": `${types}.extensions.upstreams.http.v3.HttpProtocolOptions`,
            explicit_http_config: { http2_protocol_options: {} },
          },
        },
        load_assignment: {
          cluster_name: name,
          endpoints: [{ lb_endpoints: [{ endpoint: { address: { socket_address: socketAddress } } }] }],
        },
      },
    },
  };
};

/** Placed last before the router, so that it sees only requests that are admitted, within their limits and for a known model. By itself it calls no picker. */
const addFilter = (pool: GatewayPool, withinSeconds: number): EnvoyPatch => ({
  type: listenerType,
  name: xdsListener,
  operation: {
    op: "add",
    jsonPath: "$..http_filters[?(@.name=='envoy.filters.http.router')]",
    value: {
      name: filterName,
      typed_config: {
        "@type": `${processing}.ExternalProcessor`,
        grpc_service: grpcService(pool),
        processing_mode: { request_header_mode: "SKIP", response_header_mode: "SKIP" },
        // A picker holds a request until an engine has room for it.
        message_timeout: `${withinSeconds}s`,
        // Without its picker, a pool serves no request. Other sites take over on 503, but not on Envoy's own 500.
        status_on_error: { code: "ServiceUnavailable" },
      },
    },
  },
});

/** Sends a pool's requests to the pool's own picker. Answers bypass it, so a picker that stops breaks no stream. */
const askPicker = (model: GatewayModel, pool: GatewayPool, index: number): EnvoyPatch => ({
  type: routeType,
  name: xdsListener,
  operation: {
    op: "add",
    jsonPath: `$..weighted_clusters.clusters[?(@.name=='${poolCluster(model, index)}')]`,
    path: "/typed_per_filter_config",
    value: {
      [filterName]: {
        "@type": `${processing}.ExtProcPerRoute`,
        overrides: {
          grpc_service: grpcService(pool),
          processing_mode: {
            request_header_mode: "SEND",
            request_body_mode: "FULL_DUPLEX_STREAMED",
            request_trailer_mode: "SEND",
            response_header_mode: "SKIP",
          },
        },
      },
    },
  },
});

/** Lists of models are longer than Envoy's default limit of 4,096 bytes. */
const allowLongAnswers: EnvoyPatch = {
  type: routeType,
  name: xdsListener,
  operation: { op: "add", path: "/max_direct_response_body_size_bytes", value: 1_048_576 },
};

/**
 * The endpoint picker of each pool, which Envoy Gateway's own kinds cannot express. (An EnvoyExtensionPolicy adds its filter to a request's chain only if
 * the route that the request first matches has it, and that route is chosen before the model is known.)
 */
export function planPickers(models: readonly GatewayModel[]): Manifest<EnvoyPatchPolicySpec> {
  const pools = models.flatMap((model) => model.pools.map((pool, index) => ({ model, pool, index })));
  const first = pools[0];
  const withinSeconds = Math.max(...models.map(pickerSeconds));
  return {
    metadata: { name: "endpoint-pickers", namespace: gatewayNamespace },
    spec: {
      targetRef: gatewayReference,
      type: "JSONPatch",
      jsonPatches: [
        allowLongAnswers,
        ...(first === undefined ? [] : [addFilter(first.pool, withinSeconds)]),
        ...pools.map(({ model, pool }) => addPicker(pool, model.namespace)),
        ...pools.map(({ model, pool, index }) => askPicker(model, pool, index)),
      ],
    },
  };
}
