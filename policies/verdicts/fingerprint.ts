import { createHash } from "node:crypto";
import type { IsoDate } from "../../components/lib/date.ts";
import type { Result } from "./judge.ts";

/** The digits that tell one finding from another: enough for any number of them, and few enough to copy. */
const digits = 16;

/**
 * The fingerprint of a finding: its rule, its resource and what was found there. It stays the same from day to day and from commit to commit while the
 * finding does, and differs once anything else is found at the same place.
 */
export function fingerprintOf({ rule, urn, verdict, finding }: Result, judgedOn?: IsoDate): string {
  const found = finding?.got ?? verdict;
  return createHash("sha256")
    .update(JSON.stringify([rule, urn, judgedOn === undefined ? found : found.replaceAll(judgedOn, "the day of judgement")]))
    .digest("hex")
    .slice(0, digits);
}
