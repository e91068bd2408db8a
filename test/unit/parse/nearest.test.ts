import { expect, test } from "vitest";
import { nearest } from "../../../components/lib/parse/nearest.ts";

test.each([
  ["inital", ["initial", "expansion"], "initial"],
  ["frist", ["first", "second"], "first"],
  ["Initial", ["initial", "expansion"], "initial"],
  ["fulltwo", ["full-1", "full-two"], "full-two"],
  ["gb300", ["gb200-nvl72", "gb300-nvl72"], "gb300-nvl72"],
  ["gpu", ["gpus", "phase"], "gpus"],
  ["narvk", ["glomfjord", "narvik", "fleet"], "narvik"],
])("%s means one of %s", (text, known, meant) => {
  expect(nearest(text, known)).toBe(meant);
});

test.each([
  ["a country", "ES", ["NO", "IS", "GB", "US-TX"]],
  ["a zone", "NO9", ["NO1", "NO2", "IS"]],
  ["a version", "2026.12", ["2026.08", "2026.10", "2026.11"]],
  ["another machine", "a100", ["h100", "h200"]],
  ["another source", "wood", ["wind", "hydro"]],
  ["another number", "hall-3", ["hall-1", "hall-2"]],
  ["one of two", "hall", ["hall-a", "hall-b"]],
  ["nothing", "", ["wind"]],
  ["no text", 5, ["5"]],
])("nobody can tell what %s means: %s of %s", (_, text, known) => {
  expect(nearest(text, known)).toBe(undefined);
});
