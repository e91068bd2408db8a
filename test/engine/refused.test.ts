import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Checkout } from "../support/checkout.ts";

const canary = "canary-3f9a51c7";

/** Input that is refused: the message says what is wrong, and nothing was changed. */
describe("refused before anything is changed", () => {
  const checkout = new Checkout();
  afterAll(() => checkout.remove());

  beforeAll(() => {
    const { code, output } = checkout.run("pulumi", "stack", "init", "glomfjord");
    expect(code, output).toBe(0);
  });

  /** The engine itself registers the stack, before any program runs. */
  const registered = () => checkout.resources("glomfjord").filter((resource) => !resource.startsWith("pulumi:pulumi:Stack "));

  /** Output of `npm start` when it refuses. */
  function refused(): string {
    const { code, output } = checkout.run("start");
    expect(code, output).not.toBe(0);
    expect(registered()).toEqual([]);
    expect(existsSync(checkout.path("out/glomfjord"))).toBe(false);
    return output;
  }

  test("a stack file with a fault of shape and one across areas", () => {
    checkout.change("glomfjord", 'stack.asOf = "soon";', 'stack.clusters["expansion-b300"].phase = "extension";');
    const output = refused();
    expect(output).toContain('stacks/glomfjord.ts: asOf: got "soon"');
    expect(output).toContain(
      "stacks/glomfjord.ts: clusters.expansion-b300.phase: got extension, want a phase of the site: initial, expansion;",
    );
    expect(output).not.toContain("at main");
    checkout.change("glomfjord");
  });

  test("targets of the wrong type", () => {
    checkout.run("pulumi", "config", "set", "--stack", "glomfjord", "targets", "everywhere");
    expect(refused()).toContain('Pulumi.glomfjord.yaml: targets: got "everywhere", want an object');
  });

  test("a cluster that does not answer, without showing its credentials", () => {
    const kubeconfig = JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "c", cluster: { server: "https://127.0.0.1:2" } }],
      users: [{ name: "u", user: { token: canary } }],
      contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
      "current-context": "x",
    });
    checkout.run("pulumi", "config", "set", "--stack", "glomfjord", "--secret", "kubeconfig-management", kubeconfig);
    checkout.run("pulumi", "config", "set", "--stack", "glomfjord", "targets", '{"management":{"kind":"kubeconfig"}}');
    const output = refused();
    expect(output).toContain("targets.management: got no answer from https://127.0.0.1:2 (ECONNREFUSED), want a reachable API server");
    expect(output).not.toContain(canary);
  });
});
