import { gpusUpTo, stepsOf } from "../capacity/growth.ts";
import { addLoads, loadOf, megawatts } from "../capacity/power.ts";
import type { IsoDate } from "../lib/date.ts";
import type { StackSpec } from "../schema/stack.ts";
import { stepKinds, stepsBeyondGuarantees, stepsWithinGuarantee, type Step } from "./steps.ts";

type Site = Pick<StackSpec["site"], "phases" | "offtake" | "efficiency">;

/** What a ladder follows from. */
export interface LadderParts {
  readonly site: Site;
  readonly clusters: StackSpec["clusters"];
  readonly inference?: StackSpec["inference"];
}

/** The steps in which a site sheds load on a date, and the load at the meter at which every machine draws its most. */
export interface Ladder {
  readonly loadMegawatts: number;
  readonly steps: readonly Step[];
}

/** The ladder of a site on a date: of the clusters as the phases energised by then power them, each step above the next. */
export function ladderOn({ site, clusters, inference }: LadderParts, date: IsoDate): Ladder {
  const pue = site.efficiency.powerUsageEffectiveness.value;
  const energised = site.phases.filter(({ energisedOn }) => energisedOn.value <= date).map(({ name }) => name);
  const powered = Object.entries(clusters)
    .map(([name, cluster]) => ({ name, cluster: { ...cluster, gpus: { ...cluster.gpus, value: gpusUpTo(stepsOf(cluster), energised) } } }))
    .filter(({ cluster }) => cluster.gpus.value > 0);
  const endpoints = Object.values(inference?.endpoints ?? {});
  const steps = powered.flatMap(({ name, cluster }) => [
    ...stepsBeyondGuarantees(name, cluster, pue),
    ...Object.entries(site.offtake).flatMap(([tenant, { curtailment: terms }]) =>
      terms === undefined
        ? []
        : stepsWithinGuarantee(
            name,
            cluster,
            { tenant, terms, endpoints: endpoints.filter((endpoint) => endpoint.cluster === name && endpoint.share === tenant) },
            pue,
          ),
    ),
  ]);
  return {
    loadMegawatts: addLoads(powered.map(({ cluster }) => loadOf(cluster.accelerator, cluster.gpus.value, pue))).facilityMegawatts,
    steps: steps
      .filter((step) => step.megawatts > 0)
      .sort((one, other) => stepKinds.indexOf(one.kind) - stepKinds.indexOf(other.kind) || one.seconds - other.seconds),
  };
}

/** Steps of one kind that take equally long, over all clusters and tenants. */
export type Rung = Pick<Step, "kind" | "gpus" | "megawatts" | "seconds" | "isFirm">;

/** A ladder with its steps added up, in their order. */
export function rungsOf(steps: readonly Step[]): Rung[] {
  const rungs = new Map<string, Rung>();
  for (const { kind, gpus, megawatts: shed, seconds, isFirm } of steps) {
    const key = `${kind} ${seconds}`;
    const before = rungs.get(key);
    rungs.set(key, { kind, gpus: gpus + (before?.gpus ?? 0), megawatts: megawatts(shed + (before?.megawatts ?? 0)), seconds, isFirm });
  }
  return [...rungs.values()];
}

/** Megawatts that can be shed at any time of the day, whoever uses what, within so many seconds of a call. */
export const firmMegawatts = (steps: readonly Pick<Step, "megawatts" | "seconds" | "isFirm">[], withinSeconds = Infinity): number =>
  megawatts(steps.filter(({ isFirm, seconds }) => isFirm && seconds <= withinSeconds).reduce((sum, step) => sum + step.megawatts, 0));
