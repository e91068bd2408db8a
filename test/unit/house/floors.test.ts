import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { allImports, circlesOf, computedImports, codeFiles, importsIn, type Import } from "../../support/imports.ts";

const root = `${import.meta.dirname}/../../..`;

/** The house from the ground up. A folder, or a file, imports what is below it; what one line holds does not import each other. */
const floors: readonly (readonly string[])[] = [
  ["components/lib", "components/crd"],
  ["components/catalog", "components/names"],
  ["components/schema", "components/residency", "components/targets"],
  ["components/tenant", "components/capacity"],
  ["components/addresses", "components/site", "components/cluster"],
  ["components/kubernetes"],
  ["components/inference", "components/slurm"],
  ["components/flexibility"],
  ["components/summary", "components/failover"],
  ["components/stack", "components/fleet"],
  ["policies/law"],
  ["policies/lib"],
  ["policies/verdicts"],
  ["policies/formats"],
  [
    "policies/data-sovereignty",
    "policies/energy-permitting",
    "policies/export-control",
    "policies/pulumi-state",
    "policies/renewable-power",
  ],
  ["policies/rules.ts"],
  [
    "policies/all",
    "policies/mutations",
    // The module that makes a pack of a folder's rules knows every rule: an exemption may name any.
    "policies/data-sovereignty/pack.ts",
    "policies/energy-permitting/pack.ts",
    "policies/export-control/pack.ts",
    "policies/renewable-power/pack.ts",
  ],
  [
    "policies/data-sovereignty/index.cjs",
    "policies/energy-permitting/index.cjs",
    "policies/export-control/index.cjs",
    "policies/renewable-power/index.cjs",
  ],
  ["review"],
  ["report"],
  ["stacks"],
  ["cli"],
  ["test"],
];

interface Room {
  readonly name: string;
  readonly floor: number;
}

/** The room that a file is in: the longest name of the table that it is, or is below. */
const roomOf = (file: string): Room | undefined =>
  floors
    .flatMap((names, floor) => names.map((name) => ({ name, floor })))
    .filter(({ name }) => file === name || file.startsWith(`${name}/`))
    .sort((a, b) => b.name.length - a.name.length)[0];

const goesDown = ({ from, to }: Import): boolean => {
  const [here, there] = [roomOf(from), roomOf(to)];
  return here !== undefined && there !== undefined && (here.name === there.name || there.floor < here.floor);
};

const printed = ({ from, to }: Import) => `${from} imports ${to}`;

const imports = allImports(root);

test("every file of the project's code is on a floor", () => {
  expect(codeFiles(root).filter((file) => roomOf(file) === undefined)).toEqual([]);
});

test("imports go down the floors", () => {
  expect(imports.filter((each) => !goesDown(each)).map(printed)).toEqual([]);
});

test("no files import each other in a circle", () => {
  expect(circlesOf(imports)).toEqual([]);
});

test("an import up, or along a floor, is found, whether of values, of types or when asked for", () => {
  const source = `import { a } from "../kubernetes/plan/index.ts";
import type { B } from "../cluster/rules.ts";
const c = await import("../slurm/index.ts");
import { d } from "../catalog/charts.ts";`;
  const found = importsIn("components/site/new.ts", source).filter((each) => !goesDown(each));
  expect(found.map(({ to }) => to)).toEqual([
    "components/kubernetes/plan/index.ts",
    "components/cluster/rules.ts",
    "components/slurm/index.ts",
  ]);
});

test("an import is found however it is written", () => {
  const source = `/** @type {import("../slurm/model.ts").SlurmModel} */
/// <reference path="../slurm/plan/pods.ts" />
const pattern = /\`/;
const a = await import(\`../inference/pools.ts\`);
const b = require("../kubernetes/index.ts");
export * from "../fleet/index.ts";`;
  const found = importsIn("components/site/new.mjs", source).map(({ to }) => to);
  expect(found.sort()).toEqual([
    "components/fleet/index.ts",
    "components/inference/pools.ts",
    "components/kubernetes/index.ts",
    "components/slurm/model.ts",
    "components/slurm/plan/pods.ts",
  ]);
});

/** Programs that run the module that an argument names. */
const loaders: readonly string[] = ["cli/setup/bootstrap.mjs", "review/base/program.ts", "review/plan/program.ts"];

test("only loaders ask for a module by a computed name", () => {
  expect(computedImports(root).filter((file) => !file.startsWith("test/"))).toEqual(loaders);
});

test("a circle is found with its members, and what only leads to it is not one of them", () => {
  const edge = (from: string, to: string) => ({ from, to });
  expect(circlesOf([edge("a", "b"), edge("b", "c"), edge("c", "b"), edge("b", "d")])).toEqual([["b", "c"]]);
});

test("docs/architecture.md has this table", () => {
  const rows = readFileSync(`${root}/docs/architecture.md`, "utf8").matchAll(/^\| \d+ \| (.*?) \|/gm);
  const told = [...rows].map(([, folders = ""]) => [...folders.matchAll(/`([^`]+)`/g)].map(([, folder = ""]) => folder));
  expect(told).toEqual(floors);
});
