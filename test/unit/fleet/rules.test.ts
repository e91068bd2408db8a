import { describe, expect, test } from "vitest";
import { parseFleet, sharedFactFaults, siteNameFaults } from "../../../components/fleet/rules.ts";
import type { FleetInput } from "../../../components/schema/fleet.ts";
import { assumed } from "../../../components/lib/fact.ts";
import { linesOf } from "../../support/invalid.ts";
import { exampleSpec } from "../../support/specs.ts";

const fleet = (changes: Partial<FleetInput> = {}): FleetInput => ({
  asOf: "2026-11-01",
  sites: ["north", "south"],
  milestones: [
    { date: "2025-12-31", gpus: assumed(1000, "an example") },
    { date: "2026-12-31", gpus: assumed(2000, "an example") },
  ],
  ...changes,
});
const lines = (changes: Partial<FleetInput>) => linesOf(() => parseFleet("fleet.ts", fleet(changes), ["north", "south"]));

describe("a fleet", () => {
  test("parses when its sites exist and its milestones grow", () => {
    expect(lines({})).toEqual([]);
  });

  test("has every site that exists", () => {
    expect(lines({ sites: ["south"] })).toEqual([
      "fleet.ts: sites: got no north, which stacks/files.ts has, want every stack of the project: north, south; fix: add north, or remove it from stacks/files.ts",
    ]);
  });

  test("has each site once, and only sites that exist: all faults at once", () => {
    expect(lines({ sites: ["north", "north", "east"] })).toEqual([
      "fleet.ts: sites[1]: got north a second time, want each site once; fix: remove it, or correct the name",
      "fleet.ts: sites[2]: got east, want a stack of the project: north, south; fix: correct the name, or add stacks/east.ts",
      "fleet.ts: sites: got no south, which stacks/files.ts has, want every stack of the project: north, south; fix: add south, or remove it from stacks/files.ts",
    ]);
  });

  test("has its milestones in the order of their dates, and growing", () => {
    const milestones = [
      { date: "2026-12-31", gpus: assumed(2000, "an example") },
      { date: "2025-12-31", gpus: assumed(2000, "an example") },
    ];
    expect(lines({ milestones })).toEqual([
      "fleet.ts: milestones[1].date: got 2025-12-31, want a date after 2026-12-31, the milestone before it; fix: correct the date, or put the milestones in the order of their dates",
      "fleet.ts: milestones[1].gpus: got 2,000 GPUs, want more than the 2,000 of 2026-12-31; fix: correct one of the two: a milestone counts the whole fleet",
    ]);
  });
});

test("two sites of one name are a fault", () => {
  expect(siteNameFaults({ north: "Harbour", south: "Mill", east: "Harbour" })).toEqual([
    {
      path: "site.name",
      got: "Harbour in stack east, the name of stack north too",
      want: "a name of its own for each site",
      fix: "rename one of the two",
    },
  ]);
});

test("an agreement that serves two sites, and a company with two seats, are faults", () => {
  const north = exampleSpec();
  expect(sharedFactFaults(new Map([["north", north]]))).toEqual([]);
  const south = structuredClone(north);
  for (const { organisation } of Object.values(south.tenants)) Object.assign(organisation.headquarters, { value: "IS" });
  const [first] = Object.entries(north.site.powerAgreements);
  if (first === undefined) throw new Error("the example has no agreement");
  const [agreement, { supplier, source, gridZone, megawatts, validFrom, validTo }] = first;
  const [{ organisation } = { organisation: undefined }] = Object.values(north.tenants);
  expect(sharedFactFaults(new Map(Object.entries({ north, south })))).toEqual([
    {
      path: `site.powerAgreements.${agreement}`,
      got: `${megawatts.value} MW of ${source.value} from ${supplier.value} in ${gridZone}, ${validFrom.value} to ${validTo.value} in south, and the same in north (${agreement})`,
      want: "an agreement for each site: its power is spent once",
      fix: "give each site its own part of the megawatts",
    },
    {
      path: "tenants",
      got: `${organisation?.legalName.value ?? ""} seated in IS by south, and in ${organisation?.headquarters.value ?? ""} by north`,
      want: "one seat of a company, whichever site asks",
      fix: "correct the headquarters in one of the two",
    },
  ]);
});
