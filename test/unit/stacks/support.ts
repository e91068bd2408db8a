import { expect, test } from "vitest";
import type { Fact } from "../../../components/lib/fact.ts";
import { parseStack } from "../../../components/stack/parse.ts";
import type { StackInput, StackSpec } from "../../../components/schema/stack.ts";
import { summarySchema, type Summary } from "../../../components/summary/schema.ts";
import { summarize } from "../../../components/summary/summarize.ts";
import { fleetSheet } from "../../../stacks/sources.ts";

/** A stack's data as checked, and what the stack puts out. */
export function readSite(stack: string, input: StackInput): { spec: StackSpec; summary: Summary } {
  const spec = parseStack(`stacks/${stack}.ts`, input);
  return { spec, summary: summarySchema.parse(summarize(stack, spec)) };
}

interface Figure {
  /** In the stack's data. */
  readonly fact: Fact<unknown> | undefined;
  /** In the stack's output. */
  readonly shown: unknown;
  readonly value: unknown;
}

/** A test a figure: the fleet's own documents state it, and the stack's output shows it unchanged. */
export function testStatedFigures(figures: Readonly<Record<string, Figure>>): void {
  test.each(Object.entries(figures))("%s", (_, { fact, shown, value }) => {
    expect(fact).toMatchObject({ basis: "stated", source: expect.stringContaining(fleetSheet) as string });
    expect(fact?.value).toEqual(value);
    expect(shown).toEqual(value);
  });
}
