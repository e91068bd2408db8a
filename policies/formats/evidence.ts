import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "./report.ts";

const repository = join(import.meta.dirname, "..", "..");

const digest = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

/** JSON whose bytes follow from the value alone: keys in their order. */
function canonical(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(canonical);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, canonical(item)]));
}

/** Folders of the rules, and of the facts they take from the catalogue. */
const ruleFolders = ["policies", "components"];

/** One hash over the files that decide a verdict, whatever machine they lie on. */
function rulesDigest(): string {
  const files = ruleFolders
    .flatMap((folder) => readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)))
    .filter((name) => name.endsWith(".ts"))
    .sort();
  return digest(files.map((name) => `${name}\n${readFileSync(join(repository, name), "utf8")}`).join("\n"));
}

/** The evidence as a compliance officer files it: the same input gives the same bytes. */
export function printEvidence({ stack, subjects, judgements, exemptions, expiring, until, rules }: Report): string {
  const lawByDate = new Map(judgements.map(({ date, law }) => [date, law]));
  const evidence = {
    version: 1,
    stack,
    inputs: subjects.map(({ source, from, asOf, resources }) => ({
      source,
      from,
      asOf,
      digest: digest(JSON.stringify(canonical(resources))),
      resources: resources.length,
    })),
    rules: { digest: rulesDigest(), count: rules.length },
    dates: { judged: [...lawByDate.keys()].sort(), expiringUntil: until },
    law: [...lawByDate].map(([date, inForce]) => ({ date, inForce })),
    results: judgements.flatMap(({ source, date, results }) => results.map((result) => ({ source, date, ...result }))),
    exemptions: exemptions.filter((one) => one.stack === stack),
    expiring,
  };
  return `${JSON.stringify(evidence, null, 2)}\n`;
}
