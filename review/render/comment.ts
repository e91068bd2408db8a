import { acknowledgementLines, type Acknowledgeable } from "../judge/acknowledgement.ts";
import { isMoved } from "../judge/figures.ts";
import type { Change, Review, StackReview } from "../schema.ts";
import { number, plural, signed } from "./figures.ts";
import { code, markdownTable, proseOf } from "./markdown.ts";
import { groupedBlocks, groupedResources, isNeverCut, removedResources, resourceBlock, resourceLine } from "./resources.ts";
import { factSections, judgeSection } from "./sections.ts";
import { headlines } from "./headlines.ts";

/** The longest comment that GitHub takes, in characters. */
export const longestComment = 65_536;
/** The longest step summary, in characters: GitHub takes 1 MiB, and a character has up to three bytes. */
export const longestSummary = Math.floor((1 << 20) / 3);

const shownJudgeLines = 20;

const encoded = (text: string) => encodeURIComponent(text).replaceAll("-", "%2D");

/** The beginning of a comment's first line. A later review of the same repository and project finds its comment by it. */
export const markerOf = ({ repository, project }: Pick<Review, "repository" | "project">): string =>
  `<!-- nscale-review ${encoded(repository)} ${encoded(project)} `;

/** The first line of a comment: its marker, and the commit that it is about. */
const firstLineOf = (review: Review): string => `${markerOf(review)}${review.head ?? "uncommitted"} -->`;

/** The commit that a comment is about, from its first line; undefined if the line has another marker, or none. */
export function headOf(body: string, review: Pick<Review, "repository" | "project">): string | undefined {
  const line = body.split(/\r?\n/, 1)[0] ?? "";
  const marker = markerOf(review);
  return line.startsWith(marker) && line.endsWith(" -->") ? line.slice(marker.length, -" -->".length) : undefined;
}

