import { charts, layerOperators, type LayerOperator } from "./charts.ts";

/** The operators with a namespace of their own: Cilium's pods are in `kube-system`, on the network of their host. */
export type ClosedOperator = Exclude<LayerOperator, "cilium">;
export const closedOperators = layerOperators.filter((operator): operator is ClosedOperator => operator !== "cilium");

/** Pods of another namespace that an operator opens connections to, on these ports; without ports, on each that they let it have. */
export interface OperatorCall {
  readonly namespace: string;
  readonly ports: readonly number[];
}

/** Who opens connections to the pods of an operator's namespace, and where these open some, beside each other, the cluster's DNS and its API server. TCP ports, of pods and not of Services. */
export interface OperatorNetwork {
  /** Ports that the API server calls: admission and conversion webhooks, and APIs that it passes on. */
  readonly calledByApiServer: readonly number[];
  /** Ports that Prometheus reads. */
  readonly metrics: readonly number[];
  /** Ports that pods of other operators call. */
  readonly calledBy?: readonly { readonly operator: ClosedOperator; readonly ports: readonly number[] }[];
  readonly calls?: readonly OperatorCall[];
}

/** The port of Prometheus' API (prometheus-operator, `prometheus-operated`). */
export const prometheusPort = 9090;

/** Of each operator, as its chart or its program sets ports where values leave them. */
export const operatorNetworks: Readonly<Record<ClosedOperator, OperatorNetwork>> = {
  // Chart, values.yaml: webhook.securePort 10250, prometheus.servicemonitor.targetPort 9402.
  "cert-manager": { calledByApiServer: [10_250], metrics: [9402] },
  // Chart, values.yaml: prometheusOperator.tls.internalPort 10250; Prometheus and its reloader, Alertmanager and its reloader, kube-state-metrics.
  "prometheus-operator": {
    calledByApiServer: [10_250],
    metrics: [8080, prometheusPort, 9093, 10_250],
    calledBy: [{ operator: "keda", ports: [prometheusPort] }],
  },
  // Chart, templates/manager/manager.yaml: webhook 9443, metrics 8443, visibility 8082.
  kueue: { calledByApiServer: [8082, 9443], metrics: [8443] },
  // Chart, templates/controller/deployment.yaml.
  jobset: { calledByApiServer: [9443], metrics: [8443] },
  // Chart, templates/manager/deployment.yaml.
  leaderworkerset: { calledByApiServer: [9443], metrics: [8443] },
  // The operator (8080), its node feature discovery (8081) and DCGM's exporter (9400). DCGM's host engine (5555) is neither installed nor let in.
  "gpu-operator": { calledByApiServer: [], metrics: [8080, 8081, 9400] },
  // Its admission webhook (9443) is off unless operator.admissionController.enabled.
  "network-operator": { calledByApiServer: [9443], metrics: [8080] },
  // Its webhook is off unless webhook.enabled; the daemons of a compute domain talk to each other.
  "dra-driver-nvidia-gpu": { calledByApiServer: [], metrics: [8080] },
  // Chart, values.yaml: operator.metricsPort 8080; the webhook's server is controller-runtime's, at 9443. It asks slurmrestd (6820) for nodes and jobs.
  "slurm-operator": { calledByApiServer: [9443], metrics: [8080], calls: [{ namespace: "slurm", ports: [6820] }] },
  // The operator and the metrics server (8080), the webhooks (9443), and the API of external metrics (6443). It asks Prometheus how many requests wait.
  keda: {
    calledByApiServer: [6443, 9443],
    metrics: [8080],
    calls: [{ namespace: charts["prometheus-operator"].namespace, ports: [prometheusPort] }],
  },
  // Chart, templates/envoy-gateway-deployment.yaml: webhook 9443, metrics 19001, as of proxies and the rate limiter, which counts in Redis.
  "envoy-gateway": { calledByApiServer: [9443], metrics: [19_001], calls: [{ namespace: "inference-gateway", ports: [6379] }] },
};
