import { expect, test } from "vitest";
import { servingStack } from "../support/inference.ts";
import { endpointPlan } from "../support/plans.ts";
import { always, firing, type Series } from "../support/promtool.ts";

// Objectives of the example: the first token within 10 s or what the schema's defaults are, the next within its milliseconds, errors below one percent.

const stack = servingStack();
const { spec: rules } = endpointPlan("scout", stack).alerts;
const objectives = stack.inference?.endpoints["scout"]?.objectives ?? {
  timeToFirstTokenSeconds: 0,
  interTokenMilliseconds: 0,
  errorPercent: 0,
};

const labels = 'namespace="inference-research",nscale_com_endpoint="scout",nscale_com_pool="scout"';

/** A histogram of which so many of 100 observations a minute are within its bound, and all within ten times of it. */
const histogram = (metric: string, bound: number, within: number): Series => ({
  [`${metric}_bucket{${labels},le="${bound}"}`]: `0+${within}x120`,
  [`${metric}_bucket{${labels},le="${bound * 10}"}`]: "0+100x120",
  [`${metric}_bucket{${labels},le="+Inf"}`]: "0+100x120",
});

const firstToken = (within: number) => histogram("vllm:time_to_first_token_seconds", objectives.timeToFirstTokenSeconds, within);
const nextToken = (within: number) => histogram("vllm:inter_token_latency_seconds", objectives.interTokenMilliseconds / 1000, within);
const failing = (percent: number): Series => ({
  [`inference_objective_request_error_total{${labels},error_code="Unavailable"}`]: `0+${percent}x120`,
  [`inference_objective_request_total{${labels}}`]: "0+100x120",
});
const waiting = (count: number, ready: number): Series => ({
  [`inference_extension_flow_control_queue_size{namespace="inference-research",inference_pool="scout"}`]: always(count),
  [`inference_pool_ready_pods{${labels}}`]: always(ready),
});

const atWork: Series = { ...firstToken(99), ...nextToken(99), ...failing(0), ...waiting(3, 2) };
const fire = (changes: Series) => firing({ rules, series: { ...atWork, ...changes }, atMinute: 120 });

test.each<readonly [string, Series, readonly string[]]>([
  ["nothing, while answers come as promised and requests wait for engines that are there", {}, []],
  ["nothing, while there is no request at all", waiting(0, 0), []],
  ["answers that begin late", firstToken(90), ["TimeToFirstTokenTooLong"]],
  ["answers that come slowly", nextToken(90), ["InterTokenLatencyTooLong"]],
  ["requests that fail", failing(objectives.errorPercent + 1), ["RequestsFail"]],
  ["requests that find no engine", waiting(3, 0), ["RequestsWaitForEngines"]],
])("%s", async (_, changes, alerts) => {
  expect(await fire(changes)).toEqual(alerts);
});
