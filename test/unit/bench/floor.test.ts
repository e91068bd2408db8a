import { describe, expect, test } from "vitest";
import { differingResources, floorProgram } from "../../bench/floor.ts";
import { resource } from "./state.ts";

const stack = resource("pulumi:pulumi:Stack", "nscale-north", { outputs: { summary: { gpus: 8 } } });
const site = resource("nscale:site:Site", "north", { parent: stack.urn, inputs: { name: "North" }, outputs: { name: "North" } });
const provider = resource("pulumi:providers:kubernetes", "management", {
  parent: stack.urn,
  inputs: { __internal: {}, renderYamlToDirectory: "../out/north/management", version: "4.25.0" },
  outputs: { version: "4.25.0" },
});
const namespace = resource("kubernetes:core/v1:Namespace", "north", {
  urn: "urn:pulumi:north::nscale::nscale:site:Site$kubernetes:core/v1:Namespace::north",
  parent: site.urn,
  provider: `${provider.urn}::first-id`,
  inputs: { apiVersion: "v1", kind: "Namespace", metadata: { name: "north" } },
  outputs: { status: "of the provider" },
});
const facts = resource("kubernetes:core/v1:ConfigMap", "north-facts", {
  parent: stack.urn,
  provider: `${provider.urn}::first-id`,
  inputs: { data: { it: 'says "so"' } },
  dependencies: [namespace.urn],
  customTimeouts: { delete: 7200 },
});
const state = [stack, site, provider, namespace, facts];

describe("the floor program", () => {
  test("registers every resource as literals", () => {
    expect(floorProgram(state)).toBe(
      [
        'import * as pulumi from "@pulumi/pulumi";',
        'export const summary = {"gpus":8};',
        'const r1 = new pulumi.ComponentResource("nscale:site:Site", "north", {"name":"North"}, {  });',
        'r1.registerOutputs({"name":"North"});',
        'const r2 = new pulumi.ProviderResource("kubernetes", "management", {"renderYamlToDirectory":"../out/north/management"}, { version: "4.25.0" });',
        'const r3 = new pulumi.CustomResource("kubernetes:core/v1:Namespace", "north", {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"north"}}, { parent: r1, provider: r2 });',
        'const r4 = new pulumi.CustomResource("kubernetes:core/v1:ConfigMap", "north-facts", {"data":{"it":"says \\"so\\""}}, { provider: r2, dependsOn: [r3], customTimeouts: {"delete":"7200s"} });',
        "",
      ].join("\n"),
    );
  });

  test("is refused for a state in which a resource needs a later one", () => {
    expect(() => floorProgram([stack, provider, namespace, site])).toThrow(`the state has ${site.urn} after what needs it, or not at all`);
  });
});

describe("two states", () => {
  test("hold the same whatever ids, provider's outputs and orders they have", () => {
    const other = [facts, { ...namespace, provider: `${provider.urn}::second-id`, outputs: {} }, provider, site, stack];
    expect(differingResources(state, other)).toEqual([]);
  });

  test.each([
    ["another input", { inputs: { metadata: { name: "south" } } }],
    ["another parent", { parent: stack.urn }],
    ["another provider", { provider: "urn:pulumi:north::nscale::pulumi:providers:kubernetes::hall-1::first-id" }],
    ["another dependency", { dependencies: [site.urn] }],
    ["another timeout", { customTimeouts: { create: 60 } }],
  ])("differ by %s", (_, changes) => {
    expect(differingResources(state, [stack, site, provider, { ...namespace, ...changes }, facts])).toEqual([namespace.urn]);
  });

  test("differ by a component's outputs, and by a resource that only one has", () => {
    expect(differingResources(state, [stack, { ...site, outputs: {} }, provider, namespace])).toEqual([facts.urn, site.urn]);
  });
});
