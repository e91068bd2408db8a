import type { StackPlan } from "../plan/step.ts";
import { reviewVersion, statuses, type Review, type StackReview } from "../schema.ts";
import { disturbancesOf, shrinkingGuarantees, touchedRows } from "./blast-radius.ts";
import { energyChanges, gpuChanges, isMoved, isSite, phaseChanges, siteChanges } from "./figures.ts";
import { jurisdictionChanges, jurisdictionFlows } from "./jurisdictions.ts";
import { verdictsOf, type RuleResults } from "./policies.ts";
import { changedResources, operationsOf, printValue } from "./resources.ts";
import { isDisturbing, slurmChanges } from "./slurm.ts";

/** A plan, what it was compared with, and what the rules say of it. */
export interface JudgedPlan extends StackPlan {
  /** For a reader: `the state`, or the commit. */
  readonly comparedWith: string;
  readonly notes: readonly string[];
  readonly rules: RuleResults;
}

const assumptionsAdded = ({ before, after }: StackPlan): StackReview["assumptionsAdded"] => {
  const known = new Map(isSite(before) ? before.assumptions.map(({ path, reason }) => [path, reason]) : []);
  return (isSite(after) ? after.assumptions : [])
    .filter(({ path, reason }) => known.get(path) !== reason)
    .map(({ path, value, reason }) => ({ path, value: printValue(value), reason }));
};

const expiredBy = ({ after }: StackPlan, date: string): StackReview["expired"] =>
  isSite(after) ? after.timeline.filter((entry) => entry.event.endsWith("has ended") && after.asOf < entry.date && entry.date <= date) : [];

/** A plan that is not understood, as of a commit whose components were others, is told of and stops nothing but itself. */
function reviewOrFail(plan: JudgedPlan, judgedOn: string): StackReview {
  try {
    return reviewStack(plan, judgedOn);
  } catch (error) {
    const message = `the plan could not be read: ${error instanceof Error ? error.message : String(error)}`;
    const { stack, comparedWith, notes, violations, rules } = plan;
    return reviewStack({ stack, comparedWith, notes, violations, rules, steps: [], error: message }, judgedOn);
  }
}

function labelsOf(review: Omit<StackReview, "labels" | "status">): StackReview["labels"] {
  const figures = [
    ...Object.values(review.site),
    ...review.phases.flatMap(({ capacityMegawatts, itMegawatts, facilityMegawatts }) => [
      capacityMegawatts,
      itMegawatts,
      facilityMegawatts,
    ]),
    ...Object.values(review.energy?.megawattsBySource ?? {}),
  ];
  const isDestructive =
    review.disturbances.length > 0 ||
    review.guarantees.length > 0 ||
    review.slurm.some(isDisturbing) ||
    review.resources.some((resource) => resource.isDestructive);
  return [
    ...(figures.some(isMoved) ? (["power"] as const) : []),
    ...(review.jurisdictionLinks.length > 0 ? (["sovereignty"] as const) : []),
    ...(isDestructive ? (["destructive"] as const) : []),
  ];
}

function statusOf({ error, policies, resources, labels }: Omit<StackReview, "status">): StackReview["status"] {
  if (error !== undefined) return "failed";
  if (policies.some(({ outcome }) => outcome === "violation")) return "refused";
  if (labels.includes("destructive")) return "destructive";
  return resources.length > 0 || labels.length > 0 ? "changed" : "unchanged";
}

/** What a change does to one stack. */
function reviewStack(plan: JudgedPlan, judgedOn: string): StackReview {
  const { stack, comparedWith, notes, error, before, after, steps, violations, rules } = plan;
  const disturbances = disturbancesOf(steps);
  const facts = {
    stack,
    comparedWith,
    ...(error === undefined ? {} : { error }),
    notes: [...notes],
    operations: operationsOf(steps),
    gpus: gpuChanges(before, after),
    site: siteChanges(before, after),
    phases: phaseChanges(before, after),
    ...(before === undefined && after === undefined ? {} : { energy: energyChanges(before, after) }),
    jurisdictionLinks: jurisdictionChanges(steps),
    flows: jurisdictionFlows(steps),
    disturbances,
    rackRows: touchedRows(steps, disturbances),
    guarantees: shrinkingGuarantees(steps),
    slurm: slurmChanges(steps),
    resources: changedResources(steps),
    ...verdictsOf(rules, violations),
    expired: expiredBy(plan, judgedOn),
    assumptionsAdded: assumptionsAdded(plan),
  };
  const labelled = { ...facts, labels: labelsOf(facts) };
  return { ...labelled, status: statusOf(labelled) };
}

/** How much a stack's change weighs among those of its status: what reaches work, then law, then power. */
const weightOf = ({ disturbances, guarantees, slurm, jurisdictionLinks, labels, resources }: StackReview): readonly number[] => [
  [...disturbances, ...slurm].reduce((sum, { gpus }) => sum + gpus, 0) + guarantees.reduce((sum, { atRiskGpus }) => sum + atRiskGpus, 0),
  jurisdictionLinks.filter(({ change, leavesEea }) => change === "new" && leavesEea).length,
  labels.length,
  resources.length,
];

function worseFirst(a: StackReview, b: StackReview): number {
  const rank = statuses.indexOf(a.status) - statuses.indexOf(b.status);
  const heavier = weightOf(b).map((weight, index) => weight - (weightOf(a)[index] ?? 0));
  return rank || (heavier.find((difference) => difference !== 0) ?? a.stack.localeCompare(b.stack, "en"));
}

/** What is known of the run besides its plans. */
export interface ReviewContext {
  readonly repository: string;
  /** The day of judgement. */
  readonly judgedOn: string;
  /** Where the whole review is. */
  readonly fullPage: string;
  readonly isAcknowledged: boolean;
}

/** The review of a change: from its plans alone, so that it can be had again. */
export function reviewPlans(plans: readonly JudgedPlan[], { repository, judgedOn, fullPage, isAcknowledged }: ReviewContext): Review {
  const stacks = plans.map((plan) => reviewOrFail(plan, judgedOn)).sort(worseFirst);
  const isBlocked = stacks.some(({ status }) => status === "failed" || status === "refused");
  // A stack that a rule refuses may be destructive too, and both have to be mended.
  const isDestructive = stacks.some(({ labels }) => labels.includes("destructive"));
  return {
    version: reviewVersion,
    repository,
    project: "nscale",
    judgedOn,
    fullPage,
    isAcknowledged,
    verdict: isBlocked ? "failed" : isDestructive && !isAcknowledged ? "unacknowledged" : "clear",
    stacks,
  };
}
