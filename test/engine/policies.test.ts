import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rules } from "../../policies/rules.ts";
import { nameOfUrn, printFinding } from "../../policies/verdicts/apply-exemptions.ts";
import { readExemptions } from "../../policies/verdicts/read-exemptions.ts";
import { judgeOn } from "../../policies/verdicts/evaluation.ts";
import { Checkout, judgedOn } from "../support/checkout.ts";
import { resourcesOf } from "../support/policies.ts";

const packs = ["renewable-power", "energy-permitting", "data-sovereignty", "export-control"];

/** A claim that the data's own checks let through, and one rule refuses. */
const violation = "stack.site.energyClaims.offsetSharePercent.value = 5;";

/** The start of a program that adds an object beside the components, at the end, by their own provider, without a selector and without labels. */
const strayPod = `
import * as strayKubernetes from "@pulumi/kubernetes";
import { runtime } from "@pulumi/pulumi";
runtime.registerStackTransformation(({ type, name, resource }) => {
  if (type !== "pulumi:providers:kubernetes" || name !== "initial-b200") return undefined;
  const spec = { containers: [{ name: "main", image: "registry.invalid/train:1" }] };
  const metadata = { name: "stray", namespace: "tenant-nordic-ai" };
  const provider = resource as strayKubernetes.Provider;
  setImmediate(() => void summary.then(() => new strayKubernetes.core.v1.Pod("stray", { metadata, spec }, { provider })));
  return undefined;
});
`;

/** The engine's event for a remedy's change to a resource; the SDK's type of events lacks it. */
interface RemediationEvent {
  readonly policyRemediationEvent?: {
    readonly policyName: string;
    readonly resourceUrn: string;
    readonly before: object;
    readonly after: object;
  };
}

