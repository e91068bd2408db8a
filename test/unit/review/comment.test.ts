import { describe, expect, test } from "vitest";
import { headOf, longestComment, markerOf, printComment } from "../../../review/render/comment.ts";
import { code, fenced, prose } from "../../../review/render/markdown.ts";
import { printTerminal } from "../../../review/render/terminal.ts";
import { printPage } from "../../../review/page/page.ts";
import type { Step } from "../../../review/plan/step.ts";
import { planOf, reviewOf, step } from "../../support/review-plans.ts";

const many = (count: number, make: (index: number) => Step): Step[] => Array.from({ length: count }, (_, index) => make(index));
const namespace = "kubernetes:core/v1:Namespace";

/** True if every code fence that opens is closed, line by line as GitHub reads them. */
function fencesAreBalanced(text: string): boolean {
  let open: string | undefined;
  for (const line of text.split("\n")) {
    const fence = /^\s*(`{3,})/.exec(line)?.[1];
    if (fence === undefined) continue;
    if (open === undefined) open = fence;
    else if (fence.length >= open.length && line.trim() === fence) open = undefined;
  }
  return open === undefined;
}

describe("a comment that is too long", () => {
  const updates = many(10_000, (index) => step("update", { name: `facts-${index}`, after: { data: { site: `after ${index}` } } }));

  test("is cut by whole resources, and counts those cut", () => {
    const text = printComment(reviewOf([planOf("narvik", updates)]));
    expect(text.length).toBeLessThanOrEqual(longestComment);
    expect(text.length).toBeGreaterThan(longestComment * 0.95);
    expect(fencesAreBalanced(text)).toBe(true);
    const shown = text.match(/^- \*\*update\*\*/gm)?.length ?? 0;
    expect(text).toContain(`${(10_000 - shown).toLocaleString("en")} more resources in the full page.`);
  });

  test("keeps deleted and replaced resources", () => {
    const removed = many(100, (index) => step(index % 2 === 0 ? "delete" : "replace", { type: namespace, name: `tenant-${index}` }));
    const text = printComment(reviewOf([planOf("narvik", [...updates, ...removed])]));
    expect(text.length).toBeLessThanOrEqual(longestComment);
    for (const { name } of removed) expect(text).toContain(`${namespace} ${name}\``);
  });

  test("counts deleted resources by type if even they do not fit", () => {
    const removed = many(10_000, (index) => step("delete", { type: namespace, name: `tenant-${index}` }));
    const text = printComment(reviewOf([planOf("narvik", removed)]));
    expect(text.length).toBeLessThanOrEqual(longestComment);
    expect(text).toContain(`- **delete** 10,000 × \`${namespace}\``);
  });

  test("keeps a part for each of many stacks", () => {
    const plans = Array.from({ length: 12 }, (_, index) => planOf(`site-${index}`, updates.slice(0, 1000)));
    const text = printComment(reviewOf(plans));
    expect(text.length).toBeLessThanOrEqual(longestComment);
    for (const { stack } of plans) expect(text).toContain(`### \`${stack}\`: changed`);
  });
});

