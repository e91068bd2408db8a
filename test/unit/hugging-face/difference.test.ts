import { expect, test } from "vitest";
import type { Mapping } from "../../../components/inference/hugging-face/mapping.ts";
import { stepsTo } from "../../../cli/hugging-face/difference.ts";
import type { FoundMapping } from "../../../cli/hugging-face/mappings.ts";
import { printStep } from "../../../cli/hugging-face/print.ts";

const mapping = (hfModel: string, changes: Partial<Mapping> = {}): Mapping => ({
  task: "conversational",
  hfModel,
  providerModel: hfModel,
  status: "staging",
  ...changes,
});

const found = (hfModel: string, changes: Partial<FoundMapping> = {}): FoundMapping => ({
  ...mapping(hfModel),
  id: `id-${hfModel}`,
  ...changes,
});

const printed = (wanted: readonly Mapping[], there: readonly FoundMapping[], declared = wanted) =>
  stepsTo(wanted, declared, there).map(printStep);

test("no step if the Hub agrees with the data", () => {
  expect(printed([mapping("a/b", { status: "live" })], [found("a/b", { status: "live" })])).toEqual([]);
  expect(printed([], [])).toEqual([]);
});

test("missing mappings are created, different ones changed, undeclared ones deleted last", () => {
  const wanted = [
    mapping("z/new", { status: "live" }),
    mapping("a/status", { status: "live" }),
    mapping("m/renamed", { providerModel: "ours" }),
  ];
  const there = [found("a/status"), found("m/renamed", { status: "live" }), found("b/gone", { providerModel: "old" })];
  expect(printed(wanted, there)).toEqual([
    "~ set status of conversational a/status: staging -> live",
    "± replace conversational m/renamed: as m/renamed, live -> as ours, staging",
    "+ create conversational z/new: as z/new, live",
    "- delete conversational b/gone: no stack declares it (was old, staging)",
  ]);
});

test("a mapping that another stack declares is neither changed nor deleted", () => {
  const [ours, theirs] = [mapping("a/ours"), mapping("a/theirs", { status: "live" })];
  expect(printed([ours], [found("a/ours"), found("a/theirs")], [ours, theirs])).toEqual([]);
});

test("the same model for another task is another mapping", () => {
  expect(printed([mapping("a/b", { task: "image-text-to-text" })], [found("a/b")])).toEqual([
    "+ create image-text-to-text a/b: as a/b, staging",
    "- delete conversational a/b: no stack declares it (was a/b, staging)",
  ]);
});

test("of two mappings of one model and task, the Hub keeps the one that is compared", () => {
  const twice = [found("a/b", { id: "first" }), found("a/b", { id: "second", status: "live" })];
  expect(stepsTo([mapping("a/b", { status: "live" })], [mapping("a/b", { status: "live" })], twice)).toEqual([
    { kind: "delete", found: twice[0] },
  ]);
});
