import type { StackPlan } from "../plan/step.ts";
import { reviewVersion, statuses, type Review, type StackReview } from "../schema.ts";
import { costChanges } from "./cost.ts";
import { disturbancesOf, shrinkingGuarantees, touchedRows } from "./blast-radius.ts";
import { energyChanges, gpuChanges, isMoved, isSite, phaseChanges, siteChanges } from "./figures.ts";
import { jurisdictionChanges, jurisdictionFlows } from "./jurisdictions.ts";
import type { Acknowledgeable } from "./acknowledgement.ts";
import { verdictsOf, type RuleResults } from "./policies.ts";
import { changedResources, operationsOf } from "./resources.ts";
import { headlineOf, type StackFacts } from "./headline.ts";
import { movedAssumptions, movedDates, movedMilestones, movedPromises } from "./moved-facts.ts";
import { refusalsOf } from "./immutable.ts";
import { renamesOf } from "./renames.ts";
import { restartsOf, rolledControlPlanes, upgradesOf } from "./restarts.ts";
import { storedDataOf } from "./stored-data.ts";
import { isDisturbing, slurmChanges } from "./slurm.ts";
import { messageOf } from "../../components/lib/error.ts";

/** A plan with its base of comparison and the verdicts of the rules. */
export interface JudgedPlan extends StackPlan {
  /** The base of comparison, for a reader: `the state`, or the commit. */
  readonly comparedWith: string;
  readonly notes: readonly string[];
  readonly rules: RuleResults;
  /** The seal of the update to the plan. */
  readonly seal?: string | undefined;
}

const expiredBy = ({ after }: StackPlan, date: string): StackReview["expired"] =>
  isSite(after) ? after.timeline.filter((entry) => entry.event.endsWith("has ended") && after.asOf < entry.date && entry.date <= date) : [];

/** The review of a stack. A plan that cannot be read, for example of an old commit, fails this stack alone. */
function reviewOrFail(plan: JudgedPlan, judgedOn: string): StackReview {
  try {
    return reviewStack(plan, judgedOn);
  } catch (error) {
    const message = `the plan could not be read: ${messageOf(error)}`;
    const { stack, comparedWith, notes, violations, rules } = plan;
    return reviewStack({ stack, comparedWith, notes, violations, rules, steps: [], error: message }, judgedOn);
  }
}

/** Plans that failed of one error, such as a base that is no commit, with its text once: at the stack that it is about, else at the first. */
const errorsOnce = (plans: readonly JudgedPlan[]): JudgedPlan[] =>
  plans.map((plan) => {
    // In the order in which stacks of one status are told.
    const alike = plans.flatMap(({ stack, error }) => (error !== undefined && error === plan.error ? [stack] : [])).sort();
    const first = alike.find((stack) => plan.error?.startsWith(`stacks/${stack}.ts:`)) ?? alike[0];
    return first === undefined || first === plan.stack ? plan : { ...plan, error: `the same error as ${first}` };
  });

function labelsOf(review: StackFacts): StackReview["labels"] {
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
    review.storedData.some(({ fate }) => fate !== "kept") ||
    review.resources.some((resource) => resource.isDestructive);
  return [
    ...(figures.some(isMoved) || review.dates.some(({ isPower }) => isPower) ? (["power"] as const) : []),
    ...(review.jurisdictionLinks.length > 0 ? (["sovereignty"] as const) : []),
    ...(isDestructive ? (["destructive"] as const) : []),
  ];
}

function statusOf({ error, policies, refusals, resources, labels }: Omit<StackReview, "status" | "headline">): StackReview["status"] {
  if (error !== undefined) return "failed";
  if (refusals.length > 0 || policies.some(({ outcome }) => outcome === "violation")) return "refused";
  if (labels.includes("destructive")) return "destructive";
  return resources.length > 0 || labels.length > 0 ? "changed" : "unchanged";
}