describe("a comment", () => {
  test("without changes says so", () => {
    expect(printComment(reviewOf([planOf("narvik", [step("same")])]))).toBe(
      [
        "<!-- nscale-review example%2Fsites nscale uncommitted -->",
        "## No objection to this change",
        "No changes.",
        "Judged on 2026-11-15. The full page: `out/review/review.html`\n",
      ].join("\n\n"),
    );
  });

  test("on a failed stack puts the first error on top, and keeps the other stacks", () => {
    const text = printComment(
      reviewOf([planOf("narvik", [step("update")]), planOf("texas", [], { error: "stacks/texas.ts: asOf: got soon\nmore" })]),
    );
    expect(text.split("\n\n").slice(1, 3)).toEqual([
      "## Change blocked by a rule or an error",
      [
        "- `texas`: could not be planned: stacks/texas.ts: asOf: got soon.",
        "- `narvik`: 1 resource changed, and nothing of it reaches work, data, law, power or a promise.",
      ].join("\n"),
    ]);
    expect(text).toContain("```text\nstacks/texas.ts: asOf: got soon\nmore\n```");
    expect(text).toContain("### `narvik`: changed");
  });

  test("tells an error of several stacks once", () => {
    const error = "got base nope, want a commit; fix: correct the name";
    const text = printTerminal(reviewOf(["narvik", "texas", "fleet"].map((stack) => planOf(stack, [], { error }))), false);
    expect(text.split("\n").filter((line) => line !== "")).toEqual([
      "fleet: failed ",
      `  ${error}`,
      "narvik: failed ",
      "  the same error as fleet",
      "texas: failed ",
      "  the same error as fleet",
      "change blocked by a rule or an error",
    ]);
  });

  test("begins with a marker of exactly its repository and project, and with its commit", () => {
    const of = { repository: "a/b", project: "nscale" };
    const head = "0123456789abcdef0123456789abcdef01234567";
    const text = printComment(reviewOf([planOf("narvik", [step("update")])], { repository: "a/b", head }));
    expect(text.split("\n")[0]).toBe(`<!-- nscale-review a%2Fb nscale ${head} -->`);
    expect(text.trim().split("\n").at(-1)).toBe("Judged on 2026-11-15 of 0123456789ab. The full page: `out/review/review.html`");
    expect(headOf(text, of)).toBe(head);
    expect([headOf(text, { ...of, project: "nscal" }), headOf(`x${text}`, of)]).toEqual([undefined, undefined]);
    expect(markerOf({ repository: "--> <b>", project: "nscale" })).toBe("<!-- nscale-review %2D%2D%3E%20%3Cb%3E nscale ");
  });
});

const hostile = "`x` | <img src=x onerror=alert(1)> @octocat #1 GH-2 [a](https://example.com) www.example.com\n```\n# head";

describe("text from resources", () => {
  test("becomes no markup, mention or link", () => {
    expect(code(hostile)).toBe(
      "```` `x` \\| <img src=x onerror=alert(1)> @octocat #1 GH-2 [a](https://example.com) www.example.com ``` # head ````",
    );
    expect(prose(hostile)).toBe(
      "\\`x\\` \\| &lt;img src=x onerror=alert(1)&gt; @\u200boctocat #\u200b1 GH-\u200b2 \\[a\\](https:\u200b//example.com) www\u200b.example.com \\`\\`\\` # head",
    );
    expect(fenced("diff", ["```", "@octocat"])).toBe("````diff\n```\n@octocat\n````");
  });

  test("does no harm in any form of a review", () => {
    const review = reviewOf([
      planOf("narvik", [
        step("update", { name: hostile, before: { [hostile]: "a" }, after: { [hostile]: hostile } }),
        step("delete", { name: hostile, type: namespace }),
      ]),
      planOf("texas", [], { error: hostile }),
    ]);
    const comment = printComment(review);
    expect(fencesAreBalanced(comment)).toBe(true);
    // Outside code, neither a tag nor a mention is left.
    const outside = comment.replaceAll("\\`", "").replace(/(`+)[^`][\s\S]*?[^`]?\1(?!`)/g, "");
    expect(outside).not.toMatch(/<img|@octocat/);
    expect(printPage(review)).not.toContain("<img");
    expect(printTerminal(reviewOf([planOf("narvik", [], { error: "\u001b[2Jgone" })]), false)).not.toContain("\u001b");
  });
});

test("the terminal's text has no colour codes without colours", () => {
  const review = reviewOf([planOf("narvik", [step("update")]), planOf("texas", [step("same")])]);
  expect(printTerminal(review, false)).toBe(
    "\nnarvik: changed 1 to update\n  1 resource changed, and nothing of it reaches work, data, law, power or a promise\n\ntexas: unchanged\n\nno objection to this change\n",
  );
  expect(printTerminal(review, true)).toContain("\u001b[");
});
