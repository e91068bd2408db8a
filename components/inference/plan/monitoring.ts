import { alert } from "../../catalog/alert.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { PodMonitorSpec, PrometheusRuleSpec } from "../../crd/monitoring.ts";
import { asMetricLabel } from "../../kubernetes/alerts/coverage.ts";
import { tenantLabel } from "../../lib/names.ts";
import { endpointLabel, poolLabel } from "../names.ts";
import { metadataOf, type EndpointContext } from "./context.ts";
import { waitingRequests } from "./scaling.ts";
import { endpointNames } from "../../names/inference.ts";

const every = "15s";

/** Scrapes the engines and pickers of a share's endpoints; neither's metrics contain anything of a prompt. */
export const planPodMonitor = (namespace: string, share: string): Manifest<PodMonitorSpec> => ({
  metadata: { name: "endpoints", namespace },
  spec: {
    namespaceSelector: { matchNames: [namespace] },
    selector: { matchLabels: { [tenantLabel]: share } },
    podTargetLabels: [endpointLabel, poolLabel],
    podMetricsEndpoints: [
      { port: "http", interval: every },
      { port: "metrics", interval: every },
    ],
  },
});

const overTime = "5m";

/** The 95th percentile of a histogram, in seconds. */
const within = (metric: string, selector: string) =>
  `histogram_quantile(0.95, sum by (le) (rate(${metric}_bucket${selector}[${overTime}])))`;

/** Alerts on the objectives promised to callers: the first token, the next ones, errors, and an engine to serve at all. */
export function planAlerts(context: EndpointContext): Manifest<PrometheusRuleSpec> {
  const { name, endpoint, namespace, pools } = context;
  const { timeToFirstTokenSeconds, interTokenMilliseconds, errorPercent } = endpoint.objectives;
  const selector = `{namespace="${namespace}",${asMetricLabel(endpointLabel)}="${name}"}`;
  const rate = (metric: string) => `sum(rate(${metric}${selector}[${overTime}]))`;
  const waits = pools.map((pool) => waitingRequests(pool.name, namespace)).join(" + ");
  const objectives = [
    alert(
      "warning",
      "TimeToFirstTokenTooLong",
      `${within("vllm:time_to_first_token_seconds", selector)} > ${timeToFirstTokenSeconds}`,
      "10m",
      `Answers of ${name} begin late: 5 % after {{ $value | humanizeDuration }}`,
      `Promised are ${timeToFirstTokenSeconds} s. Prompts wait for others: raise replicas.max, or look at what engines do.`,
    ),
    alert(
      "warning",
      "InterTokenLatencyTooLong",
      `${within("vllm:inter_token_latency_seconds", selector)} > ${interTokenMilliseconds / 1000}`,
      "10m",
      `Answers of ${name} come slowly: 5 % of tokens after {{ $value | humanizeDuration }}`,
      `Promised are ${interTokenMilliseconds} ms. Engines work on too many requests at a time, or a link between their GPUs is slow.`,
    ),
    alert(
      "critical",
      "RequestsFail",
      `100 * ${rate("inference_objective_request_error_total")} / ${rate("inference_objective_request_total")} > ${errorPercent}`,
      "5m",
      `{{ $value | humanize }} % of the requests to ${name} fail`,
      `Promised is less than ${errorPercent} %. The metric's error_code tells whether they found no engine or an engine failed them.`,
    ),
    alert(
      "critical",
      "RequestsWaitForEngines",
      `${waits} > 0 unless on() sum(inference_pool_ready_pods${selector}) > 0`,
      `${endpoint.queueTimeoutSeconds}s`,
      `{{ $value }} requests wait for ${name}, which has no engine`,
      "Its replicas do not start: look at the share's queue, the weights' volume and the engines' logs.",
    ),
  ];
  return { metadata: metadataOf(context, endpointNames(name).alerts), spec: { groups: [{ name: `endpoint-${name}`, rules: objectives }] } };
}
