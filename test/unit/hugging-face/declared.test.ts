import { describe, expect, test } from "vitest";
import { conflictFaults } from "../../../components/inference/hugging-face/conflicts.ts";
import type { Mapping } from "../../../components/inference/hugging-face/mapping.ts";
import { printFaults } from "../../../components/lib/parse/fault.ts";

const scout: Mapping = {
  task: "conversational",
  hfModel: "meta-llama/Llama-4-Scout-17B-16E-Instruct",
  providerModel: "meta-llama/Llama-4-Scout-17B-16E-Instruct",
  status: "live",
};

const faults = (narvik: Record<string, Mapping>, loughton: Record<string, Mapping>) =>
  printFaults(
    "stacks",
    conflictFaults(
      new Map([
        ["narvik", narvik],
        ["loughton", loughton],
      ]),
    ),
  );

describe("mappings of several sites", () => {
  test("may be the same, or of different models", () => {
    expect(faults({ scout }, { scout, other: { ...scout, hfModel: "a/b" } })).toBe("");
  });

  test("may not differ in their status or name", () => {
    expect(faults({ scout }, { scout: { ...scout, status: "staging" } })).toBe(
      "stacks: inference.endpoints.scout.huggingFace: got meta-llama/Llama-4-Scout-17B-16E-Instruct as meta-llama/Llama-4-Scout-17B-16E-Instruct, staging, in stack loughton, " +
        "want as meta-llama/Llama-4-Scout-17B-16E-Instruct, live, as endpoint scout of stack narvik has it: the Hub has one mapping of a model; " +
        "fix: make the two the same, or take huggingFace away from one",
    );
    expect(faults({ scout, fast: { ...scout, providerModel: "scout-fast" } }, {})).toContain(
      "got meta-llama/Llama-4-Scout-17B-16E-Instruct as scout-fast, live, in stack narvik",
    );
  });
});