/** The policies on the real engine, judging on a fixed date. */
describe("policies", () => {
  const checkout = new Checkout({ PULUMI_DEBUG_COMMANDS: "true" });
  afterAll(() => checkout.remove());

  beforeAll(() => {
    const { code, output } = checkout.run("pulumi", "stack", "init", "glomfjord");
    expect(code, output).toBe(0);
  });

  const preview = (pack: string, ...args: string[]) =>
    checkout.run("pulumi", "preview", "--stack", "glomfjord", "--policy-pack", `policies/${pack}`, ...args);

  /** The finding of the claim, as the evidence of `npm run policy` has it. */
  const found = () => {
    exemptNothing();
    checkout.run("policy", "glomfjord");
    const { results } = JSON.parse(readFileSync(checkout.path("out/policy/glomfjord/evidence.json"), "utf8")) as {
      results: { rule: string; outcome: string; urn: string; fingerprint: string }[];
    };
    const { urn = "", fingerprint = "" } = results.find(({ rule, outcome }) => rule === "no-offsets" && outcome === "violation") ?? {};
    return { resource: urn, finding: fingerprint };
  };

  const exempt = (finding: { readonly resource: string; readonly finding: string }, changes: Record<string, string> = {}) => {
    const exemption = {
      rule: "no-offsets",
      stack: "glomfjord",
      ...finding,
      owner: "Ada <ada@example.com>",
      author: "Ada <ada@example.com>",
      approver: "Grace <grace@example.com>",
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
      exempt(found());
      const { code, output } = preview("renewable-power");
      expect(code, output).toBe(0);
      expect(output).toContain("[advisory]  noted  (nscale:site:Site: glomfjord)");
      expect(output).toMatch(
        /exempted by Ada <ada@example.com>, until 2026-12-29 \(POWER-12\), approved by Grace <grace@example.com>: the claim goes with the next report/,
      );
    });

    test("an exemption that has ended is a violation itself, and a malformed one stops every preview", () => {
      const finding = found();
      exempt(finding, { granted: "2026-08-01", expires: "2026-10-01" });
      const ended = preview("renewable-power");
      expect(ended.code).not.toBe(0);
      expect(ended.output).toMatch(/\[mandatory\] {2}exemptions .*\n.*\n.*got an exemption that has ended for no-offsets/);
      exempt(finding, { rule: "no-offset", expires: "2027-12-29" });
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
    const resultsOf = (text: string, of: string) =>
      (JSON.parse(text) as { results: ({ source: string; rule: string } & object)[] }).results.flatMap(({ source, ...result }) =>
        source === of ? [result] : [],
      );
    const ofData = checkout.run("policy", "glomfjord");
    expect(ofData.code, ofData.output).toBe(0);
    const data = evidence();

    const started = checkout.run("start");
    expect(started.code, started.output).toBe(0);
    const ofState = checkout.run("policy", "glomfjord");
    expect(ofState.code, ofState.output).toBe(0);
    expect(ofState.output).toContain("glomfjord, from its data (as of 2026-11-01) and the state of its last update (as of 2026-11-01)");
    expect(resultsOf(evidence(), "state")).toEqual(resultsOf(data, "data"));
    // A state says where the site lay before.
    const withPlace = resultsOf(data, "data").map((result) =>
      result.rule === "site-stays" ? { ...result, reason: "the site lies where it lay, in NO" } : result,
    );
    expect(resultsOf(evidence(), "data")).toEqual(withPlace);

    checkout.change("glomfjord", violation);
    const edited = checkout.run("policy", "glomfjord");
    checkout.change("glomfjord");
    expect(edited.code).toBe(1);
    expect(edited.output).toMatch(/violation {2}no-offsets {2}glomfjord: got 5 % .* \[data\]\n/);

    checkout.run("pulumi", "stack", "export", "--stack", "glomfjord", "--file", checkout.path("state.json"));
    expect(checkout.run("policy", "--state", "state.json").code).toBe(0);
    const offline = evidence();
    expect(checkout.run("policy", "--state", "state.json").code).toBe(0);
    expect(evidence()).toBe(offline);
  });

  /** Events of the engine while it ran a command. */
  function eventsOf(...args: string[]): {
    readonly code: number | null;
    readonly output: string;
    readonly events: (EngineEvent & RemediationEvent)[];
  } {
    const log = checkout.path("events.json");
    const { code, output } = checkout.run("pulumi", ...args, "--event-log", log);
    const events = readFileSync(log, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as EngineEvent & RemediationEvent);
    return { code, output, events };
  }

  test("in the engine, the largest site's stack is judged as its data is without it", async () => {
    expect(checkout.run("pulumi", "stack", "init", "--no-select", "narvik").code).toBe(0);
    const { code, output, events } = eventsOf("preview", "--stack", "narvik", "--policy-pack", "policies/all");
    expect(code, output).toBe(0);
    const told = events.flatMap(({ policyEvent }) =>
      policyEvent === undefined
        ? []
        : [
            `${policyEvent.policyName === "noted" ? "" : `${policyEvent.policyName}: `}${policyEvent.message.trim().split("\n").at(-1)?.trim() ?? ""}`,
          ],
    );
    const found = judgeOn(judgedOn, await resourcesOf("narvik"), rules, readExemptions(rules))
      .results.filter(({ finding }) => finding !== undefined)
      .map((result) => `${result.rule}: ${nameOfUrn(result.urn)}: ${printFinding(result)}`);
    expect(found.length).toBeGreaterThan(0);
    expect(told.sort()).toEqual(found.sort());
  });

  describe("a pod without a region", () => {
    const program = checkout.path("stacks", "index.ts");
    const original = readFileSync(program, "utf8");
    beforeAll(() => {
      checkout.change("glomfjord");
      writeFileSync(program, `${strayPod}${original}`);
      writeFileSync(
        checkout.path("remediate.json"),
        JSON.stringify({ "region-affinity-added": "remediate", "place-labels-added": "remediate" }),
      );
    });
    afterAll(() => writeFileSync(program, original));

    test("is refused until remediation is configured; then it is mended, and the events show it before and after", () => {
      const refused = preview("data-sovereignty");
      expect(refused.code).not.toBe(0);
      expect(refused.output).toContain(
        "stray: got Pod tenant-nordic-ai/stray spec: no region required, want topology.kubernetes.io/region no, required",
      );
      const { code, output, events } = eventsOf(
        ...["preview", "--stack", "glomfjord", "--policy-pack", "policies/data-sovereignty", "--policy-pack-config", "remediate.json"],
      );
      expect(code, output).toBe(0);
      const region = { "topology.kubernetes.io/region": "no" };
      const labels = { "nscale.com/tenant": "nordic-ai", "nscale.com/jurisdiction": "NO" };
      const remedied = events.flatMap(({ policyRemediationEvent: event }) => event ?? []);
      expect(remedied.map(({ policyName, resourceUrn }) => [policyName, nameOfUrn(resourceUrn)])).toEqual([
        ["region-affinity-added", "stray"],
        ["place-labels-added", "stray"],
      ]);
      const [affinity, labelled] = remedied;
      expect(affinity?.before).not.toMatchObject({ spec: { nodeSelector: region } });
      expect(affinity?.after).toMatchObject({ spec: { nodeSelector: region, containers: [{ name: "main" }] } });
      expect(labelled?.before).not.toMatchObject({ metadata: { labels } });
      expect(labelled?.after).toMatchObject({ metadata: { name: "stray", labels }, spec: { nodeSelector: region } });
    });

    test("is rendered as it was mended", () => {
      const options = ["--yes", "--policy-pack", "policies/all", "--policy-pack-config", "remediate.json"];
      const { code, output } = checkout.run("pulumi", "up", "--stack", "glomfjord", ...options);
      expect(code, output).toBe(0);
      const folder = "out/glomfjord/initial-b200";
      const file = checkout.files(folder).find((name) => name.includes("stray")) ?? "";
      expect(readFileSync(checkout.path(folder, file), "utf8")).toContain('topology.kubernetes.io/region: "no"');
    });
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
