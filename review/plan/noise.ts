import type { Difference } from "../../components/lib/differences.ts";

/** The reasons of assumptions have a section of their own. */
const isAssumption = (path: string) => path === "assumptions" || path.startsWith("assumptions.");

/** An annotation with the digest of what the same change shows. A digest of something fetched, such as an image, is no annotation, and is a fact of its own. */
const isChecksum = (path: string) => /\.annotations\..*(checksum|digest|hash)$/i.test(path);

/** The differences that tell a reader something. */
export function withoutNoise(all: readonly Difference[]): Difference[] {
  const facts = all.filter(({ path }) => !isAssumption(path));
  const contents = facts.filter(({ path }) => !isChecksum(path));
  return contents.length > 0 ? contents : facts;
}
