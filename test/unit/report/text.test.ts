import { describe, expect, test } from "vitest";
import { printValue } from "../../../report/assumptions.ts";
import { country, day, energy, list, megawatts, percent, plural, tonnes } from "../../../review/html/format.ts";
import { html, textOf, trusted } from "../../../review/html/html.ts";
import { table } from "../../../review/html/table.ts";

describe("html", () => {
  test("escapes text between tags and in attributes", () => {
    expect(textOf(html`<p title="${`"><script>alert('1')</script>&`}">${"<b>"}</p>`)).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;">&lt;b&gt;</p>',
    );
  });

  test("keeps markup, joins lists and leaves out undefined", () => {
    const items = ["a<", "b"].map((item) => html`<li>${item}</li>`);
    expect(textOf(html`<p>${items}${undefined}${7}${trusted("<hr>")}</p>`)).toBe("<p><li>a&lt;</li><li>b</li>7<hr></p>");
  });
});

test("a table names its rows, aligns numbers right and scrolls by keyboard", () => {
  const printed = table(
    "Sites",
    [
      { head: "Site", cell: ({ name }: { name: string; megawatts: number }) => name },
      { head: "MW", cell: (row) => row.megawatts, numeric: true },
    ],
    [{ name: "<Narvik>", megawatts: 230 }],
  );
  expect(textOf(printed).replace(/\s*\n\s*/g, "")).toBe(
    '<div class="scroll" role="group" aria-label="Sites" tabindex="0"><table><caption class="unseen">Sites</caption>' +
      '<thead><tr><th scope="col" class="text">Site</th><th scope="col" class="number">MW</th></tr></thead>' +
      '<tbody><tr><th scope="row" class="text">&lt;Narvik&gt;</th><td class="number">230</td></tr></tbody></table></div>',
  );
});

test.each([
  [megawatts(223.629), "224\u00a0MW"],
  [megawatts(1.44576), "1.4\u00a0MW"],
  [megawatts(1200), "1,200\u00a0MW"],
  [megawatts(-3.25), "\u22123.3\u00a0MW"],
  [percent(8.943), "8.9\u00a0%"],
  [energy(428_204), "428.2\u00a0GWh"],
  [energy(4_783_000), "4.78\u00a0TWh"],
  [tonnes(8136), "8,136\u00a0t"],
  [tonnes(591_900), "591.9\u00a0kt"],
  [day("2026-11-01"), "1\u00a0Nov\u00a02026"],
  [country("NO"), "Norway"],
  [list(["a", "b", "c"]), "a, b and c"],
  [plural(1, "delivery", "deliveries"), "1\u00a0delivery"],
  [plural(2300, "rack"), "2,300\u00a0racks"],
])("prints %s", (printed, wanted) => {
  expect(printed).toBe(wanted);
});

test.each([
  ["site.phases[0].feeds.megawattsEach", 10, "10\u00a0MW"],
  ["site.halls.first.rackKilowatts", 40, "40\u00a0kW"],
  ["site.location.longitudeDegrees", -22.56, "\u221222.56°"],
  ["site.efficiency.waterUsageLitresPerKilowattHour", 0.1, "0.1\u00a0l/kWh"],
  ["site.owners.aker.commitmentUsdMillions", 500, "500\u00a0million US$"],
  ["clusters.training.gpus", 13_312, "13,312\u00a0GPUs"],
  ["site.offtake.openai.mayScale", true, "yes"],
  ["site.cooling.supplies", ["air", "direct-to-chip-liquid"], "air, direct-to-chip-liquid"],
  ["site.efficiency.powerUsageEffectiveness", 1.2, "1.2"],
])("the assumption %s of %j reads %s", (path, value, wanted) => {
  expect(printValue(path, value)).toBe(wanted);
});
