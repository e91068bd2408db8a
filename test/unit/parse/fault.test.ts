import { expect, test } from "vitest";
import { FaultError, printFaults, printNames, printPath } from "../../../components/lib/parse/fault.ts";

const one = { path: "site.name", got: '""', want: "a name", fix: "write one" };
const other = { path: "asOf", got: "nothing", want: "a date", fix: "add it" };

test.each([
  [[], "the whole input"],
  [["site"], "site"],
  [["site", "phases", 1, "name"], "site.phases[1].name"],
  [["clusters", "hall-1", "gpus"], "clusters.hall-1.gpus"],
  [["tenants", "A & B", "name"], 'tenants["A & B"].name'],
  [["releases", "2026.10"], 'releases["2026.10"]'],
  [["", 0], '[""][0]'],
  [["a\nb"], '["a\\nb"]'],
])("the path %j", (path, printed) => {
  expect(printPath(path)).toBe(printed);
});

test("names that one may choose from, also when there are none", () => {
  expect(printNames(["a", "b"])).toBe("a, b");
  expect(printNames([])).toBe("none is declared");
});

test("every fault is a line that names its file", () => {
  const lines = 'narvik.ts: site.name: got "", want a name; fix: write one\nnarvik.ts: asOf: got nothing, want a date; fix: add it';
  expect(printFaults("narvik.ts", [one, other])).toBe(lines);
  const error = new FaultError("narvik.ts", [one, other]);
  expect({ name: error.name, message: error.message, faults: error.faults }).toEqual({
    name: "FaultError",
    message: lines,
    faults: [one, other],
  });
});
