import { describe, expect, test } from "vitest";
import { acceleratorNames } from "../../../components/catalog/accelerators.ts";
import { assumed, stated } from "../../../components/lib/fact.ts";
import type { StackInput } from "../../../components/schema/stack.ts";
import { acceleratorColours } from "../../../review/html/palette.ts";
import { printReport } from "../../../report/page.ts";
import { reportData } from "../../../cli/tasks/report.ts";
import { exampleCluster, exampleSpec, exampleStack } from "../../support/specs.ts";

const canary = `<img src=x onerror=alert(1)>"'&`;
const escaped = "&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;";

/** The example, twice: its site's name and words carry markup, and it delivers 100 GPUs before and 40 after the milestone. */
function exampleReport() {
  const input = exampleStack();
  const site: StackInput["site"] = {
    ...input.site,
    name: canary,
    location: { ...input.site.location, place: assumed(canary, canary) },
    heatReuse: {
      farm: {
        recipient: stated(canary, "a data sheet"),
        thermalMegawatts: assumed(3, "an example"),
        deliversFrom: assumed("2027-01-01", "an example"),
      },
    },
    offtake: {
      research: {
        kind: "surplus" as const,
        sharePercent: assumed(0, "an example"),
        validFrom: assumed("2026-01-01", "an example"),
        servesFrom: assumed(["GB", "DK"], "an example"),
      },
    },
  };
  const delivery = (gpus: number, deliveredOn: string) => ({
    cluster: "training",
    accelerator: "b200" as const,
    gpus: assumed(gpus, "an example"),
    deliveredOn: assumed(deliveredOn, "an example"),
    origin: assumed("TW", "an example"),
    authorisation: { kind: "not-required" as const, basis: stated("none", "a law of there") },
  });
  const spec = exampleSpec({
    site,
    clusters: { training: exampleCluster({ gpus: assumed(140, "an example"), scalableUnitUnits: assumed(8, "an example") }) },
    deliveries: { first: delivery(100, "2026-02-01"), second: delivery(40, "2027-02-01") },
  });
  const milestones = [
    { date: "2026-12-31", gpus: stated(1000, "a data sheet") },
    { date: "2027-12-31", gpus: stated(1001, "a data sheet") },
  ];
  return reportData({ spec: { asOf: "2026-11-01", sites: ["example"], milestones }, sites: new Map([["example", spec]]) });
}

const data = exampleReport();
const page = printReport(data);
const words = page
  .replace(/<style>.*?<\/style>/gs, "")
  .replace(/<[^>]*>/g, " ")
  .replace(/\s+/g, " ")
  .replaceAll("&nbsp;", " ");

test("rows of racks are the scalable units of each cluster", () => {
  expect(data.sites[0]?.rows).toEqual({
    training: [
      { name: "su-1", racks: 8 },
      { name: "su-2", racks: 8 },
      { name: "su-3", racks: 2 },
    ],
  });
});

describe("the page", () => {
  test("takes no markup from data", () => {
    expect(page).not.toContain("<img");
    expect(page).toContain(escaped);
  });

  test("needs no script and no network", () => {
    expect(page).not.toMatch(/<script|\son\w+="|@import|url\((?!"data:)/);
    expect(
      [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, target = ""]) => target).filter((target) => !/^(#|data:)/.test(target)),
    ).toEqual([]);
  });

  test("shows megawatts and GPUs of the site", () => {
    // 140 GPUs in 18 hosts of 14.3 kW at a PUE of 1.15, of the 20 MW of the phase.
    for (const figure of [
      "20 MW",
      "100 † (from assumed figures)",
      "140 † (from assumed figures)",
      "0.3 † (from assumed figures)",
      "19.7 † (from assumed figures)",
    ]) {
      expect(words).toContain(figure);
    }
    expect(words).toContain("20\u00a0MW* · 140 GPUs†".replaceAll("\u00a0", " "));
  });

  test("shows milestones with the deliveries that would close them", () => {
    expect(words).toContain("short by 900");
    expect(words).toContain("short by 861");
    expect(words).toContain("40 b200 at example, declared for 2027-02-01, brought forward");
  });

  test("shows heat, surplus, energy and carbon with their sources", () => {
    expect(words).toContain("3 MW * (assumed)");
    expect(words).toContain("United Kingdom and Denmark");
    expect(words).toContain("NVE, climate declaration of physically delivered electricity 2022, all of Norway");
    expect(words).toContain("by market");
  });

  test("lists every assumption at the target of its links", () => {
    const rows = [...page.matchAll(/<tr id="(assumption-example-\d+)">/g)].map(([, id]) => id);
    expect(rows.length).toBe(data.sites[0]?.summary.assumptions.length);
    const targets = new Set([...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
    expect([...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id).filter((id) => !targets.has(id))).toEqual([]);
  });

  test("uses each id once, and names and describes every picture", () => {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const pictures = [...page.matchAll(/<svg [^>]*aria-labelledby="([^"]+)" aria-describedby="([^"]+)"/g)];
    expect(pictures.length).toBe([...page.matchAll(/<svg /g)].length);
    for (const [, title, description] of pictures) expect(ids).toEqual(expect.arrayContaining([title, description]));
  });

  test("has one main heading, one section per part, and a link to each in the contents", () => {
    expect([...page.matchAll(/<h1>/g)].length).toBe(1);
    expect([...page.matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id)).toEqual([
      "sites",
      "growth",
      "power",
      "flexibility",
      "energy",
      "heat",
      "tenants",
      "models",
      "halls",
      "timeline",
      "disputes",
      "assumptions",
    ]);
  });
});

test("every accelerator of the catalogue has a colour", () => {
  expect(Object.keys(acceleratorColours).sort()).toEqual([...acceleratorNames].sort());
});
