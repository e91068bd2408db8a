import { canonical, digestOf } from "./canonical.ts";
import type { DecidingPart } from "./deciding.ts";
import type { Report } from "./report.ts";

/** What judged: the checkout, everything in it that decides a verdict, and the tools. */
export interface Origin {
  /** The commit of the checkout; null where it is no Git checkout. */
  readonly commit: string | null;
  /** True if files differ from the commit. */
  readonly isChanged: boolean;
  /** The digest of each part that decides a verdict. */
  readonly deciding: Readonly<Record<DecidingPart, string>>;
  /** Version by tool. */
  readonly tools: Readonly<Record<string, string>>;
}

/** The evidence as a compliance officer files it: the same input, judged by the same checkout, gives the same bytes. */
export function printEvidence({ stack, subjects, judgements, exemptions, expiring, until, rules }: Report, origin: Origin): string {
  const lawByDate = new Map(judgements.map(({ date, law }) => [date, law]));
  const evidence = {
    version: 2,
    stack,
    inputs: subjects.map(({ source, from, asOf, resources }) => ({
      source,
      from,
      asOf,
      digest: digestOf(resources),
      resources: resources.length,
    })),
    origin,
    rules: {
      count: rules.length,
      parameters: Object.fromEntries(rules.map(({ name, parameters }) => [name, parameters.parse({}) as object] as const).filter(isSet)),
    },
    dates: { judged: [...lawByDate.keys()].sort(), expiringUntil: until },
    law: [...lawByDate].map(([date, inForce]) => ({ date, inForce })),
    results: judgements.flatMap(({ source, date, results }) => results.map((result) => ({ source, date, ...result }))),
    exemptions: exemptions.filter((one) => one.stack === stack),
    expiring,
  };
  return `${JSON.stringify(canonical(evidence), null, 2)}\n`;
}

const isSet = ([, values]: readonly [string, object]): boolean => Object.keys(values).length > 0;