/** A posted comment once somebody acknowledged what it is about. */
export const acknowledgedComment = (body: string, by: string): string =>
  body.replace(/^(## .*), not acknowledged$/m, `$1, acknowledged by ${by}`);

/** How a change is acknowledged: at the forge by a comment on exactly this commit and review, else by an option. */
function howToAcknowledge(review: Review, of: Acknowledgeable): string {
  const wanted = acknowledgementLines(review).find((one) => one.of === of);
  if (review.head === undefined || wanted === undefined)
    return `If that is meant, review it with ${code(of === "rules" ? "--acknowledged-rules" : "--acknowledged")}.`;
  return `If that is meant, somebody who may merge and did not write it comments: ${code(wanted.line)}`;
}

const moved = (change: Change, digits: number) => (isMoved(change) ? signed((change.after ?? 0) - (change.before ?? 0), digits) : "");

/** GPUs that come and go, by kind: one kind in another's place is no zero. */
const skusMoved = ({ gpus }: StackReview): string =>
  Object.entries(gpus.bySku)
    .filter(([, change]) => isMoved(change))
    .map(([sku, change]) => `${code(sku)} ${moved(change, 0)}`)
    .join(", ");

/** GPUs whose running work ends: by their machines, or by Slurm. */
export function disturbedGpus({ disturbances, slurm }: StackReview): number {
  const own = Map.groupBy([...disturbances, ...slurm], ({ cluster }) => cluster);
  // A cluster's machines and its Slurm are the same GPUs.
  return [...own.values()].reduce((sum, each) => sum + Math.max(...each.map(({ gpus }) => gpus)), 0);
}

interface Column {
  readonly head: string;
  readonly cell: (review: StackReview) => string;
}

const columns: readonly Column[] = [
  { head: "stack", cell: ({ stack }) => code(stack) },
  { head: "status", cell: ({ status, labels }) => [...new Set<string>([status, ...labels])].join(", ") },
  { head: "GPUs", cell: skusMoved },
  { head: "capacity MW", cell: ({ site }) => moved(site.capacityMegawatts, 3) },
  { head: "facility MW", cell: ({ site }) => moved(site.facilityMegawatts, 3) },
  { head: "GPUs disturbed", cell: (review) => (disturbedGpus(review) === 0 ? "" : number(disturbedGpus(review), 0)) },
  {
    head: "violations",
    cell: ({ policies }) => {
      const violations = policies.filter(({ outcome }) => outcome === "violation").length;
      return violations === 0 ? "" : number(violations, 0);
    },
  },
];

/** One row a stack. A column in which no stack has anything is left out. */
function indexOf(stacks: readonly StackReview[]): string {
  const used = columns.filter(({ cell }) => stacks.some((stack) => cell(stack) !== ""));
  return markdownTable(
    used.map(({ head }) => head),
    stacks.map((stack) => used.map(({ cell }) => cell(stack))),
  );
}

const longestSentence = 700;

/** A stack's change in one sentence of facts. */
const sentenceOf = ({ stack, headline }: StackReview): string[] =>
  headline.length === 0 ? [] : [`- ${code(stack)}: ${proseOf(headline.join("; "), longestSentence)}.`];

/** The text above the stacks: verdict, first error, table of stacks. */
function opening(review: Review): string[] {
  const { stacks, verdict, isAcknowledged, judge } = review;
  const shown = stacks.filter(({ status }) => status !== "unchanged");
  const unchanged = stacks.filter(({ status }) => status === "unchanged").map(({ stack }) => code(stack));
  const isDestructive = stacks.some(({ labels }) => labels.includes("destructive"));
  return [
    firstLineOf(review),
    `## ${headlines[verdict]}`,
    ...(shown.length === 0 ? [] : [shown.flatMap(sentenceOf).join("\n")]),
    ...(!isDestructive
      ? []
      : isAcknowledged
        ? [`> [!WARNING]\n> Destructive, and acknowledged.`]
        : [`> [!CAUTION]\n> Destructive. ${howToAcknowledge(review, "destruction")}`]),
    ...(judge?.isAcknowledged === false
      ? [
          `> [!CAUTION]\n> Rules, exemptions, review code or workflows change. The base's rules judged too. ${howToAcknowledge(review, "rules")}`,
        ]
      : []),
    ...judgeSection(review, shownJudgeLines),
    ...(shown.length === 0 ? ["No changes."] : shown.length > 1 || shown.some(({ error }) => error === undefined) ? [indexOf(shown)] : []),
    ...(unchanged.length === 0 || shown.length === 0 ? [] : [`Unchanged: ${unchanged.join(", ")}.`]),
  ];
}

/** A level of detail: the entries per list, and the form of resources that are never cut. */
interface Detail {
  readonly most: number;
  readonly printLasting: (resources: StackReview["resources"]) => readonly string[];
}

const details: readonly Detail[] = [
  { most: 40, printLasting: (resources) => removedResources(resources, resourceBlock) },
  { most: 12, printLasting: (resources) => removedResources(resources, resourceLine) },
  { most: 4, printLasting: groupedResources },
  { most: 1, printLasting: groupedResources },
];

/** A stack's part of the text: a fixed text, and resources that may be cut from the end. */
interface Part {
  readonly fixed: string;
  readonly optional: readonly { readonly block: string; readonly count: number }[];
}

/** Blocks one below the other. A folded one needs a free line around it. */
const joined = (blocks: readonly string[]): string =>
  blocks
    .join("\n")
    .replace(/<\/details>\n(?!\n)/g, "</details>\n\n")
    .replace(/([^\n])\n<details>/g, "$1\n\n<details>");

function partOf(stack: StackReview, { most, printLasting }: Detail): Part {
  const lasting = printLasting(stack.resources.filter(isNeverCut));
  return {
    fixed: [...factSections(stack, most), ...(lasting.length === 0 ? [] : [joined(lasting)])].join("\n\n"),
    optional: groupedBlocks(stack.resources.filter((resource) => !isNeverCut(resource))),
  };
}

const cutNotice = (cut: number) => `\n\n${plural(cut, "more resource")} in the full page.`;
/** The longest notice of cut resources. */
const noticeLength = cutNotice(1_000_000).length;

/** Fills the room with optional blocks, the worst stack's first. A stack with cut resources states their number. */
function fill(parts: readonly Part[], room: number): string[] {
  let left = room - parts.length * noticeLength;
  let isFull = false;
  return parts.map(({ fixed, optional }) => {
    const taken: string[] = [];
    let cut = optional.reduce((sum, { count }) => sum + count, 0);
    for (const { block, count } of optional) {
      isFull ||= block.length + 2 > left;
      if (isFull) break;
      left -= block.length + 2;
      taken.push(block);
      cut -= count;
    }
    return `${[fixed, joined(taken)].filter((text) => text !== "").join("\n\n")}${cut > 0 ? cutNotice(cut) : ""}`;
  });
}

/** A link for a plain https address, else code: the review may come from an untrusted file. */
const linkTo = (page: string) => (/^https:\/\/[\w./-]+$/.test(page) ? page : code(page));

/** The review as Markdown of at most `longest` characters, cut by whole resources. Deleted and replaced resources are never cut, at worst counted by type. */
export function printComment(review: Review, longest: number = longestComment): string {
  const head = opening(review).join("\n\n");
  const shown = review.stacks.filter(({ status }) => status !== "unchanged");
  const of = review.head === undefined ? "" : ` of ${review.head.slice(0, 12)}`;
  const foot = `Judged on ${review.judgedOn}${of}. The full page: ${linkTo(review.fullPage)}`;
  const frame = head.length + foot.length + 6 + shown.length * 2;
  for (const detail of details) {
    const parts = shown.map((stack) => partOf(stack, detail));
    const room = longest - frame - parts.reduce((sum, { fixed }) => sum + fixed.length, 0);
    if (room >= parts.length * noticeLength) return `${[head, ...fill(parts, room), foot].join("\n\n")}\n`;
  }
  return `${head}\n\nThe stacks do not fit here.\n\n${foot}\n`;
}
