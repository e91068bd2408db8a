import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stated } from "../../components/lib/fact.ts";
import { printPage } from "../../review/page/page.ts";
import glomfjordInput from "../../stacks/glomfjord.ts";
import { ensureSystemPackages } from "../rigs/cluster/system-packages.ts";
import { repository } from "../../cli/setup/cache.mjs";
import type { StackSpec } from "../../components/schema/stack.ts";
import { remove, set } from "../support/invalid.ts";
import { reviewChange } from "../support/review.ts";
import { written } from "../support/written.ts";

const glomfjord = written(glomfjordInput);

const folder = join(repository, "out", "browser");

let browser: Browser;

/** The pages by what they show: pictures of what moved, and a tenant that goes with all that it had. */
const addresses: Record<string, string> = {};

async function write(name: string, change: (stack: StackSpec) => void, isWhole: boolean): Promise<void> {
  const after = structuredClone(glomfjord);
  change(after);
  const review = await reviewChange({ stack: "glomfjord", before: glomfjord, after, judgedOn: "2026-11-15", isWhole });
  const file = join(folder, `review-${name}.html`);
  await writeFile(file, printPage(review));
  addresses[name] = pathToFileURL(file).href;
}

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  await write(
    "rebuilt",
    (stack) => {
      set(stack, "clusters.initial-b200.fabric", { kind: "roce", planes: stated(8, "the design of the fabric") });
      set(stack, "site.egress.telemetry.jurisdiction", "IS");
      set(stack, "site.phases.1.capacityMegawatts", stated(58, "the grid owner"));
    },
    false,
  );
  await write(
    "tenant-removed",
    (stack) => {
      for (const { kubernetes, slurm } of Object.values(stack.clusters)) {
        for (const tenants of [kubernetes.tenants, slurm?.tenants ?? {}]) Reflect.deleteProperty(tenants, "nordic-ai");
      }
      remove(stack, "site.offtake.nordic-ai");
      remove(stack, "tenants.nordic-ai");
    },
    true,
  );
  const { chromium: executablePath } = await ensureSystemPackages({ chromium: "chromium" });
  browser = await chromium.launch({ executablePath });
});

afterAll(() => browser.close());

/** The titles of the pictures that are seen. */
const pictures: Readonly<Record<string, readonly string[]>> = {
  rebuilt: ["Rows of racks of initial-b200", "Power of glomfjord per phase", "Data, traffic and law of glomfjord by jurisdiction"],
  "tenant-removed": ["Data, traffic and law of glomfjord by jurisdiction"],
};

const cases = Object.keys(pictures).flatMap((name) =>
  (["light", "dark"] as const).flatMap((scheme) => [320, 390, 1024, 1440].map((width) => [name, scheme, width] as const)),
);

test.each(cases)("%s, %s, %i px: asks for nothing but itself, fits its width, and axe finds nothing", async (name, colorScheme, width) => {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("data:")) requests.push(request.url());
  });
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(addresses[name] ?? "");
  expect(requests).toEqual([addresses[name]]);
  expect(complaints).toEqual([]);
  const seen = await page.evaluate<string[]>(
    "[...document.querySelectorAll('svg')].filter((svg) => svg.checkVisibility()).map((svg) => svg.querySelector('title').textContent)",
  );
  expect(seen).toEqual(pictures[name]);
  await page.screenshot({ path: join(folder, `review-${name}-${colorScheme}-${width}.png`), fullPage: true });
  await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  await page.addScriptTag({ path: fileURLToPath(import.meta.resolve("axe-core/axe.min.js")) });
  const { violations } = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
  expect(violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html }) => html)].join(" "))).toEqual([]);
  await page.close();
});

test.each(Object.keys(pictures))("%s on paper holds what is folded on a screen", async (name) => {
  const page = await browser.newPage({ viewport: { width: 794, height: 1123 } });
  await page.goto(addresses[name] ?? "");
  await page.emulateMedia({ media: "print" });
  await page.screenshot({ path: join(folder, `review-${name}-print.png`), fullPage: true });
  expect(
    await page.evaluate("[...document.querySelectorAll('details > *:not(summary)')].every((part) => part.getClientRects().length > 0)"),
  ).toBe(true);
  await page.close();
});
