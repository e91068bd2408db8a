import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { printReport } from "../../report/page.ts";
import { readFleet } from "../../stacks/files.ts";
import { ensureSystemPackages } from "../rigs/cluster/system-packages.ts";
import { repository } from "../../cli/setup/cache.mjs";
import { reportData } from "../../cli/tasks/report.ts";

const folder = join(repository, "out", "browser");
const file = join(folder, "report.html");
const address = pathToFileURL(file).href;

const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

let browser: Browser;

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(file, printReport(reportData(await readFleet())));
  const { chromium: executablePath } = await ensureSystemPackages({ chromium: "chromium" });
  browser = await chromium.launch({ executablePath });
});

afterAll(() => browser.close());

/** An opened page, with its requests and complaints. */
interface Opened {
  readonly page: Page;
  readonly requests: string[];
  readonly complaints: string[];
}

async function open(options: Parameters<Browser["newPage"]>[0] = {}): Promise<Opened> {
  const page = await browser.newPage({ viewport: desktop, ...options });
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    // Data that the page holds itself comes from no network.
    if (!request.url().startsWith("data:")) requests.push(request.url());
  });
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(address);
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  return { page, requests, complaints };
}

const text = (page: Page, expression: string) => page.evaluate<string>(expression);

const faultOf = ({ id, nodes }: AxeResults["violations"][number]): string => [id, ...nodes.slice(0, 3).map(({ html }) => html)].join(" ");

const openDetails = (page: Page) => page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");

test("asks for nothing but itself, and complains of nothing", async () => {
  const { page, requests, complaints } = await open();
  expect(requests).toEqual([address]);
  expect(complaints).toEqual([]);
  expect(await page.evaluate("document.fonts.check('16px Inter')")).toBe(true);
  await page.close();
});

describe.each([
  ["light", desktop],
  ["dark", desktop],
  ["light", phone],
  ["dark", phone],
] as const)("%s, %o", (colorScheme, viewport) => {
  test("has no accessibility violation that axe finds", async () => {
    const { page } = await open({ colorScheme, viewport });
    await openDetails(page);
    await page.addScriptTag({ path: fileURLToPath(import.meta.resolve("axe-core/axe.min.js")) });
    const { violations, passes } = await page.evaluate<AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
    expect(violations.map(faultOf)).toEqual([]);
    // The rules that passed show that it looked.
    const passed = passes.map(({ id }) => id);
    expect(passed).toEqual(expect.arrayContaining(["color-contrast", "svg-img-alt", "heading-order", "landmark-one-main"]));
    await page.close();
  });

  test("fits its width, and is kept as a screenshot", async () => {
    const { page } = await open({ colorScheme, viewport });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(viewport.width);
    const image = join(folder, `report-${colorScheme}-${viewport.width}.png`);
    await page.screenshot({ path: image, fullPage: true });
    expect((await readFile(image)).length).toBeGreaterThan(50_000);
    await page.close();
  });
});

describe("the keyboard", () => {
  test("comes to the skip link first, which leads to the report", async () => {
    const { page } = await open();
    await page.keyboard.press("Tab");
    expect(await text(page, "document.activeElement.textContent")).toBe("Skip to the report");
    expect(await page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")).toBe(true);
    await page.keyboard.press("Enter");
    expect(await text(page, "document.activeElement.id")).toBe("main");
    await page.close();
  });

  test("sees where it is", async () => {
    const { page } = await open();
    for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press("Tab");
    expect(await text(page, "getComputedStyle(document.activeElement).outlineWidth")).toBe("3px");
    await page.close();
  });

  test("comes from an assumed figure to its reason, which opens", async () => {
    const { page } = await open();
    const link = page.locator("a.assumed:visible").first();
    const target = page.locator((await link.getAttribute("href")) ?? "");
    await link.focus();
    expect(await target.isVisible()).toBe(false);
    await page.keyboard.press("Enter");
    await target.waitFor({ state: "visible", timeout: 5000 });
    const { y = -1 } = (await target.boundingBox()) ?? {};
    expect([y >= 0, y < desktop.height]).toEqual([true, true]);
    await page.close();
  });
});

test("one picture of each width is shown, with its name and description", async () => {
  for (const [viewport, suffix] of [
    [desktop, "wide"],
    [phone, "narrow"],
  ] as const) {
    const { page } = await open({ viewport });
    const shown = await page.evaluate<string[]>(
      "[...document.querySelectorAll('#growth-figure svg')].filter((svg) => svg.checkVisibility()).map((svg) => svg.getAttribute('aria-labelledby'))",
    );
    expect(shown).toEqual([`growth-picture-${suffix}-title`]);
    await page.close();
  }
});

test("prints, with what is folded on the screen", async () => {
  const { page } = await open({ colorScheme: "dark" });
  expect((await page.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe("%PDF-");
  await page.emulateMedia({ media: "print" });
  const heights = await page.evaluate<number[]>(
    "[...document.querySelectorAll('details table')].map((table) => table.getBoundingClientRect().height)",
  );
  expect(heights.length).toBeGreaterThan(6);
  expect(Math.min(...heights)).toBeGreaterThan(20);
  expect(await text(page, "getComputedStyle(document.body).backgroundColor")).toBe("rgb(253, 253, 252)");
  await page.close();
});

test("on a phone, the panels around the maps are as high as the maps in them", async () => {
  const { page } = await open({ viewport: phone });
  const heights = await page.evaluate<[number, number][]>(
    "[...document.querySelectorAll('.panel')].map((panel) => [panel.clientHeight, [...panel.querySelectorAll('svg')].find((svg) => svg.checkVisibility()).getBoundingClientRect().height])",
  );
  expect(heights.length).toBeGreaterThan(1);
  for (const [panel, map] of heights) {
    expect(map).toBeGreaterThan(100);
    expect(panel).toBeGreaterThanOrEqual(Math.floor(map));
  }
  await page.close();
});
