import { expect, test } from "vitest";
import { isoDate } from "../../../components/lib/date.ts";
import { inForceOn } from "../../../components/lib/dated.ts";
import type { Dated } from "../../../components/lib/dated.ts";

const read = { source: "test", reviewedOn: "2026-01-01", reviewBy: "2027-01-01" };
const closed: Dated<string> = { ...read, validFrom: "2025-01-01", validTo: "2025-12-31", value: "closed", status: "in-force" };
const open: Dated<string> = { ...read, validFrom: "2025-12-31", value: "open", status: "draft" };

test.each([
  ["2024-12-31", []],
  ["2025-01-01", ["closed"]],
  ["2025-12-30", ["closed"]],
  ["2025-12-31", ["closed", "open"]],
  ["2026-01-01", ["open"]],
  ["9999-12-31", ["open"]],
])("on %s the entries are %j", (date, values) => {
  expect(inForceOn([closed, open], date).map(({ value }) => value)).toEqual(values);
});

test("no entries are in force of an empty list", () => {
  expect(inForceOn([], "2026-01-01")).toEqual([]);
});

test.each([
  ["2026-02-28", true],
  ["2028-02-29", true],
  ["2026-02-29", false],
  ["2026-2-28", false],
  ["28.02.2026", false],
  ["2026-02-28T00:00:00Z", false],
])("%s is a date: %s", (text, valid) => {
  expect(isoDate.safeParse(text).success).toBe(valid);
});
