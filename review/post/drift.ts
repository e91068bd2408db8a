import type { Forge } from "./forge.ts";

/** The label of issues about drift. */
const label = "drift";

/** The longest body that every forge takes, in characters. */
const longest = 60_000;

const fenceOf = (text: string): string => "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));

function bodyOf(stackName: string, lines: readonly string[]): string {
  const text = lines.join("\n").slice(0, longest);
  const fence = fenceOf(text);
  return `Clusters or rendered manifests of \`${stackName}\` are not as its last update left them:

${fence}text
${text}
${fence}

\`npm start -- ${stackName}\` makes again what was deleted, and says what another manager holds. \`npm run drift -- ${stackName}\` tells this again; the issue is closed once there is no drift.`;
}

/**
 * Keeps one open issue a stack while it drifts: opens it, brings it up to date, closes it.
 *
 * @param lines what differs; none when nothing does
 */
export async function keepDriftIssue(
  forge: Forge,
  stackName: string,
  lines: readonly string[],
): Promise<"opened" | "updated" | "unchanged" | "closed" | "none"> {
  const title = `Drift of ${stackName}`;
  const known = (await forge.issues(label)).find((issue) => issue.title === title);
  if (lines.length === 0) {
    if (known === undefined) return "none";
    await forge.closeIssue(known.number);
    return "closed";
  }
  const body = bodyOf(stackName, lines);
  if (known === undefined) {
    await forge.createIssue({ title, body }, label);
    return "opened";
  }
  // A forge may write line ends of its own.
  if (known.body.replaceAll("\r\n", "\n") === body) return "unchanged";
  await forge.editIssue(known.number, body);
  return "updated";
}
