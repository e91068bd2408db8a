import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation/events.js";
import { fleetSummarySchema } from "../../components/fleet/schema.ts";
import { summarySchema } from "../../components/summary/schema.ts";
import type { EngineViolation, Properties, StackPlan, Step } from "./step.ts";

const anySummary = summarySchema.or(fleetSummarySchema);

/** The effect of each engine operation; operations not listed leave the resource as it is. */
const operations: Readonly<Record<string, Step["op"]>> = {
  create: "create",
  import: "create",
  update: "update",
  delete: "delete",
  discard: "delete",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  "import-replacement": "replace",
  "discard-replaced": "replace",
};

const stackType = "pulumi:pulumi:Stack";

const nameOf = (urn: string) => urn.split("::").at(-1) ?? "";
const inputsOf = (state: StepEventMetadata["new"]) => state?.inputs as Properties | undefined;

/** An engine path, such as `data["a.b"]`, in this project's notation. */
const plainPath = (path: string) => path.replace(/\["([^"]*)"\]/g, ".$1").replace(/^\./, "");

/** The paths that force a replacement: the provider's if it names any, else the engine's keys. */
function causesOf({ detailedDiff, keys }: StepEventMetadata): string[] {
  const paths = Object.entries(detailedDiff ?? {}).flatMap(([path, { diffKind }]) => (diffKind.endsWith("-replace") ? [path] : []));
  return (paths.length > 0 ? paths : (keys ?? [])).map(plainPath);
}

/** One step for all the steps that the engine announces for one resource. */
function mergeSteps(steps: readonly StepEventMetadata[]): Step {
  const [first] = steps as readonly [StepEventMetadata, ...StepEventMetadata[]];
  const ops = steps.map(({ op }) => op as string);
  const op = ops.map((one) => operations[one] ?? "same").find((one) => one !== "same") ?? "same";
  const before = steps.map(({ old }) => inputsOf(old)).find((inputs) => inputs !== undefined);
  const after = steps.map((step) => inputsOf(step.new)).find((inputs) => inputs !== undefined);
  const [removed, made] = ["delete-replaced", "create-replacement"].map((name) => ops.indexOf(name));
  return {
    op,
    urn: first.urn,
    type: first.type,
    name: nameOf(first.urn),
    ...(before === undefined || op === "create" ? {} : { before }),
    ...(after === undefined || op === "delete" ? {} : { after }),
    causes: op === "replace" ? [...new Set(steps.flatMap(causesOf))] : [],
    ...(op === "replace"
      ? { order: removed !== -1 && (removed ?? 0) < (made ?? 0) ? ("delete-first" as const) : ("create-first" as const) }
      : {}),
    isProtected: steps.some(({ old }) => old?.protect === true),
    isRetained: steps.some(({ old }) => old?.retainOnDelete === true),
  };
}

/** The stack resource and default providers: the engine makes them, the program does not declare them. */
export const isDeclared = ({ type, name }: Pick<Step, "type" | "name">): boolean =>
  type !== stackType && !(type.startsWith("pulumi:providers:") && name.startsWith("default"));

/** The policy by which a pack tells what stops nothing; the review judges the same resources, and has those findings itself. */
const notes = "noted";

const violationOf = ({ policyEvent }: EngineEvent): EngineViolation[] =>
  policyEvent === undefined || policyEvent.policyName === notes
    ? []
    : [
        {
          rule: policyEvent.policyName,
          urn: policyEvent.resourceUrn ?? "",
          level: policyEvent.enforcementLevel === "mandatory" ? "mandatory" : "advisory",
          message: policyEvent.message.trim(),
        },
      ];

function errorOf(events: readonly EngineEvent[], violations: readonly EngineViolation[]): string | undefined {
  const errors = events.flatMap(({ diagnosticEvent }) => (diagnosticEvent?.severity === "error" ? [diagnosticEvent.message.trim()] : []));
  // A policy violation is reported as such; it is no error of the plan.
  const faults = errors.filter((message) => !(violations.length > 0 && /policy (pack|violation)|preview failed/i.test(message)));
  if (faults.length > 0) return faults.join("\n");
  return events.some(({ summaryEvent }) => summaryEvent !== undefined) ? undefined : "the engine ended in the middle of the preview";
}

/** A stack's plan from the engine events of its preview. The engine hides secrets in them. */
export function planOfEvents(stackName: string, events: readonly EngineEvent[]): StackPlan {
  const announced = events.flatMap(({ resourcePreEvent }) => (resourcePreEvent === undefined ? [] : [resourcePreEvent.metadata]));
  const done = events.flatMap(({ resOutputsEvent }) => (resOutputsEvent === undefined ? [] : [resOutputsEvent.metadata]));
  const byUrn = [...Map.groupBy(announced, ({ urn }) => urn)].sort(([a], [b]) => (a < b ? -1 : 1));
  const steps = byUrn.map(([, own]) => mergeSteps(own)).filter(isDeclared);
  const root = done.findLast(({ type }) => type === stackType);
  const outputsOf = (state: StepEventMetadata["new"]) => (state?.outputs as { summary?: unknown } | undefined)?.summary;
  const [before, after] = [outputsOf(root?.old), outputsOf(root?.new)].map((summary) => anySummary.safeParse(summary).data);
  const violations = events.flatMap(violationOf);
  const error = errorOf(events, violations);
  return {
    stack: stackName,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    steps,
    violations,
    ...(error === undefined ? {} : { error }),
  };
}
