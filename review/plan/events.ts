import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation/events.js";
import { fleetSummarySchema } from "../../components/fleet/schema.ts";
import { summarySchema } from "../../components/summary/schema.ts";
import type { EngineViolation, Properties, StackPlan, Step } from "./step.ts";

const anySummary = summarySchema.or(fleetSummarySchema);

/** What the engine does to a resource, by its name for it; what is not here leaves the resource alone. */
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

/** `data["a.b"]` as the rest of this project writes paths. */
const plainPath = (path: string) => path.replace(/\["([^"]*)"\]/g, ".$1").replace(/^\./, "");

/** The paths that force a replacement: those the provider names, else the keys that the engine names. */
function causesOf({ detailedDiff, keys }: StepEventMetadata): string[] {
  const paths = Object.entries(detailedDiff ?? {}).flatMap(([path, { diffKind }]) => (diffKind.endsWith("-replace") ? [path] : []));
  return (paths.length > 0 ? paths : (keys ?? [])).map(plainPath);
}

/** The steps that the engine announces for one resource, as one. */
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
  };
}

/** The engine's own resource, and providers that it makes by default, are nobody's declaration. */
export const isDeclared = ({ type, name }: Pick<Step, "type" | "name">): boolean =>
  type !== stackType && !(type.startsWith("pulumi:providers:") && name.startsWith("default"));

const violationOf = ({ policyEvent }: EngineEvent): EngineViolation[] =>
  policyEvent === undefined
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
  // A refusal by a rule is told as that, and no fault of the plan.
  const faults = errors.filter((message) => !(violations.length > 0 && /policy (pack|violation)|preview failed/i.test(message)));
  if (faults.length > 0) return faults.join("\n");
  return events.some(({ summaryEvent }) => summaryEvent !== undefined) ? undefined : "the engine ended in the middle of the preview";
}

/** A stack's plan from what the engine said during its preview. Secrets are hidden in its events. */
export function planOfEvents(stack: string, events: readonly EngineEvent[]): StackPlan {
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
    stack,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    steps,
    violations,
    ...(error === undefined ? {} : { error }),
  };
}
