import { expect, test } from "vitest";
import { canBeUndone, driftIn, printDrift } from "../../../cli/stack/drift.ts";

/** An event of a refresh, as the engine writes it. */
function event(op: string, name: string, found?: object): string {
  const urn = `urn:pulumi:s::nscale::nscale:x:Y$kubernetes:core/v1:ConfigMap::${name}`;
  const provider = "urn:pulumi:s::nscale::pulumi:providers:kubernetes::management::1";
  return JSON.stringify({
    sequence: 1,
    resOutputsEvent: { metadata: { op, urn, type: "kubernetes:core/v1:ConfigMap", old: { provider }, ...found } },
  });
}

const found = (path: string, managers: Readonly<Record<string, object>>) => ({
  detailedDiff: { [path]: { kind: "update", inputDiff: true } },
  new: {
    outputs: {
      __fieldManager: "ours",
      data: "canary-3f9a51c7",
      metadata: { managedFields: Object.entries(managers).map(([manager, fieldsV1]) => ({ manager, fieldsV1 })) },
    },
  },
});

test("an object that is gone, a field that another manager holds and one that no manager holds are told apart, without their values", () => {
  const data = (key: string) => ({ "f:data": { [`f:${key}`]: {} } });
  const log = [
    event("refresh", "read"),
    event("same", "as-it-was"),
    event("delete", "gone", { new: null, detailedDiff: null }),
    event("update", "held", found('data["a.b"]', { ours: data("a.b"), editor: data("a.b"), bystander: data("c") })),
    event("update", "let-go", found("data.c", { ours: data("a.b"), bystander: data("a.b") })),
    event("update", "of-a-list", found("spec.rules[0].port", { editor: { "f:spec": { "f:rules": { 'k:{"port":1}': {} } } } })),
    "",
  ].join("\n");
  const drift = driftIn(log);
  expect(drift.map(printDrift)).toEqual([
    "management: ConfigMap gone is missing",
    'management: ConfigMap held: data["a.b"] differs, held by editor',
    "management: ConfigMap let-go: data.c differs",
    "management: ConfigMap of-a-list: spec.rules[0].port differs, held by editor",
  ]);
  expect(drift.map(canBeUndone)).toEqual([true, false, true, false]);
  expect(JSON.stringify(drift)).not.toContain("canary");
});

test("a namespace that is being deleted tells its finalizers and what is still in it", () => {
  const outputs = (conditions: object[]) => ({
    new: {
      outputs: {
        metadata: { deletionTimestamp: "2026-11-01T00:00:00Z", finalizers: ["example.com/hold"] },
        spec: { finalizers: ["kubernetes"] },
        status: { conditions },
      },
    },
  });
  const conditions = [
    { type: "NamespaceDeletionDiscoveryFailure", status: "False", message: "All resources successfully discovered" },
    { type: "NamespaceContentRemaining", status: "True", message: "Some resources are remaining: configmaps. has 1 resource instances" },
    {
      type: "NamespaceFinalizersRemaining",
      status: "True",
      message: "Some content in the namespace has finalizers remaining: a/b in 1 resource instances",
    },
  ];
  const namespace = event("same", "site", outputs(conditions)).replaceAll("core/v1:ConfigMap", "core/v1:Namespace");
  const [drift] = driftIn(namespace);
  expect(drift && printDrift(drift)).toBe(
    "management: Namespace site is being deleted since 2026-11-01T00:00:00Z; its finalizers: example.com/hold, kubernetes; " +
      "Some resources are remaining: configmaps. has 1 resource instances; Some content in the namespace has finalizers remaining: a/b in 1 resource instances",
  );
  expect(drift && canBeUndone(drift)).toBe(false);
});
