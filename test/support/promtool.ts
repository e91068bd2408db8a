import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PrometheusRuleSpec } from "../../components/crd/monitoring.ts";
import { ensureSystemPackages } from "../rigs/cluster/system-packages.ts";

/** Series of a time of two hours, a value a minute: `300+0x120`. */
export type Series = Readonly<Record<string, string>>;

/** A value that stays. */
export const always = (value: number): string => `${value}+0x120`;

/** A value that is there from one minute on, and was another before. */
export const from = (minute: number, value: number, before = 0): string => `${before}+0x${minute - 1} ${value}+0x${120 - minute}`;

/** What is asked of the rules: an alert's name, with the labels that say whom it is about, as `GpuMissing node-1`. */
export interface Asked {
  readonly rules: PrometheusRuleSpec;
  readonly series: Series;
  readonly atMinute: number;
}

const ignored = ["__name__", "alertstate", "severity"];

/** Runs promtool, which evaluates rules over series, and answers with all that it fires at that minute, sorted. */
export async function firing({ rules, series, atMinute }: Asked): Promise<string[]> {
  const text = await run(rules, {
    evaluation_interval: "1m",
    tests: [
      {
        interval: "1m",
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        // What is expected is nothing, so that promtool prints what there is.
        promql_expr_test: [{ expr: 'ALERTS{alertstate="firing"}', eval_time: `${atMinute}m`, exp_samples: [] }],
      },
    ],
  });
  if (text.includes("SUCCESS")) return [];
  const got = text.slice(text.indexOf("got:"));
  return [...got.matchAll(/\{__name__="ALERTS"(?:[^"}]|"(?:[^"\\]|\\.)*")*\}/g)].map(([labels]) => printed(labels)).sort();
}

function printed(text: string): string {
  const labels = [...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].filter(([, key = ""]) => !ignored.includes(key));
  const { alertname = "", ...others } = Object.fromEntries(labels.map(([, key = "", value = ""]) => [key, value]));
  return [alertname, ...Object.values(others)].join(" ");
}

/** The annotations of an alert that fires once, as somebody on call reads them. */
export async function annotationsOf({ rules, series, atMinute }: Asked, alertname: string): Promise<Record<string, string>> {
  const text = await run(rules, {
    evaluation_interval: "1m",
    tests: [
      {
        interval: "1m",
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        alert_rule_test: [{ alertname, eval_time: `${atMinute}m`, exp_alerts: [] }],
      },
    ],
  });
  const got = /Annotations:\{(.*)\}/.exec(text.slice(text.indexOf("got:")))?.[1] ?? "";
  return Object.fromEntries(
    [...got.matchAll(/(\w+)=("(?:[^"\\]|\\.)*")/g)].map(([, key = "", value = '""']) => [key, JSON.parse(value) as string]),
  );
}

async function run(rules: PrometheusRuleSpec, test: object): Promise<string> {
  const { promtool } = await ensureSystemPackages({ promtool: "prometheus" });
  const directory = mkdtempSync(join(tmpdir(), "nscale-rules-"));
  try {
    writeFileSync(join(directory, "rules.yaml"), JSON.stringify(rules));
    writeFileSync(join(directory, "test.yaml"), JSON.stringify({ rule_files: ["rules.yaml"], ...test }));
    const { stdout, stderr } = spawnSync(promtool, ["test", "rules", join(directory, "test.yaml")], { encoding: "utf8" });
    const text = `${stdout}\n${stderr}`;
    if (!text.includes("SUCCESS") && !text.includes("got:")) throw new Error(text);
    return text;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
