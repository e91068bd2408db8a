import { daysBetween } from "../../components/lib/date.ts";
import { printNumber } from "../../components/lib/number.ts";
import type { StackReview } from "../schema.ts";
import { isMoved } from "./figures.ts";

/** A review of a stack without its conclusions. */
export type StackFacts = Omit<StackReview, "labels" | "status" | "headline">;

const shownEach = 3;

const plural = (count: number, one: string, many = `${one}s`) => `${printNumber(count)} ${count === 1 ? one : many}`;

const listed = (items: readonly string[]): string =>
  items.length > shownEach
    ? `${items.slice(0, shownEach).join(", ")} and ${items.length - shownEach} more`
    : items.length < 2
      ? items.join("")
      : `${items.slice(0, -1).join(", ")} and ${items.at(-1) ?? ""}`;

/** Gibibytes in the largest unit that leaves a whole number. */
export const printGibibytes = (value: number): string => (value >= 1024 ? `${printNumber(value / 1024)} TiB` : `${printNumber(value)} GiB`);

type Stored = StackReview["storedData"][number];

const fateText = {
  destroyed: "destroyed",
  orphaned: "orphaned",
  kept: "kept, and no longer declared",
} as const satisfies Record<Stored["fate"], string>;

/** Volumes of one fate: of each tenant, or of all in one if there are many. */
function volumes(all: readonly Stored[], fate: Stored["fate"]): string[] {
  const own = all.filter((one) => one.kind === "volume" && one.fate === fate);
  if (own.length === 0) return [];
  const byTenant = [...Map.groupBy(own, ({ tenant = "" }) => tenant)];
  const size = (items: readonly Stored[]) => items.reduce((sum, { gibibytes = 0 }) => sum + gibibytes, 0);
  const kinds = (items: readonly Stored[]) => [...Map.groupBy(items, ({ what }) => what)];
  if (byTenant.length > 2) {
    const names = kinds(own).map(([what]) => what);
    return [`${printGibibytes(size(own))} of ${listed(names)} of ${byTenant.length} tenants ${fateText[fate]}`];
  }
  return byTenant.map(([tenant, items]) => {
    const what = kinds(items).map(([name, each]) => (size(each) > 0 ? `${printGibibytes(size(each))} ${name}` : name));
    return `${listed(what)}${tenant === "" ? "" : ` of ${tenant}`} ${fateText[fate]}`;
  });
}

function otherData(all: readonly Stored[]): string[] {
  const of = (kind: Stored["kind"]) => all.filter((one) => one.kind === kind);
  const namespaces = [...Map.groupBy(of("namespace"), ({ what }) => what)].map(
    ([name, each]) => `namespace ${name}${each.length > 1 ? ` in ${each.length} clusters` : ""} destroyed with everything in it`,
  );
  const secrets = of("secret");
  const forgotten = [...of("backup"), ...of("key")].map(({ kind, what }) => `${kind === "key" ? "encryption key" : kind} ${what}`);
  return [
    ...(namespaces.length > 0 ? [listed(namespaces)] : []),
    ...(secrets.length > 0 ? [`${listed(secrets.map(({ what }) => what))} destroyed`] : []),
    ...(forgotten.length > 0 ? [`${listed(forgotten)} no longer declared`] : []),
  ];
}

const dataFacts = ({ storedData }: StackFacts): string[] => [
  ...volumes(storedData, "destroyed"),
  ...volumes(storedData, "orphaned"),
  ...volumes(storedData, "kept"),
  ...otherData(storedData),
];

function refusalFacts({ refusals }: StackFacts): string[] {
  if (refusals.length === 0) return [];
  const what = [...new Set(refusals.map(({ type, path }) => `${type.split(":").at(-1) ?? ""} ${path}`))];
  return [`${plural(refusals.length, "change")} of what exists refused: ${listed(what)}`];
}

const disturbingSlurm = {
  "drain-then-restart": (gpus: string, cluster: string) => `${gpus} of Slurm in ${cluster} drained and restarted`,
  "cluster-stop": (gpus: string, cluster: string) => `Slurm in ${cluster} stopped, with ${gpus}`,
} as const;

/** What has a field renamedFrom in the data. */
const renamable = /^nscale:(cluster:GpuCluster|fleet:Tenant|inference:Endpoint)$/;

function renameFact({ type, from, to, resources, gpus }: StackReview["renames"][number]): string {
  const equal = `${from} → ${to} with equal figures`;
  if (!renamable.test(type)) return equal;
  const drained = gpus > 0 ? `, else ${plural(gpus, "GPU")} drain` : "";
  return `${equal}: with renamedFrom: "${from}", ${plural(resources, "resource")} would keep their names and their data${drained}`;
}

function workFacts({ disturbances, guarantees, slurm, renames }: StackFacts): string[] {
  const lost = [...Map.groupBy(guarantees, ({ tenant }) => tenant)].map(
    ([tenant, each]) =>
      `${tenant} loses the guarantee of ${plural(
        each.reduce((sum, { atRiskGpus }) => sum + atRiskGpus, 0),
        "GPU",
      )}`,
  );
  return [
    ...renames.map(renameFact),
    ...disturbances.map(({ cluster, kind, gpus, cause }) => `${plural(gpus, "GPU")} of ${cluster} ${kind} (${cause})`),
    ...slurm
      .filter(({ class: itsClass }) => itsClass !== "none")
      .map(({ cluster, class: itsClass, gpus }) =>
        itsClass === "drain-then-restart" || itsClass === "cluster-stop"
          ? disturbingSlurm[itsClass](plural(gpus, "GPU"), cluster)
          : `Slurm in ${cluster}: ${itsClass}`,
      ),
    ...(lost.length > 0 ? [listed(lost)] : []),
  ];
}

