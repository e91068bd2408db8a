import { isoDate } from "../../components/lib/date.ts";
import { differences } from "../../components/lib/differences.ts";
import { phaseContract, powerAgreementContract, siteContract } from "../../components/schema/contracts/site.ts";
import type { Step } from "../plan/step.ts";
import type { StackReview } from "../schema.ts";
import { isSite, type AnySummary } from "./figures.ts";
import { printValue } from "./values.ts";

type MovedDate = StackReview["dates"][number];

const isDate = (value: unknown): value is string => isoDate.safeParse(value).success;

const kindOf = (type: string) => type.split(":").at(-1) ?? "";

/** The megawatts that a phase adds to the one before it. */
function megawattsAdded(phase: string, summary: AnySummary | undefined): number | undefined {
  if (!isSite(summary)) return undefined;
  const index = summary.phases.findIndex(({ name }) => name === phase);
  const found = summary.phases[index];
  return found === undefined ? undefined : found.capacityMegawatts - (summary.phases[index - 1]?.capacityMegawatts ?? 0);
}

/** The dates of facts that stay and move: of phases, agreements, permits, deliveries and contracts. */
export const movedDates = (steps: readonly Step[], after: AnySummary | undefined): MovedDate[] =>
  steps
    .filter(({ op, type }) => op === "update" && type.startsWith("nscale:"))
    .flatMap((step) =>
      differences(step.before, step.after).flatMap(({ path, before, after: fresh }): MovedDate[] => {
        if (!isDate(before) || !isDate(fresh)) return [];
        const phase = step.type === phaseContract.type && path === "energisedOn" ? String(step.after?.["name"]) : undefined;
        const megawatts = phase === undefined ? undefined : megawattsAdded(phase, after);
        return [
          {
            of: `${kindOf(step.type)} ${step.name}`,
            field: path,
            before,
            after: fresh,
            isPower: step.type === phaseContract.type || step.type === powerAgreementContract.type || path === "powerContractedUntil",
            ...(megawatts === undefined ? {} : { megawatts }),
          },
        ];
      }),
    );

const amounts = ["sharePercent", "valueUsdMillions", "commitmentUsdMillions", "termYears", "mayScale"] as const;

/** What a site owes to tenants and owes from its owners, before and after. */
export const movedPromises = (steps: readonly Step[]): StackReview["promises"] =>
  steps
    .filter(({ type }) => type === siteContract.type)
    .flatMap(({ before, after }) =>
      (["offtake", "owners"] as const).flatMap((part) => {
        const [old, fresh] = [before, after].map((inputs) => (inputs?.[part] ?? {}) as Readonly<Record<string, Record<string, unknown>>>);
        return [...new Set([...Object.keys(old ?? {}), ...Object.keys(fresh ?? {})])].flatMap((party) =>
          amounts.flatMap((amount) => {
            const [was, is] = [old?.[party]?.[amount], fresh?.[party]?.[amount]];
            if (was === is) return [];
            return [
              {
                party,
                what: part === "offtake" ? "contract" : "owner",
                amount,
                ...(was === undefined ? {} : { before: printValue(was) }),
                ...(is === undefined ? {} : { after: printValue(is) }),
              } as const,
            ];
          }),
        );
      }),
    );

/** The assumptions that come, go, or say something else: a changed value under its old reason is told too. */
export function movedAssumptions(before: AnySummary | undefined, after: AnySummary | undefined): StackReview["assumptions"] {
  const [old, fresh] = [before, after].map(
    (summary) =>
      new Map((isSite(summary) ? summary.assumptions : []).map(({ path, value, reason }) => [path, { value: printValue(value), reason }])),
  );
  // Without a summary of the base, nothing can be called new.
  if (old === undefined || fresh === undefined || (before === undefined && after !== undefined && old.size === 0 && fresh.size === 0))
    return [];
  return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((path) => {
    const [was, is] = [old.get(path), fresh.get(path)];
    if (was?.value === is?.value && was?.reason === is?.reason) return [];
    return [{ path, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
}

/** The fleet's milestones of which the GPUs change. */
export function movedMilestones(before: AnySummary | undefined, after: AnySummary | undefined): StackReview["milestones"] {
  if (before === undefined || after === undefined || isSite(before) || isSite(after)) return [];
  return after.milestones.flatMap(({ date, wantedGpus, gpus }) => {
    const old = before.milestones.find((one) => one.date === date);
    return old === undefined || (old.gpus === gpus && old.wantedGpus === wantedGpus)
      ? []
      : [{ date, wantedGpus, beforeGpus: old.gpus, afterGpus: gpus }];
  });
}
