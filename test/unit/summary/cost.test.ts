import { expect, test } from "vitest";
import { stated } from "../../../components/lib/fact.ts";
import type { StackSpec } from "../../../components/schema/stack.ts";
import { parseStack } from "../../../components/stack/parse.ts";
import { costOf } from "../../../components/summary/cost.ts";
import { summarize } from "../../../components/summary/summarize.ts";
import { chargesOf, printFocus } from "../../../report/focus.ts";
import glomfjordInput from "../../../stacks/glomfjord.ts";
import narvikInput from "../../../stacks/narvik.ts";
import { add } from "../../support/invalid.ts";
import { written } from "../../support/written.ts";

function summaryOf(name: string, input: StackSpec, change: (stack: StackSpec) => void = () => undefined) {
  const stack = structuredClone(input);
  change(stack);
  return summarize(name, parseStack(`stacks/${name}.ts`, stack));
}

const [glomfjord, narvik] = [written(glomfjordInput), written(narvikInput)];

test("a GPU-hour is its power and its part of the machines", () => {
  const { usdPerMegawattHour, clusters, usdPerGpuHour, assumed } = costOf(summaryOf("glomfjord", glomfjord));
  expect(usdPerMegawattHour).toBe(30);
  const [b200] = clusters;
  // 1,664 hosts of 14.3 kW at a PUE of 1.2 are 28.55424 MW at the meter, for 85 % of 8,760 hours.
  expect(b200?.megawattHoursPerYear).toBeCloseTo(212_614.87, 2);
  expect(b200?.powerUsdPerYear).toBeCloseTo(6_378_446.13, 2);
  expect(b200?.hardwareUsdPerYear).toBe(159_744_000);
  expect(usdPerGpuHour["b200"]?.toFixed(4)).toBe("1.4246");
  expect(assumed.map((text) => text.split(": ", 2).join(": "))).toEqual([
    "$ a MWh in NO4: 30",
    "$ for a GPU of b200: 60,000",
    "$ for a GPU of b300: 70,000",
    "years of hardware: 5",
  ]);
});

test("an agreement's own price counts by its megawatts, and is assumed no longer where all have one", () => {
  const priced = (...names: readonly string[]) =>
    costOf(
      summaryOf("glomfjord", glomfjord, (stack) => {
        for (const name of names) add(stack, `site.powerAgreements.${name}.usdPerMegawattHour`, stated(42, "the contract"));
      }),
    );
  // Both agreements are of 30 MW.
  expect(priced("hydro-initial").usdPerMegawattHour).toBe(36);
  expect(priced("hydro-initial").assumed[0]).toContain("$ a MWh in NO4: 30");
  expect(priced("hydro-initial", "hydro-expansion").usdPerMegawattHour).toBe(42);
  expect(priced("hydro-initial", "hydro-expansion").assumed[0]).toContain("$ for a GPU of b200");
});

test("a million output tokens stand beside their price", () => {
  const { endpoints, usdPerGpuHour } = costOf(summaryOf("narvik", narvik));
  const deepseek = endpoints.find(({ endpoint }) => endpoint === "deepseek-r1");
  expect(deepseek?.priceUsdPerMillionTokens).toBe(2.4);
  // 500 tokens a second of a GPU are 1.8 million an hour.
  expect(deepseek?.usdPerMillionTokens).toBeCloseTo((usdPerGpuHour["gb300-nvl72"] ?? 0) / 1.8, 9);
});

test("a month's charges add up to its cost, and are parted by guaranteed GPUs to the cent", () => {
  const summary = summaryOf("glomfjord", glomfjord);
  const charges = chargesOf(summary, { "initial-b200": { "arctic-research": 5_312, "nordic-ai": 6_656 } }, "2026-02");
  const power = charges.filter(({ ResourceName: name, ServiceName: service }) => name === "initial-b200" && service === "Power");
  expect(power.map(({ SubAccountId: tenant }) => tenant)).toEqual(["arctic-research", "nordic-ai", null]);
  const billed = power.map(({ BilledCost: cost }) => Number(cost));
  expect(billed.reduce((sum, cost) => sum + cost, 0)).toBeCloseTo((6_378_446.13 * 28 * 24) / 8760, 2);
  expect(billed.every((cost) => cost === Math.round(cost * 100) / 100)).toBe(true);
  expect([power[0]?.["BillingPeriodStart"], power[0]?.["BillingPeriodEnd"]]).toEqual(["2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"]);
  // A cluster of which nobody has a guarantee is the site's own.
  expect(charges.filter(({ ResourceName: name }) => name === "expansion-b300").map(({ SubAccountId: tenant }) => tenant)).toEqual([
    null,
    null,
  ]);
});

test("a file of charges quotes what has a comma or a quote, and leaves nothing empty", () => {
  const [first] = chargesOf(summaryOf("glomfjord", glomfjord), {}, "2026-02");
  const [head = "", line = ""] = printFocus(first === undefined ? [] : [{ ...first, RegionName: 'a "place", far' }]).split("\n");
  expect(head.split(",").slice(-5)).toEqual(["ChargeType", "InvoiceIssuer", "Provider", "Publisher", "ResourceID"]);
  expect(line).toContain(',"a ""place"", far",');
  expect(line).toContain(",Usage,,");
});
