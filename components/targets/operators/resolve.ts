import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { layerOperators, type LayerOperator } from "../../catalog/charts.ts";
import { HelmRelease, OciRepository } from "../../crd/flux.ts";
import { StackError } from "../../lib/parse/fault.ts";
import type { Target } from "../spec.ts";
import type { KindsPlan, OperatorPlan } from "./plan.ts";
import type { OperatorMode, OperatorTarget } from "./target.ts";

/** Installation of operators on a cluster with this target: by this project, unless the target says otherwise. */
export function operatorTarget(target: Target = { kind: "render" }): OperatorTarget {
  const { operators = "install" } = target;
  const modeOf = (operator: LayerOperator): OperatorMode =>
    typeof operators === "string" ? operators : (operators[operator] ?? "install");
  const modes = Object.fromEntries(layerOperators.map((operator) => [operator, modeOf(operator)])) as OperatorTarget["modes"];
  return {
    by: target.kind === "render" ? "flux" : "helm",
    modes,
    charts: "charts" in target ? { ...target.charts } : {},
  };
}

/** The operators of a cluster by who installs them: the management cluster's Flux, where the cluster's own would wait for its network, or the cluster's own means. */
export function operatorsByPlace(
  plans: readonly OperatorPlan[],
  { by, modes }: OperatorTarget,
): { readonly ofManagement: { readonly network?: OperatorPlan }; readonly ofCluster: readonly OperatorPlan[] } {
  const network = plans.find(({ operator }) => operator === "cilium");
  if (by !== "flux" || modes.cilium !== "install" || network === undefined) return { ofManagement: {}, ofCluster: plans };
  return { ofManagement: { network }, ofCluster: plans.filter((plan) => plan !== network) };
}

/**
 * Checks that a real management cluster has the Flux that installs the networks of clusters.
 *
 * @throws StackError naming the clusters, with what to do.
 */
export function requireFlux(clusters: readonly string[], served: ReadonlySet<string>): void {
  const faults = clusters.length === 0 ? [] : unserved([HelmRelease, OciRepository].map(versionOf), served);
  if (faults.length === 0) return;
  throw new StackError(
    `targets.management: ${faults.join("; ")}, by which it installs the network of ${clusters.join(", ")}; fix: install Flux there, or write network.cni: { kind: "present" } where another hand brings the network`,
  );
}

const versionOf = ({ __pulumiType }: { readonly __pulumiType: string }) => __pulumiType.split(":")[1] ?? "";

/**
 * Checks that each chart in a folder has the version of the cluster's release set: no other version was chosen to run with the rest.
 *
 * @throws StackError naming the target and the chart, with what to do.
 */
export function requireChartVersions(clusterName: string, plans: readonly OperatorPlan[], { charts }: OperatorTarget): void {
  const faults = Object.entries(charts).flatMap(([operator, path]) => {
    const plan = plans.find((each) => each.operator === operator);
    const at = `targets.${clusterName}.charts.${operator}`;
    if (plan === undefined) return [`${at}: got a chart for an operator that the cluster does not have; fix: remove it`];
    const found = readChart(at, path);
    const want = `${plan.chart.name} ${plan.version}`;
    return withoutPrefix(found) === withoutPrefix(want)
      ? []
      : [
          `${at}: got ${found}, want ${want}, which the cluster's release set names; fix: provide that version, or move the cluster to a release set with this one`,
        ];
  });
  if (faults.length > 0) throw new StackError(faults.join("\n"));
}

/** Charts write their version as v1.2.3 or 1.2.3; a folder may have either. */
const withoutPrefix = (chart: string) => chart.replace(/ v(?=\d)/, " ");

function readChart(at: string, path: string): string {
  try {
    const { name, version } = parse(readFileSync(join(path, "Chart.yaml"), "utf8")) as { name: string; version: string };
    return `${name} ${version}`;
  } catch (error) {
    throw new StackError(`${at}: got ${path}, which holds no Chart.yaml that can be read; fix: write the folder of the chart`, {
      cause: error,
    });
  }
}

/**
 * Checks that a cluster serves, in the release set's versions, the kinds of operators that others installed, and those that no operator brings.
 *
 * @param served Every `group/version` that the cluster serves.
 * @throws StackError naming every kind that differs.
 */
export function requireServedVersions(
  clusterName: string,
  plans: readonly OperatorPlan[],
  kinds: readonly KindsPlan[],
  { modes }: OperatorTarget,
  served: ReadonlySet<string>,
): void {
  const present = plans.filter(({ operator }) => modes[operator] === "present");
  const faults = [
    ...present.flatMap(({ operator, version, serves }) =>
      unserved(serves, served).map(
        (fault) =>
          `targets.${clusterName}.operators: ${fault}; fix: have ${operator} ${version} installed there, or write operators: { ${operator}: install }`,
      ),
    ),
    ...kinds.flatMap(({ serves, command }) =>
      unserved(serves, served).map(
        (fault) => `targets.${clusterName}: ${fault}, which no operator's chart brings; fix: run there ${command}`,
      ),
    ),
  ];
  if (faults.length > 0) throw new StackError(faults.join("\n"));
}

/** Faults of versions that are wanted and not served, each with the versions that the cluster serves instead. */
function unserved(wanted: readonly string[], served: ReadonlySet<string>): string[] {
  return wanted
    .filter((version) => !served.has(version))
    .map((version) => {
      const [group] = version.split("/");
      const others = [...served].filter((each) => each.split("/")[0] === group).sort();
      return `got ${others.length > 0 ? others.join(", ") : `no kinds of ${group ?? ""}`}, want ${version}`;
    });
}
