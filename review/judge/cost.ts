import { costOf, type SiteCost } from "../../components/summary/cost.ts";
import type { Change, StackReview } from "../schema.ts";
import { isMoved, isSite, type AnySummary } from "./figures.ts";
import { isDisturbing } from "./slurm.ts";

type Cost = NonNullable<StackReview["cost"]>;

const cents = (value: number | undefined): number | null => (value === undefined ? null : Math.round(value * 100) / 100);

/** Figures by name on both sides, those of any side; only what moves. */
function moved<Key extends string>(
  before: Readonly<Record<string, number>> | undefined,
  after: Readonly<Record<string, number>> | undefined,
  name: Key,
): (Readonly<Record<Key, string>> & { readonly usd: Change })[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
  return names
    .map(
      (own) =>
        ({ [name]: own, usd: { before: cents(before?.[own]), after: cents(after?.[own]) } }) as Record<Key, string> & { usd: Change },
    )
    .filter(({ usd }) => isMoved(usd));
}

const total = (cost: SiteCost | undefined, of: "powerUsdPerYear" | "hardwareUsdPerYear"): number | null =>
  cost === undefined ? null : Math.round(cost.clusters.reduce((sum, cluster) => sum + cluster[of], 0));

type Effects = Pick<StackReview, "promises" | "guarantees" | "disturbances" | "slurm">;

/** Contracts with a value of which the change reaches the promise, the guarantee, or machines under the guarantee. */
function contractsTouched(before: AnySummary | undefined, { promises, guarantees, disturbances, slurm }: Effects): Cost["contracts"] {
  if (!isSite(before)) return [];
  const reached = new Set([
    ...promises.filter(({ what }) => what === "contract").map(({ party }) => party),
    ...guarantees.map(({ tenant }) => tenant),
  ]);
  const stopsWork = disturbances.length > 0 || slurm.some(isDisturbing);
  return Object.entries(before.tenants).flatMap(([tenant, { offtake, guaranteedGpus }]) => {
    const value = offtake?.valueUsdMillions;
    return value !== undefined && (reached.has(tenant) || (stopsWork && guaranteedGpus > 0)) ? [{ tenant, usdMillions: value }] : [];
  });
}

/** What a change does to the cost of a site's GPUs and tokens, and the sold revenue that it reaches. Undefined where it does neither. */
export function costChanges(before: AnySummary | undefined, after: AnySummary | undefined, effects: Effects): Cost | undefined {
  const [old, fresh] = [before, after].map((summary) => (isSite(summary) ? costOf(summary) : undefined));
  const tokens = (cost: SiteCost | undefined) =>
    cost && Object.fromEntries(cost.endpoints.map(({ endpoint, usdPerMillionTokens }) => [endpoint, usdPerMillionTokens]));
  const priceOf = (endpoint: string) =>
    [...(fresh?.endpoints ?? []), ...(old?.endpoints ?? [])].find((one) => one.endpoint === endpoint)?.priceUsdPerMillionTokens ?? 0;
  const cost = {
    powerUsdPerYear: { before: total(old, "powerUsdPerYear"), after: total(fresh, "powerUsdPerYear") },
    hardwareUsdPerYear: { before: total(old, "hardwareUsdPerYear"), after: total(fresh, "hardwareUsdPerYear") },
    gpuHours: moved(old?.usdPerGpuHour, fresh?.usdPerGpuHour, "accelerator"),
    tokens: moved(tokens(old), tokens(fresh), "endpoint").map((one) => ({ ...one, priceUsd: priceOf(one.endpoint) })),
    contracts: contractsTouched(before, effects),
    assumed: [...new Set([...(old?.assumed ?? []), ...(fresh?.assumed ?? [])])],
  };
  const isAny =
    isMoved(cost.powerUsdPerYear) ||
    isMoved(cost.hardwareUsdPerYear) ||
    cost.gpuHours.length + cost.tokens.length + cost.contracts.length > 0;
  return isAny ? cost : undefined;
}
