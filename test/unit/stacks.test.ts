import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Fact } from "../../components/lib/fact.ts";
import { parseStack } from "../../components/stack/parse.ts";
import { fleetStack, readFleet, stackFiles } from "../../stacks/files.ts";
import glomfjord from "../../stacks/glomfjord.ts";
import { linesOf } from "../support/invalid.ts";

const root = `${import.meta.dirname}/../../stacks`;
const sources = readdirSync(root).filter((file) => file.endsWith(".ts") && file !== "index.ts");
const withData = await Promise.all(
  sources.map(async (file) => ("default" in ((await import(`${root}/${file}`)) as object) ? [file.replace(/\.ts$/, "")] : [])),
);

test("every data file is a stack of the program", () => {
  expect([...Object.keys(stackFiles), fleetStack].sort()).toEqual(withData.flat().sort());
  expect(withData.flat()).toContain("glomfjord");
});

test.each(Object.entries(stackFiles))("%s parses", async (name, load) => {
  const { default: input } = await load();
  expect(linesOf(() => parseStack(`stacks/${name}.ts`, input))).toEqual([]);
});

test("the fleet parses, with every one of its sites", async () => {
  const { spec, sites } = await readFleet();
  expect([...sites.keys()]).toEqual(spec.sites);
  expect(spec.sites).toContain("glomfjord");
});

/** Value of a fact, if its own documents state it. */
const statement = (fact: Fact<unknown>) => (fact.basis === "stated" ? fact.value : `not stated, but ${fact.basis}`);

describe("glomfjord states", () => {
  const { site } = glomfjord;

  test("30 MW that grow to 60 MW", () => {
    expect(site.phases.map(({ name, capacityMegawatts }) => [name, statement(capacityMegawatts)])).toEqual([
      ["initial", 30],
      ["expansion", 60],
    ]);
  });

  test("a place in Arctic Norway, in NO4", () => {
    expect(statement(site.location.place)).toBe("Glomfjord, Arctic Norway");
    expect(site.location.gridZone).toBe("NO4");
  });

  test("adiabatic cooling", () => {
    expect(statement(site.cooling.system)).toBe("adiabatic");
  });

  test("hydropower and nothing else", () => {
    const agreements = Object.values(site.powerAgreements);
    expect(agreements.map(({ kind, source, gridZone }) => [kind, statement(source), gridZone])).toEqual([
      ["direct-ppa", "hydro", "NO4"],
      ["direct-ppa", "hydro", "NO4"],
    ]);
    expect(statement(site.efficiency.renewableEnergyFactor)).toBe(1);
  });
});
