import { foreignKind } from "./foreign-kind.ts";

const apiVersion = "monitoring.coreos.com/v1";

/** The pods whose metrics Prometheus reads. */
export interface PodMonitorSpec {
  readonly namespaceSelector: { readonly matchNames: readonly string[] };
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  /** Pod labels that are copied to the metrics. */
  readonly podTargetLabels?: readonly string[];
  readonly podMetricsEndpoints: readonly {
    readonly port: string;
    readonly interval: string;
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
  readonly annotations: { readonly summary: string; readonly description: string };
}

/** An alert that is raised once its expression has had a value for this long (`5m`), with a text for the person on call. */
export const alert = (
  severity: AlertRule["labels"]["severity"],
  name: string,
  expr: string,
  forHowLong: string,
  summary: string,
  description: string,
): AlertRule => ({ alert: name, expr, for: forHowLong, labels: { severity }, annotations: { summary, description } });

/** Alerts, by group. */
export interface PrometheusRuleSpec {
  readonly groups: readonly { readonly name: string; readonly rules: readonly AlertRule[] }[];
}
export class PrometheusRule extends foreignKind<PrometheusRuleSpec>(apiVersion, "PrometheusRule") {}
