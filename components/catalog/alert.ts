import type { AlertRule } from "../crd/monitoring.ts";
import { assumed, type Fact } from "../lib/fact.ts";

/** Where the pages of docs/runbooks are published. */
export const runbooks: Fact<string> = assumed(
  "https://runbooks.nscale.example",
  "placeholder: where the pages are published is not public",
);

/** The page of an alert in docs/runbooks: `GpuNeedsReset` has `gpu-needs-reset`. */
export const runbookPage = (alert: string): string => alert.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();

/** An alert that is raised once its expression has had a value for this long (`5m`), with a text for the person on call, and the address of its page. */
export const alert = (
  severity: AlertRule["labels"]["severity"],
  name: string,
  expr: string,
  forHowLong: string,
  summary: string,
  description: string,
): AlertRule => ({
  alert: name,
  expr,
  for: forHowLong,
  labels: { severity },
  annotations: { summary, description, runbook_url: `${runbooks.value}/${runbookPage(name)}` },
});
