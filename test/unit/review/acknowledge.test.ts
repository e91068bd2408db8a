import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { run as runAcknowledge } from "../../../cli/tasks/review-acknowledge.ts";
import { acknowledgementLines, acknowledgementsIn, reviewDigest } from "../../../review/judge/acknowledgement.ts";
import { acknowledge } from "../../../review/post/acknowledge.ts";
import { gitHub, type GitHubAccess } from "../../../review/post/github.ts";
import { gitLab } from "../../../review/post/gitlab.ts";
import { postReview } from "../../../review/post/post.ts";
import { LocalForge, pullHead } from "../../support/forge.ts";
import { LocalGitLab } from "../../support/gitlab.ts";
import { planOf, reviewOf, step } from "../../support/review-plans.ts";

const namespace = step("delete", { type: "kubernetes:core/v1:Namespace" });
const seal = "0".repeat(24);
const destructive = reviewOf([planOf("narvik", [namespace], { seal })], { head: pullHead });
const unchanged = reviewOf([planOf("narvik", [step("same")])], { head: pullHead });
const weaker = {
  isAcknowledged: false,
  changes: [{ of: "rule" as const, change: "removed" as const, name: "a", text: "the rule is gone" }],
};
const both = reviewOf([planOf("narvik", [namespace])], { head: pullHead, judge: weaker });
const acknowledgement = `acknowledge ${reviewDigest(destructive)}`;

let server: LocalForge;
let access: GitHubAccess;
beforeEach(async () => {
  server = new LocalForge();
  access = await server.start();
});
afterEach(() => server.stop());

const say = (author: string, body: string, isEdited = false) =>
  server.comments.push({ id: server.comments.length + 100, body, isOurs: false, author, isEdited });
const status = () => {
  const { state, description } = server.statuses.at(-1) ?? {};
  return [state, description];
};

describe("a digest", () => {
  test("is of the commit, the plan and what is found, and not of the verdict", () => {
    const digest = reviewDigest(destructive);
    expect(digest).toMatch(/^[0-9a-f]{24}$/);
    expect(reviewDigest({ ...destructive, verdict: "clear", isAcknowledged: true, judgedOn: "2027-01-01" })).toBe(digest);
    const others = [
      { ...destructive, head: "f".repeat(40) },
      reviewOf([planOf("narvik", [namespace], { seal: "1".repeat(24) })], { head: pullHead }),
      reviewOf([planOf("narvik", [namespace, step("update")], { seal })], { head: pullHead }),
      { ...destructive, judge: weaker },
    ];
    expect(new Set([digest, ...others.map(reviewDigest)]).size).toBe(5);
  });

  test("is what a comment names, one line each for the change and for what judges it", () => {
    const digest = reviewDigest(both);
    expect(acknowledgementLines(both).map(({ line }) => line)).toEqual([`acknowledge ${digest}`, `acknowledge rules ${digest}`]);
    expect(acknowledgementsIn(`Fine.\r\n \`acknowledge ${digest}\` \nacknowledge rules ${digest}`)).toEqual([
      `acknowledge ${digest}`,
      `acknowledge rules ${digest}`,
    ]);
    expect(acknowledgementsIn(`> acknowledge ${digest}\nplease acknowledge ${digest}\nacknowledge ${digest}0`)).toEqual([]);
  });
});

