import { expect, test } from "vitest";
import { reachedTests, type Tree } from "../../run/reach.ts";

const edge = (from: string, to: string) => ({ from, to });

const tree: Tree = {
  files: [
    "components/slurm/accounts.sh",
    "components/slurm/scripts.ts",
    "components/site/power.ts",
    "stacks/index.ts",
    "stacks/narvik.ts",
    "cli/engine/locate.ts",
    "cli/tasks/review.ts",
    "test/cluster/layers.test.ts",
    "test/engine/glomfjord.test.ts",
    "test/slurm/jobs.test.ts",
    "test/browser/review.test.ts",
    "test/unit/site/power.test.ts",
    "test/unit/house/floors.test.ts",
    "test/rigs/modules/parts/go.mod",
    "test/rigs/modules.ts",
    "test/rigs/cluster/start.ts",
  ],
  imports: [
    edge("stacks/index.ts", "components/site/power.ts"),
    edge("stacks/index.ts", "components/slurm/scripts.ts"),
    edge("test/slurm/jobs.test.ts", "components/slurm/scripts.ts"),
    edge("test/unit/site/power.test.ts", "components/site/power.ts"),
    edge("test/cluster/layers.test.ts", "test/rigs/cluster/start.ts"),
    edge("test/cluster/layers.test.ts", "cli/engine/locate.ts"),
    edge("test/rigs/cluster/start.ts", "test/rigs/modules.ts"),
  ],
  runners: ["test/browser/review.test.ts"],
};

const house = "test/unit/house/floors.test.ts";
const reached = (...changed: string[]) => reachedTests(changed, tree);

test("a change reaches what imports it, and what runs a program that does", () => {
  expect(reached("components/site/power.ts")).toEqual([
    "test/cluster/layers.test.ts",
    "test/engine/glomfjord.test.ts",
    "test/unit/site/power.test.ts",
    house,
  ]);
});

test("a script that is no code reaches what the code beside it reaches", () => {
  expect(reached("components/slurm/accounts.sh")).toEqual([
    "test/cluster/layers.test.ts",
    "test/engine/glomfjord.test.ts",
    "test/slurm/jobs.test.ts",
    house,
  ]);
});

test("a file of a folder without code counts as part of the nearest folder above that has some", () => {
  expect(reached("test/rigs/modules/parts/go.mod")).toEqual(["test/cluster/layers.test.ts", house]);
});

test("a stack reaches what loads stacks by name, and a command what runs it by name", () => {
  expect(reached("stacks/narvik.ts")).toEqual(["test/cluster/layers.test.ts", "test/engine/glomfjord.test.ts", house]);
  expect(reached("cli/tasks/review.ts")).toEqual(["test/engine/glomfjord.test.ts", "test/browser/review.test.ts", house]);
});

test("a page reaches the tests that read the tree alone", () => {
  expect(reached("docs/deploy.md")).toEqual([house]);
  expect(reached()).toEqual([house]);
});

test.each(["package-lock.json", "test/run/suite.ts", "test/vitest.config.ts", "cli/setup/lock.mjs", ".ci/run"])(
  "%s decides every test",
  (file) => {
    expect(reached(file)).toEqual(tree.files.filter((other) => other.endsWith(".test.ts")));
  },
);
