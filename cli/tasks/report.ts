import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { scalableUnitsOf } from "../../components/cluster/plan/scalable-units.ts";
import { fleetEnergy } from "../../components/fleet/energy.ts";
import { planFleet } from "../../components/fleet/plan.ts";
import { peerSites } from "../../components/failover/peers.ts";
import { summarize } from "../../components/summary/summarize.ts";
import type { ReportData, SiteData } from "../../report/data.ts";
import { printReport } from "../../report/page.ts";
import { readFleet, type Fleet } from "../../stacks/files.ts";
import { repository } from "../setup/cache.mjs";

/** The default file of the report. */
export const reportFile = join(repository, "out", "report.html");

/** `npm run report [-- --out FILE]`: the fleet as one HTML page, from the data files alone. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { out: { type: "string", default: reportFile } } });
  await writeReport(values.out);
  process.stdout.write(`${values.out}\n`);
  return 0;
}

/**
 * Writes the report to a file.
 *
 * @throws StackError if a data file is invalid.
 */
export async function writeReport(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, printReport(reportData(await readFleet())));
}

/** The report's input, from the data of the fleet and its sites. */
export function reportData({ spec, sites }: Fleet): ReportData {
  const entries = [...sites].map(([stack, site]): SiteData => {
    const summary = summarize(stack, site);
    const rows = Object.entries(site.clusters).map(
      ([name, cluster]) => [name, scalableUnitsOf(name, cluster).map(({ name: row, racks }) => ({ name: row, racks }))] as const,
    );
    return { summary, energy: fleetEnergy([summary]), rows: Object.fromEntries(rows) };
  });
  const summaries = entries.map(({ summary }) => summary);
  return { fleet: planFleet(spec, summaries, {}, peerSites(sites)), sites: entries };
}