describe("at GitHub", () => {
  test("a review without an objection passes, one that is refused does not, and one that waits says for what", async () => {
    const forge = gitHub(access);
    await postReview(forge, 7, unchanged);
    expect(status()).toEqual(["success", "no objection"]);
    await postReview(forge, 7, reviewOf([planOf("narvik", [], { error: "a fault" })], { head: pullHead }));
    expect(status()).toEqual(["failure", "blocked by a rule or an error"]);
    await postReview(forge, 7, both);
    expect(status()).toEqual([
      "pending",
      acknowledgementLines(both)
        .map(({ line }) => line)
        .join("; "),
    ]);
    expect(server.statuses.map(({ context, sha }) => [context, sha])).toEqual(Array(3).fill(["nscale/review", pullHead]));
    expect(server.comments[0]?.body).toContain(
      `> Destructive. If that is meant, somebody who may merge and did not write it comments: \`acknowledge ${reviewDigest(both)}\``,
    );
  });

  test("a file cannot say that it is harmless, or acknowledged", async () => {
    const [stack] = destructive.stacks;
    if (stack === undefined) throw new Error("no stack");
    const forged = { ...destructive, verdict: "clear" as const, isAcknowledged: true, stacks: [{ ...stack, labels: [], headline: [] }] };
    await postReview(gitHub(access), 7, forged);
    expect(status()).toEqual(["pending", acknowledgement]);
    expect(server.labels).toEqual(["destructive"]);
    expect(server.comments[0]?.body).toContain("## Destructive change, not acknowledged");
  });

  test("who wrote the change, who may not merge, and an edited comment acknowledge nothing", async () => {
    const forge = gitHub(access);
    await postReview(forge, 7, destructive);
    for (const author of ["someone", "Someone", "helper", "carl", "nobody"]) say(author, acknowledgement);
    say("ada", acknowledgement, true);
    say("ada", `acknowledge ${"0".repeat(24)}`);
    expect(await acknowledge(forge, 7)).toBe(`not acknowledged: ${acknowledgement}`);
    expect(status()[0]).toBe("pending");
  });

  test("another person's comment on this digest lets the commit pass, and its comment says who it was", async () => {
    const forge = gitHub(access);
    await postReview(forge, 7, destructive);
    say("ada", `Agreed with the tenant.\n${acknowledgement}`);
    expect(await acknowledge(forge, 7)).toBe("acknowledged by ada");
    expect(status()).toEqual(["success", "acknowledged by ada"]);
    expect(server.comments[0]?.body).toContain("\n## Destructive change, acknowledged by ada\n");
    await postReview(forge, 7, destructive);
    expect(status()).toEqual(["success", "acknowledged by ada"]);
  });

  test("a change and what judges it are acknowledged apart, by different people if they like", async () => {
    const forge = gitHub(access);
    await postReview(forge, 7, both);
    const [change = "", rules = ""] = acknowledgementLines(both).map(({ line }) => line);
    say("ada", change);
    expect(await acknowledge(forge, 7)).toBe(`not acknowledged: ${rules}`);
    say("bea", rules);
    expect(await acknowledge(forge, 7)).toBe("acknowledged by ada, bea");
  });

  test("another commit, or another plan of the same one, has to be acknowledged anew", async () => {
    const forge = gitHub(access);
    await postReview(forge, 7, destructive);
    say("ada", acknowledgement);
    await acknowledge(forge, 7);
    const other = reviewOf([planOf("narvik", [namespace, step("update")], { seal })], { head: pullHead });
    await postReview(forge, 7, other);
    expect(status()).toEqual(["pending", `acknowledge ${reviewDigest(other)}`]);
    server.head = "f".repeat(40);
    expect(await acknowledge(forge, 7)).toBe(`the review of ${server.head} asks for no acknowledgement`);
    await expect(postReview(forge, 7, destructive)).rejects.toThrow(
      `got a review of ${pullHead}, want one of the pull request's head, ${server.head}; fix: review that`,
    );
    await postReview(forge, 7, { ...destructive, head: server.head });
    expect(status()[0]).toBe("pending");
  });

  test("the command says what came of it", async () => {
    for (const [name, value] of Object.entries({
      GITHUB_API_URL: access.api,
      GITHUB_REPOSITORY: access.repository,
      GITHUB_TOKEN: access.token,
    }))
      vi.stubEnv(name, value);
    const said = [vi.spyOn(process.stdout, "write"), vi.spyOn(process.stderr, "write")].map((spy) => spy.mockReturnValue(true));
    try {
      expect(await runAcknowledge(["--pull", "7"])).toBe(0);
      expect(await runAcknowledge(["--pull", "seven"])).toBe(1);
      expect(said.map(({ mock }) => mock.calls.map(([text]) => text))).toEqual([
        [`the review of ${pullHead} asks for no acknowledgement\n`],
        ["got --pull seven, want the number of a pull request; fix: npm run review:acknowledge -- --pull NUMBER\n"],
      ]);
    } finally {
      vi.unstubAllEnvs();
      vi.restoreAllMocks();
    }
  });
});

test("at GitLab a note of another member acknowledges, once the review is posted again", async () => {
  const gitlab = new LocalGitLab();
  const forge = gitLab(await gitlab.start());
  try {
    await postReview(forge, 7, destructive);
    for (const author of ["someone", "carl", "ad"])
      gitlab.notes.push({ id: 900 + gitlab.notes.length, body: acknowledgement, isOurs: false, author });
    await postReview(forge, 7, destructive);
    gitlab.notes.push({ id: 950, body: acknowledgement, isOurs: false, author: "ada" });
    await postReview(forge, 7, destructive);
    expect(await acknowledge(forge, 7)).toBe(`the review of ${pullHead} asks for no acknowledgement`);
    expect(gitlab.statuses.map(({ name, status: state, description }) => [name, state, description])).toEqual([
      ["nscale/review", "failed", acknowledgement],
      ["nscale/review", "failed", acknowledgement],
      ["nscale/review", "success", "acknowledged by ada"],
    ]);
  } finally {
    await gitlab.stop();
  }
});
