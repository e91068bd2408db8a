import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stated } from "../../components/lib/fact.ts";
import { printPage } from "../../review/page/page.ts";
import glomfjord from "../../stacks/glomfjord.ts";
import { ensureSystemPackages } from "../rigs/cluster/system-packages.ts";
import { repository } from "../../cli/setup/cache.mjs";
import { set } from "../support/invalid.ts";
import { reviewChange } from "../support/review.ts";

const folder = join(repository, "out", "browser");
const file = join(folder, "review.html");
const address = pathToFileURL(file).href;

let browser: Browser;

beforeAll(async () => {
  const after = structuredClone(glomfjord);
  set(after, "clusters.initial-b200.fabric", { kind: "roce", planes: stated(8, "the design of the fabric") });
  set(after, "site.egress.telemetry.jurisdiction", "IS");
  set(after, "site.phases.1.capacityMegawatts", stated(58, "the grid owner"));
  const review = await reviewChange({ stack: "glomfjord", before: glomfjord, after, judgedOn: "2026-11-15" });
  await mkdir(folder, { recursive: true });
  await writeFile(file, printPage(review));
  const { chromium: executablePath } = await ensureSystemPackages({ chromium: "chromium" });
  browser = await chromium.launch({ executablePath });
});

afterAll(() => browser.close());

test.each([
  ["light", 1280],
  ["dark", 390],
] as const)(
  "the review asks for nothing but itself, fits its width and has no violation that axe finds: %s, %i",
  async (colorScheme, width) => {
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith("data:")) requests.push(request.url());
    });
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(address);
    expect(requests).toEqual([address]);
    expect(complaints).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    const pictures = await page.evaluate<string[]>(
      "[...document.querySelectorAll('svg')].filter((svg) => svg.checkVisibility()).map((svg) => svg.querySelector('title').textContent)",
    );
    expect(pictures).toEqual([
      "Rows of racks of initial-b200",
      "Power of glomfjord per phase",
      "Data, traffic and law of glomfjord by jurisdiction",
    ]);
    await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
    await page.addScriptTag({ path: fileURLToPath(import.meta.resolve("axe-core/axe.min.js")) });
    const { violations } = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
    expect(violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html }) => html)].join(" "))).toEqual([]);
    await page.screenshot({ path: join(folder, `review-${colorScheme}-${width}.png`), fullPage: true });
    await page.close();
  },
);
