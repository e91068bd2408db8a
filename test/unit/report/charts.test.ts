import { describe, expect, test } from "vitest";
import { projectionOf, regionsOf, type Position } from "../../../report/charts/atlas.ts";
import { drawBars, roundTicks } from "../../../review/html/bars.ts";
import { spread } from "../../../report/charts/growth.ts";
import { levelsOf } from "../../../report/charts/lanes.ts";
import { placeLabels } from "../../../report/charts/map-labels.ts";
import { scaleKilometres } from "../../../report/charts/map.ts";
import { colourOf, labelOf, paletteCss, rankOf } from "../../../review/html/palette.ts";
import { drawRackRows, widthOfRows } from "../../../review/html/rack-rows.ts";

const places: Readonly<Record<string, Position>> = {
  glomfjord: [13.94, 66.81],
  narvik: [17.43, 68.44],
  keflavik: [-22.56, 64],
  loughton: [0.06, 51.65],
  texas: [-103.4, 31.46],
};

describe("the map", () => {
  test("groups places near each other into regions, the largest first", () => {
    const regions = regionsOf(Object.keys(places), (place) => places[place] as Position, 2000);
    expect(regions.map((region) => region.toSorted())).toEqual([["glomfjord", "keflavik", "loughton", "narvik"], ["texas"]]);
  });

  test("shows every place inside its padding", () => {
    const frame = { width: 700, height: 500, padding: { x: 140, y: 70 }, leastKilometres: 1600 };
    const positions = ["glomfjord", "narvik", "keflavik", "loughton"].map((place) => places[place] as Position);
    const projection = projectionOf(positions, frame);
    for (const position of positions) {
      const [x, y] = projection([...position]) ?? [NaN, NaN];
      expect([x >= 139.9, x <= 560.1, y >= 69.9, y <= 430.1]).toEqual([true, true, true, true]);
    }
  });

  test("puts a single place in the middle", () => {
    const projection = projectionOf([[10, 60]], { width: 300, height: 200, padding: { x: 10, y: 10 }, leastKilometres: 1500 });
    expect(projection([10, 60])?.map(Math.round)).toEqual([150, 100]);
  });

  test.each([
    [3000, 500],
    [1600, 200],
    [900, 200],
    [120, 50],
  ])("that is %d km wide has a scale of %d km", (across, wanted) => {
    expect(scaleKilometres(across)).toBe(wanted);
  });

  test("puts labels right of their discs, or elsewhere if that is covered or outside", () => {
    const label = { radius: 10, width: 100, height: 30 };
    const frame = { width: 400, height: 300 };
    expect(placeLabels([{ ...label, x: 100, y: 100 }], frame)).toEqual([{ x: 116, top: 85, anchor: "start" }]);
    expect(placeLabels([{ ...label, x: 350, y: 100 }], frame)).toEqual([{ x: 334, top: 85, anchor: "end" }]);
    const [first, second] = placeLabels(
      [
        { ...label, x: 100, y: 100 },
        { ...label, x: 180, y: 100 },
      ],
      frame,
    );
    expect([first?.anchor, second?.anchor]).toEqual(["middle", "start"]);
  });
});

test("labels are moved apart from the lowest up", () => {
  expect(spread([5, 6, 40], 10)).toEqual([5, 15, 40]);
});

test("overlapping flags are raised", () => {
  expect(
    levelsOf([
      { at: 0, width: 50 },
      { at: 40, width: 50 },
      { at: 60, width: 50 },
    ]),
  ).toEqual([0, 1, 0]);
});

test.each([
  [230, 4, [0, 100, 200]],
  [15, 4, [0, 5, 10, 15]],
  [1.9, 4, [0, 0.5, 1, 1.5]],
  [520, 8, [0, 100, 200, 300, 400, 500]],
])("an axis up to %d with %d steps at most has %j", (end, most, wanted) => {
  expect(roundTicks(end, most)).toEqual(wanted);
});

test("bars are as long as their values, with a dashed frame for an assumed figure", () => {
  const svg = drawBars(
    [
      {
        label: "full <b>",
        note: "100 MW*",
        segments: [
          { label: "IT", value: 50, colour: "var(--source-hydro)" },
          { label: "losses", value: 10, colour: "var(--source-hydro)", opacity: 0.5 },
        ],
        frame: { value: 100, dashed: true },
      },
    ],
    { width: 203 },
    { id: "balance", title: "Balance & more", description: "50 of 100" },
  );
  const bars = [...svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)].map(([, x, width]) => [Number(x), Number(width)]);
  expect(bars).toEqual([
    [1, 100],
    [101, 20],
    [1, 200],
  ]);
  expect(svg).toContain('stroke-dasharray="4 3"');
  expect(svg).toContain("full &lt;b&gt;");
  expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="balance-title" aria-describedby="balance-description"/);
  expect(svg).toContain('<title id="balance-title">Balance &amp; more</title><desc id="balance-description">50 of 100</desc>');
  expect(svg).not.toContain("<style");
});

test("a hall has one column per row, as deep as the row has racks", () => {
  const alternative = { id: "hall", title: "Hall", description: "3 rows" };
  const rows = [8, 8, 5].map((racks, index) => ({ name: `su-${index + 1}`, racks, colour: "var(--accelerator-b200)" }));
  const svg = drawRackRows(rows, alternative);
  expect([...svg.matchAll(/<rect [^>]*height="(\d+)"/g)].map(([, height]) => Number(height))).toEqual([56, 56, 35]);
  expect(svg).toContain(`width="${widthOfRows(3)}"`);
  expect(svg).toContain("<title>su-3: 5 racks</title>");
});

describe("the palette", () => {
  test("names and orders its keys, and draws unknown keys in plain ink", () => {
    expect([colourOf("source", "hydro"), labelOf("source", "hydro"), rankOf("source", "hydro")]).toEqual([
      "var(--source-hydro)",
      "Hydropower",
      0,
    ]);
    expect([colourOf("source", "tidal"), labelOf("source", "tidal"), rankOf("source", "tidal")]).toEqual(["var(--muted)", "tidal", 7]);
  });

  test("defines the same colours for light and dark pages", () => {
    const names = (page: "light" | "dark") => [...paletteCss(page).matchAll(/--[\w-]+/g)].map(([name]) => name);
    expect(names("dark")).toEqual(names("light"));
    expect(names("light")).toContain("--accelerator-gb300-nvl72");
  });
});

/** The relative luminance of a colour (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test.each([
  ["light", "#ffffff"],
  ["dark", "#0d1216"],
] as const)("words in bars on a %s page can be read: axe does not look into pictures", (page, words) => {
  const tooClose = [...paletteCss(page).matchAll(/(--[\w-]+): (#\w{6});/g)].filter(([, , colour = ""]) => {
    const [dark = 0, light = 0] = [luminance(colour), luminance(words)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05) < 4.5;
  });
  expect(tooClose.map(([declaration]) => declaration)).toEqual([]);
});
