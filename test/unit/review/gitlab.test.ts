import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { run as runPost } from "../../../cli/tasks/review-post.ts";
import type { Forge } from "../../../review/post/forge.ts";
import { gitLab, type GitLabAccess } from "../../../review/post/gitlab.ts";
import { postReview } from "../../../review/post/post.ts";
import { LocalGitLab, mergeHead } from "../../support/gitlab.ts";
import { planOf, reviewOf, step } from "../../support/review-plans.ts";

let server: LocalGitLab;
let access: GitLabAccess;
let forge: Forge;
beforeEach(async () => {
  server = new LocalGitLab();
  access = await server.start();
  forge = gitLab(access);
});
afterEach(() => server.stop());

const destructive = reviewOf([planOf("narvik", [step("delete", { type: "kubernetes:core/v1:Namespace" })])]);
const unchanged = reviewOf([planOf("narvik", [step("same")])]);

test("a note is written once and then edited, behind any number of other notes, and another author's copy is left alone", async () => {
  for (let id = 1; id <= 250; id += 1) server.notes.push({ id, body: `talk ${id}`, isOurs: false });
  expect(await postReview(forge, 7, destructive)).toBe("created");
  const copied = server.notes[250]?.body ?? "";
  server.notes.unshift({ id: 900, body: copied, isOurs: false });
  expect(await postReview(forge, 7, unchanged)).toBe("updated");
  expect(server.notes).toHaveLength(252);
  expect(server.notes[0]?.body).toBe(copied);
  expect(server.notes[251]?.body).toContain("No changes.");
});

test("own labels come and go with the review, and others stay", async () => {
  server.labels = ["power", "bug"];
  await postReview(forge, 7, destructive);
  expect(server.labels).toEqual(["bug", "destructive"]);
  await postReview(forge, 7, unchanged);
  expect(server.labels).toEqual(["bug"]);
});

test("a note that is too long is shortened", async () => {
  server.longest = 60_000;
  const updates = Array.from({ length: 5000 }, (_, index) =>
    step("update", { name: `facts-${index}`, after: { data: { site: `after ${index}` } } }),
  );
  await postReview(forge, 7, reviewOf([planOf("narvik", updates)]));
  expect(server.notes[0]?.body.length).toBeLessThanOrEqual(60_000);
});

test("what GitLab refuses is told with what to do", async () => {
  await expect(postReview(gitLab({ ...access, token: "other" }), 7, unchanged)).rejects.toThrow(
    "GET merge_requests/7: got 401 (401 Unauthorized), want it done; fix: pass a token that is valid in GITLAB_TOKEN: a job's own token may not write notes",
  );
  await expect(postReview(forge, 8, unchanged)).rejects.toThrow("got 404 (404 Not Found)");
});

test("the command posts to the merge request whose head was reviewed, by the variables of a job; after another push to none", async () => {
  const variables = { GITHUB_API_URL: "", CI_API_V4_URL: access.api, CI_PROJECT_PATH: access.repository, GITLAB_TOKEN: access.token };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const said = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const folder = mkdtempSync(join(tmpdir(), "nscale-review-"));
  try {
    const file = join(folder, "review.json");
    writeFileSync(file, JSON.stringify(destructive));
    const run = (sha: string, ...from: string[]) => runPost(["--head", "branch", "--sha", sha, ...from]);
    expect(await run("f".repeat(40), "--review", file)).toBe(0);
    expect(await run(mergeHead, "--review", file)).toBe(0);
    expect(server.notes[0]?.body).toContain("Destructive change");
    server.kept = unchanged;
    expect(await run(mergeHead, "--pipeline", "31")).toBe(0);
    expect(server.notes[0]?.body).toContain("No changes.");
    server.kept = undefined;
    expect(await run(mergeHead, "--pipeline", "31", "--run", "https://forge.example/pipelines/31")).toBe(0);
    expect(server.notes[0]?.body).toContain("the run ended before it wrote a review; fix: see https:");
    expect(said.mock.calls.map(([text]) => text)).toEqual([
      `no open pull request of branch at ${"f".repeat(40)}: nothing posted\n`,
      "the comment on pull request 7 is created\n",
      "the comment on pull request 7 is updated\n",
      "the comment on pull request 7 is updated\n",
    ]);
  } finally {
    rmSync(folder, { recursive: true });
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  }
});
