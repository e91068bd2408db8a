import { expect, test } from "vitest";
import { linesOf } from "../../../review/render/differences.ts";
import { printPage } from "../../../review/page/page.ts";
import { printComment } from "../../../review/render/comment.ts";
import { printTerminal } from "../../../review/render/terminal.ts";
import { planOf, reviewOf, step } from "../../support/review-plans.ts";

const told = (before: unknown, after: unknown) =>
  linesOf({ path: "spec.list", before: before as string, after: after as string }).map(({ sign, text }) => `${sign} ${text}`);

/** Fifteen networks. */
const cidrs = Array.from({ length: 15 }, (_, index) => `10.${index}.0.0/16`);

test("lists are sets: what comes, what goes, and an order that changes", () => {
  expect(told(cidrs, [...cidrs, "0.0.0.0/0"])).toEqual(["  spec.list: 15 → 16 items, 15 as before", "+ 0.0.0.0/0"]);
  expect(told([{ a: 1 }, { a: 2 }], [{ a: 3 }, { a: 2 }])).toEqual(["  spec.list: 2 → 2 items, 1 as before", '- {"a":1}', '+ {"a":3}']);
  expect(told(["a", "a"], ["a"])).toEqual(["  spec.list: 2 → 1 items, 1 as before", "- a"]);
  expect(told(["a", "b"], ["b", "a"])).toEqual(["! spec.list: in another order: a, b → b, a"]);
});

test("texts are compared by line, with three lines around each change", () => {
  const text = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
  const changed = text.with(9, "another");
  expect(told(text.join("\n"), changed.join("\n"))).toEqual([
    "  spec.list: line 7",
    "  line 7",
    "  line 8",
    "  line 9",
    "- line 10",
    "+ another",
    "  line 11",
    "  line 12",
    "  line 13",
  ]);
});

test("other values stand in one line, whole", () => {
  const long = "a".repeat(2000);
  expect(told("a", long)).toEqual([`! spec.list: a → ${long}`]);
  expect(told(undefined, { a: 1 })).toEqual(['+ spec.list: {"a":1}']);
  expect(told([1], undefined)).toEqual(["- spec.list: [1]"]);
});

test("the comment says where it cuts; page and file hold everything", () => {
  const words = Array.from({ length: 200 }, (_, index) => `10.0.${index}.0/24`);
  const review = reviewOf([
    planOf("narvik", [step("update", { before: { list: [], long: "a" }, after: { list: words, long: "b".repeat(900) } })]),
  ]);
  const comment = printComment(review);
  expect(comment).toContain("cut here: 162 more lines; whole in the full page");
  expect(comment).not.toContain("10.0.199.0/24");
  const page = printPage(review);
  for (const word of [...words, "b".repeat(900)]) expect(page).toContain(word);
  expect(review.stacks[0]?.resources[0]?.differences[0]?.after).toEqual(words);
});

test("a text that would read as another is shown as what it is, in every form", () => {
  const name = "Arctic \u202e SA\u200b";
  const review = reviewOf([planOf("narvik", [step("update", { name, before: { [name]: "a" }, after: { [name]: name } })])]);
  for (const text of [printComment(review), printPage(review), printTerminal(review, false)]) {
    // The comment itself parts mentions and links by zero-width spaces; there are none in this one.
    expect(text).not.toMatch(/[\u202e\u200b]/);
  }
  expect(printComment(review)).toContain("Arctic ⟨U+202E⟩ SA⟨U+200B⟩");
});

test("a character of two halves is never cut in two", () => {
  const review = reviewOf([planOf("narvik", [step("update", { after: { data: `${"a".repeat(380)}${"😀".repeat(40)}` } })])]);
  expect(printComment(review)).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
});
