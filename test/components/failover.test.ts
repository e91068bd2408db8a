import * as k8s from "@pulumi/kubernetes";
import { describe, expect, test } from "vitest";
import { Routing } from "../../components/failover/index.ts";
import { entranceName } from "../../components/names/gateway.ts";
import { enableFailover } from "../../components/failover/hand-over.ts";
import { printResource, recordResources } from "../support/mocks.ts";
import { exampleSites, gatewayOf } from "../support/serving-sites.ts";

const residency = { nordic: ["NO", "IS"], everywhere: ["NO", "IS", "GB"] } as const;
const sites = exampleSites({
  narvik: { jurisdiction: "NO", residency, endpoints: { scout: { failover: ["keflavik", "loughton"] }, alone: {} } },
  keflavik: { jurisdiction: "IS", residency, endpoints: { scout: {} } },
  loughton: { jurisdiction: "GB", residency, endpoints: { scout: {} } },
});

describe("a site's routing", () => {
  test("is its ways as facts, the routes with what is behind them, and where these lead", async () => {
    const resources = await recordResources(() => {
      const provider = new k8s.Provider("cluster", { renderYamlToDirectory: "nowhere" });
      new Routing("narvik", { sites, gateway: gatewayOf("narvik", sites), provider, after: [] });
    });
    expect(resources.map(printResource)).toEqual([
      "kubernetes:gateway.envoyproxy.io/v1alpha1:Backend narvik-failover-to-keflavik",
      "kubernetes:gateway.envoyproxy.io/v1alpha1:Backend narvik-failover-to-loughton",
      "kubernetes:gateway.envoyproxy.io/v1alpha1:Backend narvik-failover-to-narvik",
      "kubernetes:gateway.envoyproxy.io/v1alpha1:BackendTrafficPolicy narvik-failover-traffic",
      "kubernetes:gateway.envoyproxy.io/v1alpha1:EnvoyPatchPolicy narvik-failover-order",
      "kubernetes:gateway.envoyproxy.io/v1alpha1:HTTPRouteFilter narvik-failover-refusal",
      "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute narvik-failover-scout",
      "nscale:fleet:Routing narvik",
      "nscale:site:Egress narvik-failover-egress-keflavik",
      "nscale:site:Egress narvik-failover-egress-loughton",
      "nscale:site:Egress narvik-failover-egress-narvik",
      "pulumi:providers:kubernetes cluster",
    ]);
    const stop = (stack: string, jurisdiction: string) => ({ stack, jurisdiction });
    expect(resources.find(({ type }) => type === "nscale:fleet:Routing")?.inputs).toEqual({
      endpoints: {
        scout: {
          nordic: {
            residency: ["NO", "IS"],
            stops: [stop("narvik", "NO"), stop("keflavik", "IS")],
            skippedSites: [{ ...stop("loughton", "GB"), because: "GB is outside the residency of nordic: NO, IS" }],
          },
          everywhere: {
            residency: ["NO", "IS", "GB"],
            stops: [stop("narvik", "NO"), stop("keflavik", "IS"), stop("loughton", "GB")],
            skippedSites: [],
          },
        },
      },
    });
    expect(resources.find(({ name }) => name === "narvik-failover-egress-loughton")?.inputs).toEqual({
      purpose: "failover",
      destination: { kind: "host", host: "inference.loughton.example" },
      port: 443,
      jurisdiction: "GB",
    });
  });

  test("lets a key go on with its request, and marks requests of clients, in the gateway before it alone", () => {
    const alone = gatewayOf("narvik", sites);
    const handsOn = enableFailover(alone);
    expect(alone.authentication.spec.apiKeyAuth.sanitize).toBe(true);
    expect(handsOn.authentication.spec.apiKeyAuth.sanitize).toBe(false);
    expect(handsOn.clientTraffic.spec.headers.earlyRequestHeaders).toEqual({
      ...alone.clientTraffic.spec.headers.earlyRequestHeaders,
      addIfAbsent: [{ name: "x-nscale-failed-over-from", value: "none" }],
    });
    // Routes to engines take the key away.
    const toEngines = Object.entries(handsOn.routes)
      .filter(([name]) => name !== entranceName)
      .flatMap(([, { spec }]) => spec.rules.flatMap(({ backendRefs = [] }) => backendRefs));
    expect(toEngines.length).toBeGreaterThan(0);
    for (const { filters = [] } of toEngines) {
      expect(
        filters.some(
          (filter) =>
            "requestHeaderModifier" in filter &&
            "remove" in filter.requestHeaderModifier &&
            filter.requestHeaderModifier.remove.includes("authorization"),
        ),
      ).toBe(true);
    }
  });
});
