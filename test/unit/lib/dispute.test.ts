import { expect, test } from "vitest";
import { disputed, disputesIn } from "../../../components/lib/dispute.ts";
import { factArguments } from "../../../components/lib/fact-component.ts";
import { assumed, factOf, stated } from "../../../components/lib/fact.ts";
import { assumptionsIn, unwrapFacts } from "../../../components/lib/unwrap-facts.ts";
import { z } from "zod";

const reason = "what the owners say themselves";
const claims = [{ value: 230, by: "the press", on: "2025-07-31", source: "a newspaper" }];
const phase = { name: "initial", capacity: disputed(stated(20, "the fact sheet"), reason, claims), gpus: assumed(8, "an example") };

test("the chosen value counts, whatever the claims say", () => {
  expect(unwrapFacts(phase)).toEqual({ name: "initial", capacity: 20, gpus: 8 });
  expect(factOf(z.number()).parse(phase.capacity)).toEqual(phase.capacity);
});

test("a claim keeps its path, who made it and when", () => {
  expect(disputesIn({ site: { phases: [phase] } })).toEqual([{ path: "site.phases[0].capacity", value: 20, reason, claims }]);
});

test("an assumption may be disputed, and is still an assumption", () => {
  const later = { value: "2025-12-31", by: "the press", on: "2025", source: "a newspaper" };
  const fact = disputed(assumed("2026-03-01", "not disclosed"), reason, [later]);
  expect(disputesIn({ fact }).map(({ path }) => path)).toEqual(["fact"]);
  expect(assumptionsIn({ fact })).toEqual([{ path: "fact", value: "2026-03-01", reason: "not disclosed" }]);
});

test("a preview shows the other claims beside the value", () => {
  expect(factArguments(phase)).toEqual({
    name: "initial",
    capacity: 20,
    gpus: 8,
    assumptions: { gpus: "an example" },
    disputed: { capacity: ["230 by the press, 2025-07-31"] },
  });
});
