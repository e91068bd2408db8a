import { foreignKind } from "./foreign-kind.ts";

const apiVersion = "monitoring.coreos.com/v1";

/** A label of a target before it is scraped: the value of another one, or a fixed one. */
export interface Relabeling {
  readonly sourceLabels?: readonly string[];
  readonly regex?: string;
  readonly targetLabel: string;
  readonly replacement?: string;
}

/** The pods whose metrics Prometheus reads. */
export interface PodMonitorSpec {
  readonly namespaceSelector: { readonly matchNames: readonly string[] };
  readonly selector: {
    readonly matchLabels?: Readonly<Record<string, string>>;
    readonly matchExpressions?: readonly { readonly key: string; readonly operator: "In"; readonly values: readonly string[] }[];
  };
  /** Pod labels that are copied to the metrics. */
  readonly podTargetLabels?: readonly string[];
  readonly podMetricsEndpoints: readonly {
    readonly port: string;
    readonly interval: string;
    readonly relabelings?: readonly Relabeling[];
  }[];
}
export class PodMonitor extends foreignKind<PodMonitorSpec>(apiVersion, "PodMonitor") {}

/** The Services whose metrics Prometheus reads with a token. */
export interface ServiceMonitorSpec {
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly endpoints: readonly {
    readonly port: string;
    readonly path: string;
    readonly authorization: { readonly credentials: { readonly name: string; readonly key: string } };
  }[];
}
export class ServiceMonitor extends foreignKind<ServiceMonitorSpec>(apiVersion, "ServiceMonitor") {}

/** One alert, raised while its expression has a value. */
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: "warning" | "critical" };
  readonly annotations: { readonly summary: string; readonly description: string; readonly runbook_url: string };
}

/** Alerts, by group. */
export interface PrometheusRuleSpec {
  readonly groups: readonly { readonly name: string; readonly rules: readonly AlertRule[] }[];
}
export class PrometheusRule extends foreignKind<PrometheusRuleSpec>(apiVersion, "PrometheusRule") {}
