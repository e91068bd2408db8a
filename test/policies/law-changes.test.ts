import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { run } from "../../cli/tasks/law.ts";
import { verdictChanges } from "../../cli/policy/law.ts";
import { rules } from "../../policies/rules.ts";
import { resourcesOf } from "../support/policies.ts";

let said = "";

beforeEach(() => {
  said = "";
  vi.stubEnv("NSCALE_POLICY_DATE", "2026-11-28");
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += String(text);
    return true;
  });
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const usage = "npm run law -- --on YYYY-MM-DD [STACK… | all]";

test.each([
  [[], `--on: got no day, want a date, YYYY-MM-DD; fix: ${usage}\n`],
  [["--on", "2026-02-30"], `--on: got 2026-02-30, want a date, YYYY-MM-DD; fix: ${usage}\n`],
])("%j", async (args, message) => {
  expect(await run(args)).toBe(2);
  expect(said).toBe(message);
});

test("the day on which a verdict changes, and why: law that begins", async () => {
  const parties = (await resourcesOf("glomfjord")).map((one) =>
    one.name === "arctic-research"
      ? { ...one, props: { ...one.props, listScreening: { screenedOn: "2026-10-01", isListed: false, listedSharePercent: 60 } } }
      : one,
  );
  const changes = verdictChanges(parties, rules, [], "2026-11-01", "2026-11-28").filter(({ rule }) => rule === "ownership-screen");
  expect(changes.map(({ day, before, after, because }) => [day, before, after, because])).toEqual([
    [
      "2026-11-10",
      "advisory",
      "violation",
      [
        "law begins (in-force): Affiliates rule, whose suspension ends by its own terms on 9 November 2026; whether it was prolonged is not known here",
        "law ended (suspended): Affiliates rule, suspended from 10 November 2025 to 9 November 2026 by the final rule of 10 November 2025",
      ],
    ],
  ]);
});

test("a term that a rule computes is found on its day, between the days that facts name", async () => {
  const changes = verdictChanges(await resourcesOf("glomfjord"), rules, [], "2027-08-01", "2027-12-01");
  const screened = changes.filter(({ rule, urn }) => rule === "ownership-screen" && urn.endsWith("::arctic-research"));
  expect(screened.map(({ day, before, after, because }) => [day, before, after, because])).toEqual([
    ["2027-09-02", "passed-on-assumption", "violation", []],
  ]);
});

test("no change is told as such", async () => {
  expect(await run(["--on", "2026-11-28", "fleet"])).toBe(0);
  expect(said).toBe("from 2026-11-28 to 2026-11-28\nfleet: no verdict changes\n");
});
