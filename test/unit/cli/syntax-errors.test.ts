import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { planPurely } from "../../../review/plan/pure.ts";
import { Checkout } from "../../support/checkout.ts";

// Each command is a process that loads the program, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let checkout: Checkout;
beforeAll(() => {
  checkout = new Checkout();
});
afterAll(() => checkout.remove());

/** Lets the line of Glomfjord's data that has the power usage effectiveness say this instead, and returns its number. */
function breakLine(line: string): number {
  const file = checkout.path("stacks", "glomfjord.ts");
  const lines = readFileSync(`${import.meta.dirname}/../../../stacks/glomfjord.ts`, "utf8").split("\n");
  const index = lines.findIndex((each) => each.includes("powerUsageEffectiveness:"));
  writeFileSync(file, lines.with(index, line).join("\n"));
  return index + 1;
}

const told = (place: string, error: string) =>
  `${place}: got SyntaxError: ${error}, want TypeScript that loads; fix: correct the line, or one just above it`;

test("a syntax error in a site's data is told with file and line by the program, the report and the policies", async () => {
  const line = breakLine("    powerUsageEffectiveness: 1.1;");
  const message = told(`stacks/glomfjord.ts:${line}`, "Expected ',', got ';'");
  // `npm start` and `npm run review` both run this program, under an engine and without one.
  expect((await planPurely(checkout.directory, "glomfjord")).error).toBe(message);
  expect(checkout.run("report")).toEqual({ code: 1, output: `${message}\n` });
  const judged = checkout.run("policy", "glomfjord");
  expect(judged.code).toBe(2);
  expect(judged.output).toContain(message);
});

test("so is one that is no error of TypeScript's grammar, and one of a name", async () => {
  const file = checkout.path("stacks", "glomfjord.ts");
  writeFileSync(file, "const share = 1;\nconst share = 2;\nexport default share;\n");
  expect((await planPurely(checkout.directory, "glomfjord")).error).toBe(
    told("stacks/glomfjord.ts:2", "Identifier 'share' has already been declared"),
  );
  writeFileSync(file, "const share = 1;\nexport default { share: shar };\n");
  expect((await planPurely(checkout.directory, "glomfjord")).error).toBe(
    told("stacks/glomfjord.ts:2", "shar is not defined").replace("SyntaxError", "ReferenceError"),
  );
});

test("one in a file that a site's data imports is told with that file", async () => {
  writeFileSync(checkout.path("stacks", "platform.ts"), "export const platform = {\n  a: (1,\n};\n");
  expect((await planPurely(checkout.directory, "narvik")).error).toBe(told("stacks/platform.ts:3", "Expression expected"));
});
