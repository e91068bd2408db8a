import type { Difference } from "../../components/lib/differences.ts";

/** The reasons of assumptions have a section of their own, and a checksum only repeats that its content changed. */
const isAssumption = (path: string) => path === "assumptions" || path.startsWith("assumptions.");
const isChecksum = (path: string) => /(checksum|sha256|digest|hash)$/i.test(path);

/** The differences that tell a reader something. */
export function withoutNoise(all: readonly Difference[]): Difference[] {
  const facts = all.filter(({ path }) => !isAssumption(path));
  const contents = facts.filter(({ path }) => !isChecksum(path));
  return contents.length > 0 ? contents : facts;
}
