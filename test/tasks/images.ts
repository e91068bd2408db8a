import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser } from "playwright-core";
import { stated } from "../../components/lib/fact.ts";
import { repository } from "../../cli/setup/cache.mjs";
import { reportData } from "../../cli/tasks/report.ts";
import { printReport } from "../../report/page.ts";
import { printPage } from "../../review/page/page.ts";
import { readFleet } from "../../stacks/files.ts";
import glomfjord from "../../stacks/glomfjord.ts";
import { ensureSystemPackages } from "../rigs/cluster/system-packages.ts";
import { set } from "../support/invalid.ts";
import { reviewChange } from "../support/review.ts";

const viewport = { width: 1280, height: 1340 };

/** The pages that are pictured, by the picture's name: what the viewport shows of them first. */
const pages: Readonly<Record<string, () => Promise<string>>> = {
  report: async () => printReport(reportData(await readFleet())),
  review: async () => printPage(await rebuilt()),
};

/** The review of a change at Glomfjord that rebuilds a cluster, moves telemetry to Iceland and takes two megawatts away. */
function rebuilt() {
  const after = structuredClone(glomfjord);
  set(after, "clusters.initial-b200.fabric", { kind: "roce", planes: stated(8, "the design of the fabric") });
  set(after, "site.egress.telemetry.jurisdiction", "IS");
  set(after, "site.phases.1.capacityMegawatts", stated(58, "the grid owner"));
  return reviewChange({ stack: "glomfjord", before: glomfjord, after, judgedOn: glomfjord.asOf });
}

async function shoot(browser: Browser, name: string, page: string): Promise<string> {
  const folder = join(repository, "docs", "images");
  const html = join(repository, "out", "images", `${name}.html`);
  for (const each of [folder, join(repository, "out", "images")]) await mkdir(each, { recursive: true });
  await writeFile(html, page);
  const tab = await browser.newPage({ viewport, colorScheme: "light" });
  await tab.goto(pathToFileURL(html).href);
  await tab.evaluate("document.fonts.ready.then(() => undefined)");
  const path = join(folder, `${name}.png`);
  await tab.screenshot({ path });
  await tab.close();
  return path;
}

/** `npm run images`: makes the pictures of docs/images from the pages as they are now. */
export async function run(): Promise<number> {
  const { chromium: executablePath } = await ensureSystemPackages({ chromium: "chromium" });
  const browser = await chromium.launch({ executablePath });
  try {
    for (const [name, page] of Object.entries(pages)) {
      process.stdout.write(`${relative(repository, await shoot(browser, name, await page()))} is written\n`);
    }
  } finally {
    await browser.close();
  }
  return 0;
}
