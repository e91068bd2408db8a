import { expect, test } from "vitest";
import { monthsLater } from "../../components/lib/date.ts";

test.each([
  ["2026-01-01", 36, "2029-01-01"],
  ["2026-01-31", 1, "2026-02-28"],
  ["2028-01-31", 1, "2028-02-29"],
  ["2028-02-29", 12, "2029-02-28"],
  ["2026-11-30", 3, "2027-02-28"],
  ["2026-01-01", -36, "2023-01-01"],
  ["2026-03-31", -1, "2026-02-28"],
  ["2026-12-31", 0, "2026-12-31"],
])("%s and %i months are %s", (date, months, later) => {
  expect(monthsLater(date, months)).toBe(later);
});