/** The effects of a change on one stack. */
function reviewStack(plan: JudgedPlan, judgedOn: string): StackReview {
  const { stack, comparedWith, notes, error, before, after, steps, violations, rules } = plan;
  const disturbances = disturbancesOf(steps);
  const effects = {
    disturbances,
    guarantees: shrinkingGuarantees(steps),
    slurm: slurmChanges(steps),
    promises: movedPromises(steps),
  };
  const cost = costChanges(before, after, effects);
  const facts = {
    stack,
    comparedWith,
    ...(error === undefined ? {} : { error }),
    ...(plan.seal === undefined || error !== undefined ? {} : { seal: plan.seal }),
    notes: [...notes],
    operations: operationsOf(steps),
    gpus: gpuChanges(before, after),
    site: siteChanges(before, after),
    phases: phaseChanges(before, after),
    ...(before === undefined && after === undefined ? {} : { energy: energyChanges(before, after) }),
    jurisdictionLinks: jurisdictionChanges(steps),
    flows: jurisdictionFlows(steps),
    ...effects,
    rackRows: touchedRows(steps, disturbances),
    storedData: storedDataOf(steps),
    refusals: refusalsOf(steps),
    renames: renamesOf(steps),
    restarts: [...restartsOf(steps), ...rolledControlPlanes(steps)],
    upgrades: upgradesOf(steps),
    resources: changedResources(steps),
    ...verdictsOf(rules, violations),
    expired: expiredBy(plan, judgedOn),
    assumptions: movedAssumptions(before, after),
    dates: movedDates(steps, after),
    milestones: movedMilestones(before, after),
    ...(cost === undefined ? {} : { cost }),
  };
  return conclude(facts);
}

/** A stack's facts with the labels, the status and the headline that follow from them. */
function conclude(facts: StackFacts): StackReview {
  const labelled = { ...facts, labels: labelsOf(facts) };
  return { ...labelled, status: statusOf(labelled), headline: headlineOf(facts) };
}

/** The weights that order stacks of one status: GPUs, new links out of the EEA, labels, resources. */
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

/** The context of a review: all of its input besides the plans. */
export interface ReviewContext {
  readonly repository: string;
  /** The day of judgement. */
  readonly judgedOn: string;
  /** The commit that is reviewed; absent for files that are not committed. */
  readonly head?: string | undefined;
  /** A link to the whole review, or its file. */
  readonly fullPage: string;
  readonly isAcknowledged: boolean;
  /** How the change alters what judges it, and whether that is acknowledged. */
  readonly judge?: Review["judge"] | undefined;
}

/** The review of a change. Pure: the same plans and context give the same review. */
export const reviewPlans = (plans: readonly JudgedPlan[], context: ReviewContext): Review =>
  reviewOfStacks(
    errorsOnce(plans).map((plan) => reviewOrFail(plan, context.judgedOn)),
    context,
  );

/** A review with nothing but what follows from its facts: a file may state another verdict, status or label, or that it is acknowledged. */
export const concluded = ({ stacks, ...review }: Review, isAcknowledged: Readonly<Record<Acknowledgeable, boolean>>): Review =>
  reviewOfStacks(
    stacks.map(({ labels: _labels, status: _status, headline: _headline, ...facts }) => conclude(facts)),
    {
      ...review,
      isAcknowledged: isAcknowledged.destruction,
      judge: review.judge === undefined ? undefined : { ...review.judge, isAcknowledged: isAcknowledged.rules },
    },
  );

function reviewOfStacks(
  found: readonly StackReview[],
  { repository, head, judgedOn, fullPage, isAcknowledged, judge }: ReviewContext,
): Review {
  const stacks = found.toSorted(worseFirst);
  const isBlocked = stacks.some(({ status }) => status === "failed" || status === "refused");
  // A refused stack may be destructive too: then both a fix and an acknowledgement are needed.
  const isDestructive = stacks.some(({ labels }) => labels.includes("destructive"));
  return {
    version: reviewVersion,
    repository,
    project: "nscale",
    ...(head === undefined ? {} : { head }),
    judgedOn,
    fullPage,
    isAcknowledged,
    ...(judge === undefined ? {} : { judge }),
    verdict: isBlocked
      ? "failed"
      : isDestructive && !isAcknowledged
        ? "unacknowledged"
        : judge?.isAcknowledged === false
          ? "rules-unacknowledged"
          : "clear",
    stacks,
  };
}
