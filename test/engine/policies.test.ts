import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Checkout } from "../support/checkout.ts";

const packs = ["renewable-power", "energy-permitting", "data-sovereignty", "export-control"];

/** A claim that the data's own checks let through, and one rule refuses. */
const violation = "stack.site.energyClaims.offsetSharePercent.value = 5;";

/** The policies on the real engine, judging on a fixed date. */
describe("policies", () => {
  const checkout = new Checkout();
  afterAll(() => checkout.remove());

  beforeAll(() => {
    const { code, output } = checkout.run("pulumi", "stack", "init", "glomfjord");
    expect(code, output).toBe(0);
  });

  const preview = (pack: string, ...args: string[]) =>
    checkout.run("pulumi", "preview", "--stack", "glomfjord", "--policy-pack", `policies/${pack}`, ...args);

  const exempt = (changes: Record<string, string> = {}) => {
    const exemption = {
      rule: "no-offsets",
      stack: "glomfjord",
      resource: "glomfjord",
      owner: "Ada",
      reason: "the claim goes with the next report",
      ticket: "POWER-12",
      granted: "2026-10-01",
      expires: "2026-12-29",
      ...changes,
    };
    writeFileSync(checkout.path("policies/exemptions.yaml"), JSON.stringify({ exemptions: [exemption] }));
  };
  const exemptNothing = () => writeFileSync(checkout.path("policies/exemptions.yaml"), "exemptions: []\n");

  test("each pack judges by itself", () => {
    const others = packs.slice(1).flatMap((pack) => ["--policy-pack", `policies/${pack}`]);
    const { code, output } = preview("renewable-power", ...others);
    expect(code, output).toBe(0);
    for (const pack of packs) expect(output).toMatch(new RegExp(`(✅|⚠️) ${pack}@v0\\.1\\.0`));
  });

  describe("with a violation", () => {
    beforeAll(() => checkout.change("glomfjord", violation));
    afterAll(() => checkout.change("glomfjord"));

    test("a preview fails, and names rule, resource, got, want and fix", () => {
      const { code, output } = preview("renewable-power");
      expect(code).not.toBe(0);
      expect(output).toContain("[mandatory] [severity: high]  no-offsets  (nscale:site:Site: glomfjord)");
      expect(output).toContain(
        "glomfjord: got 5 % of the emissions claimed as offset, want 0 %; fix: drop the claim, and contract renewable power directly",
      );
    });

    test("neither up nor start begins", () => {
      for (const args of [["pulumi", "up", "--stack", "glomfjord", "--yes", "--skip-preview"], ["start"]] as const) {
        const [task, ...rest] = args;
        const { code, output } = checkout.run(task, ...rest);
        expect(code).not.toBe(0);
        expect(output).toContain("[mandatory] [severity: high]  no-offsets");
        expect(output).toContain("glomfjord: nothing was changed: the preview with policies/all failed (see above)");
      }
      expect(checkout.resources("glomfjord").filter((resource) => !resource.startsWith("pulumi:pulumi:Stack "))).toEqual([]);
      expect(existsSync(checkout.path("out/glomfjord"))).toBe(false);
    });

    test("an exemption turns it into a note that names who answers, until when and why", () => {
      exempt();
      const { code, output } = preview("renewable-power");
      expect(code, output).toBe(0);
      expect(output).toContain("[advisory]  noted  (nscale:site:Site: glomfjord)");
      expect(output).toMatch(/exempted by Ada, until 2026-12-29 \(POWER-12\): the claim goes with the next report/);
    });

    test("an exemption that has ended is a violation itself, and a malformed one stops every preview", () => {
      exempt({ granted: "2026-08-01", expires: "2026-10-01" });
      const ended = preview("renewable-power");
      expect(ended.code).not.toBe(0);
      expect(ended.output).toMatch(/\[mandatory\] {2}exemptions .*\n.*\n.*got an exemption that has ended for no-offsets/);
      exempt({ rule: "no-offset", expires: "2027-12-29" });
      const malformed = preview("export-control");
      expect(checkout.run("policy", "glomfjord").code).toBe(2);
      exemptNothing();
      expect(checkout.run("policy", "glomfjord").code).toBe(1);
      expect(malformed.code).not.toBe(0);
      expect(malformed.output).toContain(
        "policies/exemptions.yaml: exemptions[0].rule: got no-offset, want the name of a rule; fix: did you mean no-offsets?",
      );
      expect(malformed.output).toContain("policies/exemptions.yaml: exemptions[0].expires: got 2027-12-29, 454 days after 2026-10-01");
      expect(malformed.output).not.toContain("    at ");
    });
  });

  test("a parameter of the wrong type stops the preview", () => {
    writeFileSync(checkout.path("parameters.json"), JSON.stringify({ "pue-limit": { directToChip: "high" } }));
    const { code, output } = preview("renewable-power", "--policy-pack-config", "parameters.json");
    expect(code).not.toBe(0);
    expect(output).toMatch(/directToChip.*(number|type)/i);
  });

  test("the state is judged as the data is, offline too, and leaves the same bytes each time", () => {
    const evidence = () => readFileSync(checkout.path("out/policy/glomfjord/evidence.json"), "utf8");
    const resultsOf = (text: string) => (JSON.parse(text) as { results: unknown }).results;
    const ofData = checkout.run("policy", "glomfjord");
    expect(ofData.code, ofData.output).toBe(0);
    const data = evidence();

    const started = checkout.run("start");
    expect(started.code, started.output).toBe(0);
    const ofState = checkout.run("policy", "glomfjord");
    expect(ofState.code, ofState.output).toBe(0);
    expect(ofState.output).toContain("glomfjord, from the state of its last update (as of 2026-11-01)");
    expect(resultsOf(evidence())).toEqual(resultsOf(data));

    checkout.run("pulumi", "stack", "export", "--stack", "glomfjord", "--file", checkout.path("state.json"));
    expect(checkout.run("policy", "--state", "state.json").code).toBe(0);
    const offline = evidence();
    expect(checkout.run("policy", "--state", "state.json").code).toBe(0);
    expect(evidence()).toBe(offline);
  });

  test("a key abroad that nobody declares stops up: Pulumi's own state is judged too", () => {
    writeFileSync(checkout.path("stacks/Pulumi.glomfjord.yaml"), "secretsprovider: awskms://alias/us-key?region=us-east-1\n");
    const { code, output } = checkout.run("pulumi", "up", "--stack", "glomfjord", "--yes");
    expect(code).not.toBe(0);
    expect(output).toContain(
      "glomfjord: pulumi-state-residency: got secrets that awskms://alias/us-key?region=us-east-1 encrypts, a key that the site does not declare",
    );
    expect(output).toContain("glomfjord: nothing was changed");
  });
});
