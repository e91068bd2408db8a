import { describe, expect, test } from "vitest";
import { failoverFaults } from "../../../components/failover/faults.ts";
import { printFaults } from "../../../components/lib/parse/fault.ts";
import { exampleSites, type SiteChanges } from "../../support/serving-sites.ts";

const residency = { nordic: ["NO", "IS"], british: ["NO", "GB"] } as const;
const path = "narvik.ts: inference.endpoints.scout.failover[0]";

/** The lines about narvik's endpoint scout, which fails over to the other stack. */
function lines(to: string, other: Partial<SiteChanges>, changes: Partial<SiteChanges> = {}): string[] {
  const sites = exampleSites({
    narvik: { jurisdiction: "NO", residency, endpoints: { scout: { failover: [to] } }, ...changes },
    other: { jurisdiction: "IS", residency, endpoints: { scout: {} }, ...other },
  });
  const text = printFaults("narvik.ts", failoverFaults("narvik", sites));
  return text === "" ? [] : text.split("\n");
}

describe("a failover", () => {
  test("to a stack that serves the model where some tenant's data may lie is right", () => {
    expect(lines("other", {})).toEqual([]);
    expect(lines("other", { jurisdiction: "GB" })).toEqual([]);
  });

  test("is to another stack that exists", () => {
    expect(lines("narvik", {})).toEqual([`${path}: got the stack itself, want another stack; fix: remove it`]);
    expect(lines("tromso", {})).toEqual([
      `${path}: got tromso, want another stack that serves the model; fix: correct the name, or add stacks/tromso.ts`,
    ]);
  });

  test("is to a stack that serves the model, under the name, with requests as long", () => {
    expect(lines("other", { endpoints: { llama: {} } })).toEqual([
      `${path}: got other, which serves example/llama, want a stack that serves example/scout; fix: declare an endpoint for it in stacks/other.ts, or remove other`,
    ]);
    expect(lines("other", { endpoints: {} })).toEqual([
      `${path}: got other, which serves no model, want a stack that serves example/scout; fix: declare an endpoint for it in stacks/other.ts, or remove other`,
    ]);
    expect(lines("other", { endpoints: { scout: { model: "deepseek-r1" } } })).toEqual([
      `${path}: got other, where example/scout is deepseek-r1, want llama-3.1-8b-instruct under that name; fix: give one of the two another servedAs`,
    ]);
    expect(lines("other", { endpoints: { scout: { contextTokens: 4096 } } })).toEqual([
      `${path}: got other, which takes requests of up to 4,096 tokens, want at least 8,192, or requests that fit here are refused there; fix: raise contextTokens in stacks/other.ts, or lower it here`,
    ]);
  });

  test("is to no place that every tenant forbids, by the data of either stack", () => {
    expect(lines("other", { jurisdiction: "US-TX" })).toEqual([
      `${path}: got other in US-TX (Texas, United States): US-TX is outside the residency of nordic: NO, IS; US-TX is outside the residency of british: NO, GB, want a stack that may serve at least one of the endpoint's tenants; fix: remove other; widen a residency only if that tenant's contract says so`,
    ]);
    expect(lines("other", { residency: { nordic: ["NO"], british: ["IS"] } })).toEqual([
      `${path}: got other in IS (Iceland): IS is outside the residency of nordic: NO; IS is outside the residency of british: NO, GB, want a stack that may serve at least one of the endpoint's tenants; fix: remove other; widen a residency only if that tenant's contract says so`,
    ]);
  });

  test("is to a stack whose endpoint is open to the tenant", () => {
    expect(lines("other", { endpoints: { scout: { tenants: ["british"] } } })).toEqual([
      `${path}: got other in IS (Iceland): its endpoint is not open to nordic; IS is outside the residency of british: NO, GB, want a stack that may serve at least one of the endpoint's tenants; fix: remove other; widen a residency only if that tenant's contract says so`,
    ]);
  });

  test("is to another address under the same name", () => {
    expect(lines("other", { gateway: { hostname: "inference.other.example" } })).toEqual([
      `${path}: got other, whose API is at inference.other.example, want inference.example.com, the name that requests of narvik and its certificate carry; fix: give both gateways one hostname, and a peerHostname each`,
    ]);
    expect(lines("other", { gateway: { address: "inference.narvik.example" } })).toEqual([
      `${path}: got other, whose gateway is at inference.narvik.example, as that of narvik is, want an address for each, or a request comes back to where it failed; fix: give both gateways a peerHostname`,
    ]);
  });

  test("is between gateways with the same keys", () => {
    expect(lines("other", { gateway: { hasSuppliedKeys: false } })).toEqual([
      `${path}: got other with keys of its own, want the same keys at both sites: a request goes on with its key; fix: write inference.gateway.keys: "supplied" in stacks/other.ts`,
    ]);
    expect(lines("other", { gateway: { keyGenerations: { nordic: 2, british: 3 } } })).toEqual([
      `${path}: got keyGeneration 1 of nordic in narvik, and 2 in other, want the same at both sites: a request goes on with its key; fix: raise the lower one`,
    ]);
  });
});
