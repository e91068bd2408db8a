import { summarySchema, summaryVersion, type Summary } from "../summary/schema.ts";
import type { SiteState } from "./schema.ts";
import { differences } from "../lib/differences.ts";

const shownPaths = 12;

/** Layer states depend on the stack's targets, which are not part of its data. */
const withoutLayers = ({ clusters, ...rest }: Summary) => ({
  ...rest,
  clusters: Object.fromEntries(Object.entries(clusters).map(([name, { layers, ...cluster }]) => [name, cluster])),
});

/** Compares a site's deployed summary with its data. `found` is undefined if the stack does not exist or has no summary. */
export function compareSite(expected: Summary, found: unknown): SiteState {
  const run = `npm start -- ${expected.stack}`;
  if (typeof found !== "object" || found === null) return { state: "not-deployed", run };
  const version: unknown = Reflect.get(found, "version");
  if (version !== summaryVersion) {
    return { state: "other-version", got: `summary version ${String(version)}`, want: `summary version ${summaryVersion}`, run };
  }
  const parsed = summarySchema.safeParse(found);
  if (!parsed.success) return { state: "differs", paths: parsed.error.issues.map(({ path }) => path.join(".")).slice(0, shownPaths), run };
  const paths = differences(withoutLayers(expected), withoutLayers(parsed.data)).map(({ path }) => path);
  return paths.length === 0 ? { state: "deployed" } : { state: "differs", paths: paths.slice(0, shownPaths), run };
}
