import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { digestOf } from "../../policies/formats/canonical.ts";
import { decidingFiles, type DecidingPart } from "../../policies/formats/deciding.ts";
import type { Origin } from "../../policies/formats/evidence.ts";

const manifest = z.object({
  version: z.string(),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

/** Packages that take part in a verdict, whose versions the manifest pins. */
const judging = ["@pulumi/policy", "@pulumi/pulumi", "@pulumi/kubernetes", "zod", "ipaddr.js", "tldts"];

/** What judges in a checkout: its commit, a digest of each part that decides a verdict, and the versions of the tools. */
export function originOf(repository: string): Origin {
  const commit = git(repository, "rev-parse", "HEAD");
  const { version, dependencies, devDependencies } = manifest.parse(JSON.parse(readFileSync(join(repository, "package.json"), "utf8")));
  const pinned = { ...devDependencies, ...dependencies };
  return {
    commit: commit ?? null,
    isChanged: commit !== undefined && git(repository, "status", "--porcelain", "--untracked-files=normal") !== "",
    deciding: Object.fromEntries(Object.entries(decidingFiles(repository)).map(([part, files]) => [part, digestOf(files)])) as Record<
      DecidingPart,
      string
    >,
    tools: {
      "nscale-infrastructure": version,
      node: process.version,
      ...Object.fromEntries(judging.map((name) => [name, pinned[name] ?? "not pinned"])),
    },
  };
}

/** What git says of a checkout; undefined where it is none. */
function git(repository: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync("git", ["-C", repository, ...args], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}
