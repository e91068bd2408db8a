import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { run as runPost } from "../../../cli/tasks/review-post.ts";
import type { Forge } from "../../../review/post/forge.ts";
import { gitHub, type GitHubAccess } from "../../../review/post/github.ts";
import { postReview } from "../../../review/post/post.ts";
import { ForgeError } from "../../../review/post/request.ts";
import { LocalForge, pullHead } from "../../support/forge.ts";
import { planOf, reviewOf, step } from "../../support/review-plans.ts";

let server: LocalForge;
let access: GitHubAccess;
let forge: Forge;
beforeEach(async () => {
  server = new LocalForge();
  access = await server.start();
  forge = gitHub(access);
});
afterEach(() => server.stop());

const destructive = reviewOf([planOf("narvik", [step("delete", { type: "kubernetes:core/v1:Namespace" })])]);
const unchanged = reviewOf([planOf("narvik", [step("same")])]);

test("a comment is created once and then edited, behind any number of other comments", async () => {
  for (let id = 1; id <= 250; id += 1) server.comments.push({ id, body: `talk ${id}`, isOurs: false });
  expect(await postReview(forge, 7, destructive)).toBe("created");
  expect(await postReview(forge, 7, unchanged)).toBe("updated");
  expect(server.comments).toHaveLength(251);
  expect(server.comments[250]?.body).toContain("No changes.");
});

test("a project has one comment, whatever stacks it is about; another author's copy of the marker is left alone", async () => {
  await postReview(forge, 7, reviewOf([planOf("narvik-2", [step("same")])]));
  expect(await postReview(forge, 7, destructive)).toBe("updated");
  const copied = (server.comments[0]?.body ?? "").replace("Destructive", "Harmless");
  server.comments.unshift({ id: 2, body: copied, isOurs: false });
  expect(await postReview(forge, 7, unchanged)).toBe("updated");
  expect(server.comments.map(({ body }) => body === copied)).toEqual([true, false]);
});

test("own labels are added and removed with the review, and others stay", async () => {
  server.labels = ["power", "bug"];
  await postReview(forge, 7, destructive);
  expect(server.labels).toEqual(["bug", "destructive"]);
  await postReview(forge, 7, unchanged);
  expect(server.labels).toEqual(["bug"]);
});

test("a comment too long for the forge is shortened", async () => {
  server.longest = 60_000;
  const updates = Array.from({ length: 5000 }, (_, index) =>
    step("update", { name: `facts-${index}`, after: { data: { site: `after ${index}` } } }),
  );
  await postReview(forge, 7, reviewOf([planOf("narvik", updates)]));
  expect(server.comments[0]?.body.length).toBeLessThanOrEqual(60_000);
  expect(server.requests.filter((request) => request.startsWith("POST /repos/example/sites/issues/7/comments"))).toHaveLength(2);
});

test("a request waits as long as the forge asks, and is retried after a server error", async () => {
  const path = /issues\/7\/comments/;
  server.refusals.push(
    { method: "GET", path, status: 429, headers: { "retry-after": "0" }, message: "slow down" },
    { method: "GET", path, status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "0" }, message: "rate limit" },
    { method: "POST", path, status: 403, headers: { "retry-after": "1" }, message: "secondary rate limit" },
  );
  expect(await postReview(forge, 7, destructive)).toBe("created");
  expect(server.refusals).toEqual([]);
});

test("a rate limit of an hour is an error, not a wait", async () => {
  server.refusals.push({ method: "GET", path: /comments/, status: 403, headers: { "retry-after": "3600" }, message: "rate limit" });
  await expect(postReview(forge, 7, unchanged)).rejects.toThrow("got 403 (rate limit), want it done; fix: run this again in 3600 s");
});

test("a token without write permission is refused with the missing permissions", async () => {
  server.refusals.push({ method: "POST", path: /comments/, status: 403, message: "Resource not accessible by integration" });
  const refused = postReview(forge, 7, unchanged);
  await expect(refused).rejects.toThrow(
    "POST issues/7/comments: got 403 (Resource not accessible by integration), want it done; fix: give the token pull-requests: write, issues: write and statuses: write",
  );
  await expect(refused).rejects.toBeInstanceOf(ForgeError);
  await expect(postReview(gitHub({ ...access, token: "other" }), 7, unchanged)).rejects.toThrow("got 401 (Bad credentials)");
  await expect(postReview(forge, 8, unchanged)).rejects.toThrow("got 404 (Not Found)");
});

test("of a branch's pull requests, the one whose head was reviewed is found; none after another push", async () => {
  expect(await forge.pullOf("someone:branch", pullHead)).toBe(7);
  expect(await forge.pullOf("someone:branch", "f".repeat(40))).toBeUndefined();
  expect(await forge.pullOf("someone:other", pullHead)).toBeUndefined();
  await expect(forge.pullOf("branch", pullHead)).rejects.toThrow("got the branch branch, want OWNER:BRANCH; fix: name who owns it");
});

test("a run that ended before its review is a comment too", async () => {
  const environment = { GITHUB_API_URL: access.api, GITHUB_REPOSITORY: access.repository, GITHUB_TOKEN: access.token };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    const missing = join(tmpdir(), "nscale-no-review", "review.json");
    const run = ["--head", "someone:branch", "--sha", pullHead, "--run", "https://forge.example/runs/1", "--review", missing];
    expect(await runPost(run)).toBe(0);
    expect(server.comments[0]?.body).toContain("the run ended before it wrote a review; fix: see https:");
    expect(server.comments[0]?.body.split("\n")[0]).toContain(pullHead);
    expect(await runPost([...run.with(3, "f".repeat(40))])).toBe(0);
    expect(server.comments).toHaveLength(1);
  } finally {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  }
});
