import { expect, test } from "vitest";
import type { StackInput } from "../../components/schema/stack.ts";
import { parseStack } from "../../components/stack/parse.ts";
import glomfjord from "../../stacks/glomfjord.ts";
import narvik from "../../stacks/narvik.ts";

/** The stack with another key in place of one, wherever a key or a value is exactly that. */
function withKey(value: unknown, from: string, to: string): unknown {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((item) => withKey(item, from, to));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key === from ? to : key, withKey(item, from, to)]));
}

const renamed = (stack: StackInput, from: string, to: string): StackInput => withKey(stack, from, to) as StackInput;

const named = <Value>(entries: Readonly<Record<string, Value>> | undefined, key: string): Value => {
  const found = entries?.[key];
  if (found === undefined) throw new Error(`there is no ${key}`);
  return found;
};

test("a renamed cluster with its tenants and file systems is the same to the program, to the last name", () => {
  let stack = renamed(glomfjord, "nordic-ai", "nordic-labs");
  stack = renamed(stack, "scratch", "fast-scratch");
  // The delivery has the cluster's key by chance.
  const { deliveries } = stack;
  stack = { ...renamed(stack, "initial-b200", "b200"), deliveries: deliveries ?? {} };
  named(stack.deliveries, "initial-b200").cluster = "b200";
  named(stack.tenants, "nordic-labs").renamedFrom = "nordic-ai";
  const cluster = named(stack.clusters, "b200");
  cluster.renamedFrom = "initial-b200";
  named(cluster.slurm?.fileSystems, "fast-scratch").renamedFrom = "scratch";
  expect(parseStack("glomfjord.ts", stack)).toEqual(parseStack("glomfjord.ts", glomfjord));
});

test("so are renamed endpoints, and clusters and tenants that queues and an API name", () => {
  let stack = renamed(narvik, "initial-1", "hall-one");
  stack = renamed(stack, "openai", "open-ai");
  if (stack.inference === undefined) throw new Error("Narvik serves no model");
  stack.inference.endpoints = Object.fromEntries(
    Object.entries(stack.inference.endpoints).map(([endpoint, value]) => [`${endpoint}-new`, { ...value, renamedFrom: endpoint }]),
  );
  stack.deliveries = Object.fromEntries(
    Object.entries(stack.deliveries ?? {}).map(([name, delivery]) =>
      name === "hall-one" ? ["initial-1", { ...delivery, cluster: "hall-one" }] : [name, delivery],
    ),
  );
  named(stack.clusters, "hall-one").renamedFrom = "initial-1";
  named(stack.tenants, "open-ai").renamedFrom = "openai";
  expect(parseStack("narvik.ts", stack)).toEqual(parseStack("narvik.ts", narvik));
});
