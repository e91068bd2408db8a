import type { types } from "@pulumi/kubernetes";
import type { EnvoyExtensionPolicySpec } from "../../../crd/envoy-gateway.ts";
import type { Manifest } from "../../../crd/foreign-kind.ts";
import { restrictedContainer, restrictedPod } from "../../../lib/security-context.ts";
import type { Place } from "../../../site/place.ts";
import { mirrored } from "../../../site/registry.ts";
import { headers } from "../names.ts";
import { gatewayNamespace, modelRouterService } from "../../../names/gateway.ts";
import { gatewayReference } from "./routes.ts";
import { planScript } from "./script.ts";

const name = modelRouterService;
const labels = { app: name };
/** Its ports. */
export const modelRouterPorts = { grpc: 9004, health: 9005, metrics: 9090 } as const;

/** The release of the Gateway API inference extension that has the body-based router. */
const release = "v1.5.0";

/** The body-based router: it copies the `model` of a request's body into a header, from which the route is then chosen again. */
export interface ModelRouterPlan {
  readonly serviceAccount: types.input.core.v1.ServiceAccount & { readonly automountServiceAccountToken: true };
  readonly deployment: types.input.apps.v1.Deployment;
  readonly service: types.input.core.v1.Service;
  readonly disruptionBudget: types.input.policy.v1.PodDisruptionBudget;
  readonly policy: Manifest<EnvoyExtensionPolicySpec>;
}

/** The router's flags: one field to one header, nothing from ConfigMaps, no traces, which would leave the cluster, and metrics for every client that reaches the pod. */
export const modelRouterArguments = (
  at: { readonly grpc: number; readonly health: number; readonly metrics: number } = modelRouterPorts,
): string[] => [
  "--streaming",
  `--plugin=body-field-to-header:model:${JSON.stringify({ fieldName: "model", headerName: headers.model })}`,
  "--secure-serving=false",
  "--tracing=false",
  "--enable-pprof=false",
  "--metrics-endpoint-auth=false",
  `--grpc-port=${at.grpc}`,
  `--grpc-health-port=${at.health}`,
  `--metrics-port=${at.metrics}`,
];

export function planModelRouter({ registry, regionSelector }: Place): ModelRouterPlan {
  const metadata = { name, namespace: gatewayNamespace, labels };
  const probe = { grpc: { port: modelRouterPorts.health } };
  return {
    // It never calls the API server, but does not start without credentials for it.
    serviceAccount: { metadata, automountServiceAccountToken: true },
    deployment: {
      metadata,
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: name,
            nodeSelector: regionSelector,
            securityContext: { ...restrictedPod, runAsUser: 65_532 },
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: "kubernetes.io/hostname",
                whenUnsatisfiable: "ScheduleAnyway",
                labelSelector: { matchLabels: labels },
              },
            ],
            containers: [
              {
                name,
                image: mirrored(registry, `registry.k8s.io/gateway-api-inference-extension/bbr:${release}`),
                args: modelRouterArguments(),
                ports: [
                  { name: "grpc", containerPort: modelRouterPorts.grpc },
                  { name: "health", containerPort: modelRouterPorts.health },
                  { name: "metrics", containerPort: modelRouterPorts.metrics },
                ],
                readinessProbe: probe,
                livenessProbe: { ...probe, initialDelaySeconds: 10 },
                securityContext: { ...restrictedContainer, readOnlyRootFilesystem: true },
                resources: { requests: { cpu: "1", memory: "512Mi" }, limits: { memory: "2Gi" } },
              },
            ],
          },
        },
      },
    },
    service: {
      metadata,
      spec: {
        selector: labels,
        ports: [{ name: "grpc", port: modelRouterPorts.grpc, targetPort: "grpc", appProtocol: "kubernetes.io/h2c" }],
      },
    },
    disruptionBudget: { metadata, spec: { minAvailable: 1, selector: { matchLabels: labels } } },
    policy: {
      metadata: { name, namespace: gatewayNamespace },
      spec: {
        targetRefs: [gatewayReference],
        lua: [{ type: "Inline", inline: planScript() }],
        extProc: [
          {
            backendRefs: [{ group: "", kind: "Service", name, port: modelRouterPorts.grpc }],
            // Prompts may have megabytes; by default, the router must answer within 200 ms.
            messageTimeout: "10s",
            processingMode: { request: { body: "FullDuplexStreamed" } },
          },
        ],
      },
    },
  };
}
