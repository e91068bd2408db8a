import type { types } from "@pulumi/kubernetes";
import { createHash } from "node:crypto";
import { stringify } from "yaml";
import { endpointPickerImage } from "../../catalog/operands.ts";
import { restrictedContainer } from "../../lib/security-context.ts";
import { mirrored } from "../../site/registry.ts";
import { componentLabel, components, pickerPorts, poolLabel } from "../names.ts";
import { endpointNames, pickerAccount, poolNames } from "../../names/inference.ts";
import type { Pool } from "../pools.ts";
import { metadataOf, podLabels, podSecurity, type EndpointContext } from "./context.ts";
import { supportLabels } from "./support.ts";

/** Lets waiting requests through by turns of their tenants, whom the gateway names in a header. Without it, who sends most is served most. */
const turns = "round-robin-fairness-policy";

/**
 * A picker's configuration. It prefers engines with a short queue, free memory, and the beginning of the prompt in their cache. If none has room, or none exists,
 * requests wait in the picker, in turns by tenant. The length of this queue is what starts replicas.
 */
export const pickerConfiguration = (queueTimeoutSeconds: number) => ({
  apiVersion: "inference.networking.x-k8s.io/v1alpha1",
  kind: "EndpointPickerConfig",
  featureGates: ["flowControl"],
  plugins: [
    { type: "queue-scorer" },
    { type: "kv-cache-utilization-scorer" },
    { type: "prefix-cache-scorer" },
    { type: "metrics-data-source", parameters: { scheme: "http", path: "/metrics" } },
    { type: "core-metrics-extractor" },
    { type: turns },
  ],
  schedulingProfiles: [
    {
      name: "default",
      plugins: [
        { pluginRef: "queue-scorer", weight: 2 },
        { pluginRef: "kv-cache-utilization-scorer", weight: 2 },
        { pluginRef: "prefix-cache-scorer", weight: 3 },
      ],
    },
  ],
  flowControl: { defaultRequestTTL: `${queueTimeoutSeconds}s`, defaultPriorityBand: { fairnessPolicyRef: turns } },
});

const configurationPath = "/etc/endpoint-picker";
const configurationFile = "configuration.yaml";

/** The pickers' configuration, as the file that they read. */
export const planPickerConfiguration = (
  context: EndpointContext,
): types.input.core.v1.ConfigMap & { readonly data: Readonly<Record<string, string>> } => ({
  metadata: metadataOf(context, endpointNames(context.name).pickerConfiguration),
  data: { [configurationFile]: stringify(pickerConfiguration(context.endpoint.queueTimeoutSeconds)) },
});

/** A picker's flags, without the path of its configuration. Only Envoy inside the cluster calls it, as the network policy ensures. */
export const pickerFlags = (pool: string, namespace: string): string[] => [
  `--pool-name=${pool}`,
  `--pool-namespace=${namespace}`,
  `--grpc-port=${pickerPorts.calls}`,
  `--grpc-health-port=${pickerPorts.health}`,
  `--metrics-port=${pickerPorts.metrics}`,
  "--secure-serving=false",
  "--metrics-endpoint-auth=false",
  "--enable-pprof=false",
  "--tracing=false",
  "--v=1",
  "--zap-encoder=json",
];

const selector = (pool: Pool) => ({ [poolLabel]: pool.name, [componentLabel]: components.picker });

/** Annotation of a picker's pod: the SHA-256 of its configuration. */
const configurationDigest = "nscale.com/configuration-digest";

const digestOf = (context: EndpointContext): string =>
  createHash("sha256")
    .update(JSON.stringify(planPickerConfiguration(context).data))
    .digest("hex");

const grpcProbe = { grpc: { port: pickerPorts.health, service: "inference-extension" } };

/**
 * Two pickers per pool, on different hosts and both active. (With leader election, the second would be idle, and requests would be refused until it took
 * over.) They read their configuration at start, so a change of it replaces them.
 */
export function planPicker(context: EndpointContext, pool: Pool): types.input.apps.v1.Deployment {
  const { namespace, regionSelector, registry } = context;
  const { repository, digest } = endpointPickerImage.value;
  const labels = podLabels(context, pool, components.picker);
  return {
    metadata: metadataOf(context, poolNames(pool.name).picker),
    spec: {
      replicas: 2,
      selector: { matchLabels: selector(pool) },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        metadata: { labels: { ...labels, ...supportLabels }, annotations: { [configurationDigest]: digestOf(context) } },
        spec: {
          serviceAccountName: pickerAccount,
          automountServiceAccountToken: true,
          nodeSelector: regionSelector,
          securityContext: podSecurity,
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: "kubernetes.io/hostname",
              whenUnsatisfiable: "DoNotSchedule",
              labelSelector: { matchLabels: selector(pool) },
            },
          ],
          containers: [
            {
              name: "endpoint-picker",
              image: `${mirrored(registry, repository)}@${digest}`,
              args: [...pickerFlags(pool.name, namespace), `--config-file=${configurationPath}/${configurationFile}`],
              ports: [
                { name: "grpc", containerPort: pickerPorts.calls },
                { name: "metrics", containerPort: pickerPorts.metrics },
              ],
              livenessProbe: { ...grpcProbe, initialDelaySeconds: 5, periodSeconds: 10 },
              readinessProbe: { ...grpcProbe, periodSeconds: 2 },
              resources: { requests: { cpu: "2", memory: "4Gi" }, limits: { memory: "8Gi" } },
              securityContext: { ...restrictedContainer, readOnlyRootFilesystem: true },
              volumeMounts: [{ name: "configuration", mountPath: configurationPath, readOnly: true }],
            },
          ],
          volumes: [{ name: "configuration", configMap: { name: endpointNames(context.name).pickerConfiguration.name } }],
        },
      },
    },
  };
}

export const planPickerService = (context: EndpointContext, pool: Pool): types.input.core.v1.Service => ({
  metadata: metadataOf(context, poolNames(pool.name).pickerService),
  spec: {
    selector: selector(pool),
    ports: [{ name: "grpc", port: pickerPorts.calls, targetPort: pickerPorts.calls, appProtocol: "kubernetes.io/h2c" }],
  },
});
