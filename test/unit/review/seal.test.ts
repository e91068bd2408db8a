import { describe, expect, test, vi } from "vitest";
import * as fc from "fast-check";
import { sealIn } from "../../../cli/review/sealing.ts";
import { readDeclared } from "../../../cli/policy/declared.ts";
import { isSeal, sealDifferences, sealOf, type SealedParts } from "../../../review/plan/seal.ts";
import type { PlannedStack } from "../../../review/plan/planned.ts";
import { stackNames } from "../../../cli/stack/known.ts";

// Every stack is planned twice.
vi.setConfig({ testTimeout: 300_000 });

async function planOf(stack: string): Promise<PlannedStack> {
  const { resources } = await readDeclared(stack);
  return {
    stack,
    resources: resources.map(({ urn, type, name, props }) => ({
      urn,
      type,
      name,
      isProtected: false,
      isRetained: false,
      inputs: { ...props },
    })),
  };
}

const partsOf = (plan: PlannedStack): SealedParts => ({
  plan,
  settings: { "nscale:targets": { training: "render" } },
  engine: { pulumi: "3.259.0" },
  rules: { "policies/rules.ts": "a" },
  state: [{ urn: "urn:a", inputs: { replicas: 1 } }],
});

test.each(stackNames)("%s without a change has the seal that it had, in whatever order its resources are registered", async (stack) => {
  const [one, other] = [await planOf(stack), await planOf(stack)];
  const seal = sealOf(partsOf(one));
  expect(isSeal(seal)).toBe(true);
  expect(sealDifferences(seal, sealOf(partsOf({ ...other, resources: other.resources.toReversed() })))).toEqual([]);
});

/** The paths of all leaves of a value. */
function leavesOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, Array.isArray(value) ? Number(key) : key]));
}

/** The value with another leaf. */
function edited(value: unknown, path: readonly (string | number)[], leaf: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return leaf;
  if (Array.isArray(value)) return value.with(Number(key), edited(value[Number(key)], rest, leaf));
  return { ...(value as object), [key]: edited((value as Record<string, unknown>)[key], rest, leaf) };
}

describe("an edit after the review", () => {
  test("of anything that is planned breaks the seal: 1,000 of them", async () => {
    const plan = await planOf("keflavik");
    const parts = partsOf(plan);
    const seal = sealOf(parts);
    const leaves = plan.resources.flatMap(({ inputs }, index) => leavesOf(inputs, [index, "inputs"]));
    expect(leaves.length).toBeGreaterThan(1000);
    const anEdit = fc.record({
      path: fc.constantFrom(...leaves),
      leaf: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    });
    const valueAt = (path: readonly (string | number)[]) =>
      path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], plan.resources);
    fc.assert(
      fc.property(anEdit, ({ path, leaf }) => {
        fc.pre(valueAt(path) !== leaf);
        const [index = 0] = path;
        // Only the resource concerned is digested anew: the others are as they were.
        const resource = edited(plan.resources[Number(index)], path.slice(1), leaf) as PlannedStack["resources"][number];
        const small = { ...plan, resources: [resource] };
        const before = { ...plan, resources: [plan.resources[Number(index)] as PlannedStack["resources"][number]] };
        return sealDifferences(sealOf({ ...parts, plan: before }), sealOf({ ...parts, plan: small })).join() === "the planned resources";
      }),
      { numRuns: 1000 },
    );
    expect(sealDifferences(seal, sealOf({ ...parts, plan: { ...plan, resources: plan.resources.slice(1) } }))).toEqual([
      "the planned resources",
    ]);
  });

  test.each([
    ["settings", { "nscale:targets": { training: "live" } }, "the stack's settings"],
    ["engine", { pulumi: "3.260.0" }, "the engine or a provider"],
    ["rules", {}, "the rules"],
    ["state", [], "the state"],
  ] as const)("of %s breaks it, and is named", async (part, value, named) => {
    const parts = partsOf({ stack: "narvik", resources: [] });
    await expect(Promise.resolve(sealDifferences(sealOf(parts), sealOf({ ...parts, [part]: value })))).resolves.toEqual([named]);
  });
});

test("the seal is taken out of the arguments in either form", () => {
  expect(sealIn(["--stack", "narvik", "--sealed", "a-b", "--yes"])).toEqual({ seal: "a-b", rest: ["--stack", "narvik", "--yes"] });
  expect(sealIn(["--sealed=a-b"])).toEqual({ seal: "a-b", rest: [] });
  expect(sealIn(["--sealed"])).toEqual({ seal: "", rest: [] });
  expect(sealIn(["--yes"])).toEqual({ rest: ["--yes"] });
});
