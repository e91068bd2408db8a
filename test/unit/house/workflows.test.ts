import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { stackFiles } from "../../../stacks/files.ts";
import { waves } from "../../../stacks/waves.ts";

const root = `${import.meta.dirname}/../../..`;

test("the scheduled workflow looks for drift in every site's stack", () => {
  const { jobs } = parse(readFileSync(`${root}/.github/workflows/drift.yml`, "utf8")) as {
    readonly jobs: { readonly drift: { readonly strategy: { readonly matrix: { readonly stack: readonly string[] } } } };
  };
  expect(jobs.drift.strategy.matrix.stack).toEqual(Object.keys(stackFiles));
});

test("what is merged is rolled out by a job for each wave, which waits for the one before", () => {
  const { jobs } = parse(readFileSync(`${root}/.github/workflows/deploy.yml`, "utf8")) as {
    readonly jobs: Readonly<Record<string, { readonly needs?: readonly string[]; readonly with?: { readonly wave: number } }>>;
  };
  const { review, ...rest } = jobs;
  expect(review?.needs).toBeUndefined();
  expect(Object.entries(rest).map(([name, { needs, with: given }]) => [name, given?.wave, needs])).toEqual(
    waves.map((_, index) => [`wave-${index + 1}`, index + 1, index === 0 ? ["review"] : ["review", `wave-${index}`]]),
  );
});

test("a workflow that pull requests start by others, with a token that may write, runs the default branch's code alone", () => {
  const folder = `${root}/.github/workflows`;
  const texts = readdirSync(folder).map((file) => [file, readFileSync(`${folder}/${file}`, "utf8")] as const);
  const trusted = texts.filter(([, text]) => /^ {2}(workflow_run|issue_comment):/m.test(text));
  expect(trusted.map(([file]) => file)).toEqual(["review-acknowledge.yml", "review-post.yml"]);
  expect(trusted.filter(([, text]) => /^\s+(ref|repository):/m.test(text))).toEqual([]);
  expect(texts.filter(([, text]) => text.includes("pull_request_target"))).toEqual([]);
});

test("at GitLab the review keeps what the job that posts it, and the forge, read", () => {
  const jobs = parse(readFileSync(`${root}/.gitlab-ci.yml`, "utf8")) as Readonly<
    Record<string, { readonly artifacts?: { readonly paths: readonly string[]; readonly reports: Readonly<Record<string, string>> } }>
  >;
  expect(jobs["review"]?.artifacts).toEqual({
    when: "always",
    paths: ["out/review"],
    reports: { junit: "out/review/policy.junit.xml", codequality: "out/review/policy.codequality.json" },
  });
});

test("what workflows use of others is pinned to a commit, with its release beside it, and one release of each", () => {
  const folder = `${root}/.github/workflows`;
  const used = readdirSync(folder).flatMap((file) =>
    [...readFileSync(`${folder}/${file}`, "utf8").matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, use = ""]) => use),
  );
  const others = used.filter((use) => !use.startsWith("./"));
  expect(others.filter((use) => !/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(use))).toEqual([]);
  const releases = new Set(others.map((use) => use.replace(/^([^/]+\/[^/@]+)[^@]*@/, "$1@")));
  const repositories = new Set([...releases].map((release) => release.split("@", 1)[0]));
  expect([...releases].length).toBe(repositories.size);
});
