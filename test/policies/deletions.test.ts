import { expect, test, vi } from "vitest";
import { z } from "zod";
import { declaredResources } from "../../cli/policy/declared.ts";
import { FaultError } from "../../components/lib/parse/fault.ts";
import { stackSpec, type StackSpec } from "../../components/schema/stack.ts";
import { parseStack } from "../../components/stack/parse.ts";
import { rules } from "../../policies/rules.ts";
import { judge } from "../../policies/verdicts/judge.ts";
import { stackFiles } from "../../stacks/files.ts";
import { judgedOn } from "../support/checkout.ts";
import { printResult } from "../support/policies.ts";

// Every optional part of a stack is taken out in turn, and what is left is judged whole.
vi.setConfig({ testTimeout: 600_000 });

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly items?: Node;
}

const branchesOf = (node: Node): Node[] => [node, ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap(branchesOf)];

/** The paths of values that the schema names, as parts of something: entries under keys of one's own are things, and no parts. */
function partsOf(value: unknown, nodes: readonly Node[], path: readonly (string | number)[]): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [];
  const all = nodes.flatMap(branchesOf);
  return Object.entries(value).flatMap(([key, child]) => {
    const named = all.flatMap(({ properties = {} }) => (Object.hasOwn(properties, key) ? [properties[key] as Node] : []));
    const others = all.flatMap(({ additionalProperties, items }) =>
      [additionalProperties, items].filter((node) => typeof node === "object"),
    );
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    const isFact = key === "basis" || Object.hasOwn(value, "basis");
    if (isFact) return [];
    return [...(named.length > 0 ? [here] : []), ...partsOf(child, named.length > 0 ? named : others, here)];
  });
}

function without(data: unknown, path: readonly (string | number)[]): unknown {
  const copy = structuredClone(data);
  const holder = path.slice(0, -1).reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], copy);
  Reflect.deleteProperty(holder as object, path.at(-1) ?? "");
  return copy;
}

/** What the rules find in a stack. */
async function findingsOf(stack: string, spec: StackSpec): Promise<ReadonlySet<string>> {
  const results = judge(rules, await declaredResources(stack, spec), judgedOn).filter(({ finding }) => finding !== undefined);
  return new Set(results.map((result) => `${result.rule}: ${printResult(result)}`));
}

const schema = z.toJSONSchema(stackSpec, { io: "input", unrepresentable: "any" }) as Node;

test.each(["glomfjord", "keflavik", "stargate-uk"])("no part that is taken out of %s takes a finding with it", async (stack) => {
  const { default: data } = (await stackFiles[stack]?.()) as { readonly default: unknown };
  const before = await findingsOf(stack, parseStack(`stacks/${stack}.ts`, data));
  const greener: string[] = [];
  let judged = 0;
  for (const path of partsOf(data, [schema], [])) {
    let spec: StackSpec;
    try {
      spec = parseStack(`stacks/${stack}.ts`, without(data, path));
    } catch (error) {
      if (error instanceof FaultError) continue;
      throw error;
    }
    judged += 1;
    const after = await findingsOf(stack, spec);
    const lost = [...before].filter((said) => !after.has(said));
    if (lost.length > 0 && [...after].every((said) => before.has(said))) greener.push(path.join("."));
  }
  expect(judged).toBeGreaterThan(14);
  expect(greener).toEqual([]);
});
