import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { expect, test } from "vitest";
import { planOfEvents } from "../../../review/plan/events.ts";

let sequence = 0;
const event = (content: object) => ({ sequence: (sequence += 1), timestamp: 0, ...content }) as unknown as EngineEvent;

const urn = (name: string) => `urn:pulumi:narvik::nscale::kubernetes:core/v1:ConfigMap::${name}`;
const announce = (op: string, name: string, changes: object = {}) =>
  event({ resourcePreEvent: { metadata: { op, urn: urn(name), type: "kubernetes:core/v1:ConfigMap", provider: "", ...changes } } });
const summary = event({ summaryEvent: { resourceChanges: {} } });
const inputs = (value: string) => ({ inputs: { data: value } });

test("the events of a replacement make one step, with its cause and order", () => {
  const replaced = {
    old: inputs("a"),
    new: inputs("b"),
    detailedDiff: { 'data["x.yaml"]': { diffKind: "update-replace", inputDiff: true } },
  };
  const plan = planOfEvents("narvik", [
    announce("delete-replaced", "first", replaced),
    announce("replace", "first", replaced),
    announce("create-replacement", "first", replaced),
    announce("create-replacement", "second", { ...replaced, detailedDiff: null, keys: ["metadata.name"] }),
    announce("delete-replaced", "second", { ...replaced, detailedDiff: null }),
    summary,
  ]);
  expect(plan.steps.map(({ op, name, causes, order, before, after }) => [op, name, causes, order, before, after])).toEqual([
    ["replace", "first", ["data.x.yaml"], "delete-first", { data: "a" }, { data: "b" }],
    ["replace", "second", ["metadata.name"], "create-first", { data: "a" }, { data: "b" }],
  ]);
  expect(plan.error).toBeUndefined();
});

test("the stack resource and default providers are no steps", () => {
  const stack = event({
    resourcePreEvent: {
      metadata: { op: "same", urn: "urn:pulumi:narvik::nscale::pulumi:pulumi:Stack::nscale-narvik", type: "pulumi:pulumi:Stack" },
    },
  });
  const provider = event({
    resourcePreEvent: {
      metadata: {
        op: "create",
        urn: "urn:pulumi:narvik::nscale::pulumi:providers:random::default_4_21_0",
        type: "pulumi:providers:random",
      },
    },
  });
  const kept = announce("delete", "kept", { old: { ...inputs("a"), protect: true } });
  expect(planOfEvents("narvik", [stack, provider, kept, summary]).steps).toMatchObject([{ op: "delete", name: "kept", isProtected: true }]);
});

test("an engine that ends early is an error, and so are its diagnostics", () => {
  expect(planOfEvents("narvik", [announce("create", "first", { new: inputs("a") })]).error).toBe(
    "the engine ended in the middle of the preview",
  );
  const complaint = event({ diagnosticEvent: { severity: "error", message: "stacks/narvik.ts: asOf: got soon\n", color: "never" } });
  expect(planOfEvents("narvik", [complaint, summary]).error).toBe("stacks/narvik.ts: asOf: got soon");
});

test("a policy violation is no error of the plan", () => {
  const refusal = event({
    policyEvent: { policyName: "telemetry-stays-home", resourceUrn: urn("first"), enforcementLevel: "mandatory", message: "got US\n" },
  });
  const failed = event({ diagnosticEvent: { severity: "error", message: "preview failed", color: "never" } });
  const plan = planOfEvents("narvik", [refusal, failed, summary]);
  expect(plan.error).toBeUndefined();
  expect(plan.violations).toEqual([{ rule: "telemetry-stays-home", urn: urn("first"), level: "mandatory", message: "got US" }]);
});
