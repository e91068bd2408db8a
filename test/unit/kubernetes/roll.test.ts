import { expect, test } from "vitest";
import { hostsAtOnce } from "../../../components/capacity/roll.ts";
import { assumed } from "../../../components/lib/fact.ts";

test.each([
  [1, "100%"],
  [2, "51%"],
  [12, "9%"],
  [18, "6%"],
  [20, "6%"],
  [21, "5%"],
  [2304, "5%"],
])("of %i hosts, %s may be down at once: two at least where there are two", (hosts, share) => {
  expect(hostsAtOnce({ accelerator: "b200", gpus: assumed(hosts * 8, "an example") })).toBe(share);
  expect(Math.ceil((hosts * Number.parseInt(share)) / 100)).toBeGreaterThanOrEqual(Math.min(hosts, 2));
});