function lawFacts({ jurisdictionLinks, policies }: StackFacts): string[] {
  const leaving = jurisdictionLinks.filter(({ change, leavesSite }) => change === "new" && leavesSite);
  const told = (outside: boolean) =>
    leaving
      .filter(({ leavesEea }) => leavesEea === outside)
      .map(
        ({ what, jurisdiction }) =>
          `${what.replace(/ may lie there$/, " may lie")}${/ may lie there$/.test(what) ? " in" : ":"} ${jurisdiction}`,
      );
  const [out, away] = [told(true), told(false)];
  const violated = [
    ...new Set(policies.filter(({ outcome, origin }) => outcome === "violation" && origin !== "old").map(({ rule }) => rule)),
  ];
  const exempted = [
    ...new Set(policies.filter(({ outcome, origin }) => outcome === "exempted" && origin === "new").map(({ rule }) => rule)),
  ];
  return [
    ...(out.length > 0 ? [`${listed(out)}, outside the EEA`] : []),
    ...(away.length > 0 ? [listed(away)] : []),
    ...(violated.length > 0 ? [`${listed(violated)} violated`] : []),
    ...(exempted.length > 0 ? [`${listed(exempted)} exempted`] : []),
  ];
}

/** A span in words: `6 months sooner`, `12 days later`. */
export function printSpan(before: string, after: string): string {
  const days = Math.abs(daysBetween(before, after));
  const months = Math.round(days / 30.4375);
  const [size, unit] = months >= 24 && months % 12 === 0 ? [months / 12, "year"] : months >= 2 ? [months, "month"] : [days, "day"];
  return `${plural(size, unit)} ${after < before ? "sooner" : "later"}`;
}

function dateFacts({ dates }: StackFacts): string[] {
  const told = dates
    .toSorted((a, b) => (b.megawatts ?? 0) - (a.megawatts ?? 0))
    .map(({ of, field, before, after, megawatts }) =>
      megawatts === undefined
        ? `${of}: ${field} ${printSpan(before, after)}`
        : `${printNumber(megawatts)} MW (${of}) ${printSpan(before, after)}`,
    );
  return told.length > 0 ? [listed(told)] : [];
}

const signed = (value: number) => `${value > 0 ? "+" : "\u2212"}${printNumber(Math.abs(value))}`;

function figureFacts({ gpus, site, promises, milestones, upgrades, restarts }: StackFacts): string[] {
  const skus = Object.entries(gpus.bySku)
    .filter(([, change]) => isMoved(change))
    .map(([sku, { before, after }]) => `${signed((after ?? 0) - (before ?? 0))} GPUs of ${sku}`);
  const { before, after } = site.capacityMegawatts;
  const gained = Object.entries(gpus.byTenant)
    .filter(([, { before: was, after: is }]) => was !== null && (is ?? 0) > was)
    .map(([tenant, { before: was, after: is }]) => `${plural((is ?? 0) - (was ?? 0), "GPU")} more guaranteed to ${tenant}`);
  const contracts = promises
    .filter(({ amount }) => amount === "sharePercent")
    .map(({ party, what, before: was, after: is }) =>
      was === undefined
        ? `${what} of ${party} new, ${is ?? ""} %`
        : is === undefined
          ? `${what} of ${party} (${was} %) ends`
          : `${what} of ${party} ${was} → ${is} %`,
    );
  const lost = milestones.map(
    ({ date, beforeGpus, afterGpus }) => `milestone of ${date}: ${printNumber(beforeGpus)} → ${printNumber(afterGpus)} GPUs`,
  );
  return [
    ...(skus.length > 0 ? [listed(skus)] : []),
    ...(isMoved(site.capacityMegawatts) ? [`${signed((after ?? 0) - (before ?? 0))} MW capacity`] : []),
    ...(gained.length > 0 ? [listed(gained)] : []),
    ...(contracts.length > 0 ? [listed(contracts)] : []),
    ...(lost.length > 0 ? [listed(lost)] : []),
    ...upgrades.map(
      ({ operator, before: was, after: is, clusters }) => `${operator} ${was} → ${is} in ${plural(clusters.length, "cluster")}`,
    ),
    ...(restarts.length > 0 ? [`${plural(restarts.length, "workload")} restarted: ${listed(restarts.map(({ name }) => name))}`] : []),
  ];
}

/** The change of a stack as facts, the gravest first. Empty if nothing changes. */
export function headlineOf(facts: StackFacts): string[] {
  if (facts.error !== undefined) return [`could not be planned: ${facts.error.split("\n")[0] ?? ""}`];
  const found = [
    ...dataFacts(facts),
    ...refusalFacts(facts),
    ...workFacts(facts),
    ...lawFacts(facts),
    ...dateFacts(facts),
    ...figureFacts(facts),
  ];
  if (found.length > 0) return found;
  const { resources, assumptions } = facts;
  if (resources.length === 0 && assumptions.length === 0) return [];
  return [`${plural(resources.length, "resource")} changed, and nothing of it reaches work, data, law, power or a promise`];
}
