import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { stackFiles } from "../../../stacks/files.ts";

const root = `${import.meta.dirname}/../../..`;

test("the scheduled workflow looks for drift in every site's stack", () => {
  const { jobs } = parse(readFileSync(`${root}/.github/workflows/drift.yml`, "utf8")) as {
    readonly jobs: { readonly drift: { readonly strategy: { readonly matrix: { readonly stack: readonly string[] } } } };
  };
  expect(jobs.drift.strategy.matrix.stack).toEqual(Object.keys(stackFiles));
});
