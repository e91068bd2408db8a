import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";

/** Parts of the repository that decide a verdict, by what they are; a file belongs to the first that holds it. */
const parts = {
  law: ["policies/law"],
  exemptions: ["policies/exemptions.yaml"],
  judge: [
    "policies/lib",
    "policies/verdicts",
    "policies/formats",
    "policies/all",
    "cli/policy",
    "cli/review",
    "cli/tasks/policy.ts",
    "cli/tasks/review.ts",
    "cli/tasks/review-post.ts",
    "cli/stack/gate.ts",
    "review",
  ],
  rules: ["policies"],
  facts: ["components"],
  workflows: [".github/workflows", ".gitlab-ci.yml"],
  tools: ["package-lock.json", "package.json", ".nvmrc", "cli/engine/versions.ts"],
} as const;

export type DecidingPart = keyof typeof parts;

/** Mutations break a rule to test it, and decide nothing. */
const idle = /^policies\/(mutations|breaks)\/|\.(md|css)$/;

export const sha256 = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");

function filesUnder(root: string, path: string): string[] {
  const at = join(root, path);
  if (!existsSync(at)) return [];
  if (!statSync(at).isDirectory()) return [path];
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .split(sep)
        .join("/"),
    );
}

/** The digest of each file of a checkout that decides a verdict, by part and then by path. */
export function decidingFiles(root: string): Readonly<Record<DecidingPart, Readonly<Record<string, string>>>> {
  const taken = new Set<string>();
  const digestsOf = (paths: readonly string[]) => {
    const files = paths.flatMap((path) => filesUnder(root, path)).filter((file) => !taken.has(file) && !idle.test(file));
    for (const file of files) taken.add(file);
    return Object.fromEntries(files.sort().map((file) => [file, sha256(readFileSync(join(root, file)))]));
  };
  return Object.fromEntries(Object.entries(parts).map(([part, paths]) => [part, digestsOf(paths)])) as Record<
    DecidingPart,
    Record<string, string>
  >;
}
