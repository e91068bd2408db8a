import { isMoved } from "../judge/figures.ts";
import type { Change, Review, StackReview } from "../schema.ts";
import { number, plural, signed, total } from "./figures.ts";
import { code, markdownTable, prose } from "./markdown.ts";
import { groupedResources, isNeverCut, resourceBlock, resourceLine } from "./resources.ts";
import { factSections } from "./sections.ts";
import { headlines } from "./headlines.ts";

/** The longest comment that GitHub takes, in characters. */
export const longestComment = 65_536;
/** The longest step summary, in characters: GitHub takes 1 MiB, and a character has up to three bytes. */
export const longestSummary = Math.floor((1 << 20) / 3);

/** The label that acknowledges a destructive change. */
export const acknowledgement = "destructive-acknowledged";

const encoded = (text: string) => encodeURIComponent(text).replaceAll("-", "%2D");

/** The first line of a comment. A later review of the same repository, project and stacks finds its comment by it. */
export function markerOf({
  repository,
  project,
  stacks,
}: Pick<Review, "repository" | "project"> & { readonly stacks: readonly { readonly stack: string }[] }): string {
  const names = stacks.map(({ stack }) => encoded(stack)).sort();
  return `<!-- nscale-review ${encoded(repository)} ${encoded(project)} ${names.join(",")} -->`;
}

const moved = (change: Change, digits: number) => (isMoved(change) ? signed((change.after ?? 0) - (change.before ?? 0), digits) : "");

function indexRow({ stack, status, gpus, site, operations, policies, disturbances, labels }: StackReview): string[] {
  const violations = policies.filter(({ outcome }) => outcome === "violation").length;
  const disturbed = disturbances.reduce((sum, one) => sum + one.gpus, 0);
  return [
    code(stack),
    [...new Set<string>([status, ...labels])].join(", "),
    moved(total(gpus.bySku), 0),
    moved(site.capacityMegawatts, 3),
    moved(site.facilityMegawatts, 3),
    disturbed === 0 ? "" : number(disturbed, 0),
    `${operations.create} / ${operations.update} / ${operations.replace} / ${operations.delete}`,
    violations === 0 ? "" : plural(violations, "violation"),
  ];
}

const indexHead = ["stack", "", "GPUs", "capacity MW", "facility MW", "GPUs disturbed", "create / update / replace / delete", "rules"];

/** The text above the stacks: verdict, first error, table of stacks. */
function opening(review: Review): string[] {
  const { stacks, verdict, isAcknowledged } = review;
  const shown = stacks.filter(({ status }) => status !== "unchanged");
  const unchanged = stacks.filter(({ status }) => status === "unchanged").map(({ stack }) => code(stack));
  const failed = stacks.find(({ error }) => error !== undefined);
  const isDestructive = stacks.some(({ labels }) => labels.includes("destructive"));
  return [
    markerOf(review),
    `## ${headlines[verdict]}`,
    ...(failed === undefined ? [] : [`${code(failed.stack)} could not be planned: ${prose(failed.error?.split("\n")[0] ?? "")}`]),
    ...(!isDestructive
      ? []
      : isAcknowledged
        ? [`> [!WARNING]\n> Destructive, and acknowledged.`]
        : [`> [!CAUTION]\n> Destructive. If that is meant, add the label ${code(acknowledgement)}.`]),
    ...(shown.length === 0 ? ["No changes."] : [markdownTable(indexHead, shown.map(indexRow))]),
    ...(unchanged.length === 0 || shown.length === 0 ? [] : [`Unchanged: ${unchanged.join(", ")}.`]),
  ];
}

/** A level of detail: the entries per list, and the form of resources that are never cut. */
interface Detail {
  readonly most: number;
  readonly printLasting: (resources: StackReview["resources"]) => readonly string[];
}

const details: readonly Detail[] = [
  { most: 40, printLasting: (resources) => resources.map(resourceBlock) },
  { most: 12, printLasting: (resources) => resources.map(resourceLine) },
  { most: 4, printLasting: groupedResources },
  { most: 1, printLasting: groupedResources },
];

/** A stack's part of the text: a fixed text, and resources that may be cut from the end. */
interface Part {
  readonly fixed: string;
  readonly optional: readonly string[];
}

function partOf(stack: StackReview, { most, printLasting }: Detail): Part {
  const lasting = printLasting(stack.resources.filter(isNeverCut));
  return {
    fixed: [...factSections(stack, most), ...(lasting.length === 0 ? [] : [lasting.join("\n")])].join("\n\n"),
    optional: stack.resources.filter((resource) => !isNeverCut(resource)).map(resourceBlock),
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
    for (const block of optional) {
      isFull ||= block.length + 2 > left;
      if (isFull) break;
      left -= block.length + 2;
      taken.push(block);
    }
    const cut = optional.length - taken.length;
    return `${[fixed, taken.join("\n")].filter((text) => text !== "").join("\n\n")}${cut > 0 ? cutNotice(cut) : ""}`;
  });
}

/** A link for a plain https address, else code: the review may come from an untrusted file. */
const linkTo = (page: string) => (/^https:\/\/[\w./-]+$/.test(page) ? page : code(page));

/** The review as Markdown of at most `longest` characters, cut by whole resources. Deleted and replaced resources are never cut, at worst counted by type. */
export function printComment(review: Review, longest: number = longestComment): string {
  const head = opening(review).join("\n\n");
  const shown = review.stacks.filter(({ status }) => status !== "unchanged");
  const foot = `Judged on ${review.judgedOn}. The full page: ${linkTo(review.fullPage)}`;
  const frame = head.length + foot.length + 6 + shown.length * 2;
  for (const detail of details) {
    const parts = shown.map((stack) => partOf(stack, detail));
    const room = longest - frame - parts.reduce((sum, { fixed }) => sum + fixed.length, 0);
    if (room >= parts.length * noticeLength) return `${[head, ...fill(parts, room), foot].join("\n\n")}\n`;
  }
  return `${head}\n\nThe stacks do not fit here.\n\n${foot}\n`;
}
