import { expect, test } from "vitest";
import { drainingXidsOf } from "../../../components/catalog/xids.ts";

test("a node drains for NVLink's errors of its own generation", () => {
  expect(drainingXidsOf("h200")).toEqual([46, 48, 54, 62, 64, 74, 79, 95, 109, 110, 119, 120, 136, 140, 143, 154, 155, 156, 158]);
  expect(drainingXidsOf("gb300-nvl72")).toEqual([
    46, 48, 54, 62, 64, 79, 95, 109, 110, 119, 120, 136, 140, 143, 144, 145, 146, 147, 148, 149, 150, 154, 155, 156, 158,
  ]);
});

test("no job's own fault drains a node", () => {
  for (const xid of [13, 31, 43, 94]) expect(drainingXidsOf("b200")).not.toContain(xid);
});
