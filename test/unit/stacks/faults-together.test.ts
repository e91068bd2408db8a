import { expect, test } from "vitest";
import { FaultError } from "../../../components/lib/parse/fault.ts";
import { valueAt } from "../../../components/lib/parse/walk.ts";
import { parseStack } from "../../../components/stack/parse.ts";
import type { StackInput } from "../../../components/schema/stack.ts";
import { stackFiles } from "../../../stacks/files.ts";
import narvik from "../../../stacks/narvik.ts";
import { linesOf, remove, set } from "../../support/invalid.ts";

test("six mistakes in one file, of shape and across areas, are told at once", () => {
  const stack: StackInput = structuredClone(narvik);
  set(stack, "clusters.full-2.phase", "ful");
  set(stack, "clusters.full-3.gpus", 18_432);
  set(stack, "clusters.full-1.slurm.partitions.training.purpose", "trainig");
  set(stack, "site.location.gridZone", "NO9");
  remove(stack, "site.cooling");
  set(stack, "inference.endpoints.scout.contextTokens", 1e9);
  expect(linesOf(() => parseStack("narvik.ts", stack))).toEqual([
    'narvik.ts: site.location.gridZone: got "NO9", want one of NO1, NO2, NO3, NO4, NO5, IS, GB, ERCOT; fix: write one of them: the bidding zone or grid that the site draws power in, one of the catalogue',
    "narvik.ts: site.cooling: got nothing, want an object with system, supplies; fix: add it: how the site carries heat away",
    'narvik.ts: clusters.full-1.slurm.partitions.training.purpose: got "trainig", want one of training, fine-tuning, interactive, surplus; fix: write "training", or another of them',
    "narvik.ts: clusters.full-3.gpus: got 18432, want a value with where it comes from; fix: write assumed(value, reason), or stated(value, source) if a source says it",
    "narvik.ts: clusters.full-2.phase: got ful, want a phase of the site: initial, full, ambition; fix: did you mean full? If not, name one of them, or declare the phase in site.phases",
    "narvik.ts: inference.endpoints.scout.contextTokens: got 1,000,000,000, want at most the 10,485,760 of llama-4-scout-17b-16e-instruct; fix: write 10485760 or less",
  ]);
});

const records = [
  "clusters",
  "tenants",
  "deliveries",
  "inference.endpoints",
  "site.egress",
  "site.halls",
  "site.offtake",
  "site.owners",
  "site.permits",
  "site.powerAgreements",
];

const pathsOf = (stack: unknown): string[] => {
  try {
    parseStack("a.ts", stack);
    return [];
  } catch (error) {
    if (error instanceof FaultError) return error.faults.map(({ path }) => path);
    throw error;
  }
};

/** Every name of the records above, in every site's data, with what is wrong with it being the only fault. */
test.each(Object.entries(stackFiles))("an entry of %s whose shape is wrong makes nothing else look wrong", async (_, load) => {
  const { default: input } = (await load()) as { readonly default: StackInput };
  const entries = records.flatMap((record) => Object.keys(valueAt(input, record.split(".")) ?? {}).map((name) => `${record}.${name}`));
  const told = entries.map((entry) => {
    const stack = structuredClone(input);
    set(stack, entry, 5);
    return [entry, ...pathsOf(stack)];
  });
  expect(entries.length).toBeGreaterThan(10);
  expect(told).toEqual(entries.map((entry) => [entry, entry]));
});
