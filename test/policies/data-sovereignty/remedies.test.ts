import type * as policy from "@pulumi/policy";
import { describe, expect, test } from "vitest";
import { workloadRegionAffinity, regionLabelRequired } from "../../../policies/data-sovereignty/regions.ts";
import { remedies } from "../../../policies/data-sovereignty/remedies.ts";
import { rules } from "../../../policies/rules.ts";
import { remediationPolicies } from "../../../policies/lib/remediation.ts";
import { applyAdditions } from "../../../policies/lib/remedy.ts";
import type { Resource } from "../../../policies/lib/rule.ts";
import { asInEngine, findingsIn, resource, unknownValue } from "../../support/policies.ts";

const place = { site: "narvik", jurisdiction: "NO" } as const;
const site = resource("nscale:site:Site", "narvik", { location: { jurisdiction: "NO" } });

/** The properties after every remedy. */
function remedied(type: string, props: Resource["props"]): Resource["props"] {
  const one = asInEngine(resource(`kubernetes:${type}`, "stray", structuredClone(props)));
  for (const { additions } of remedies) applyAdditions(additions(one, place));
  return structuredClone(JSON.parse(JSON.stringify(one.props)) as Resource["props"]);
}

const containers = [{ name: "main", image: "registry.invalid/train:1" }];
const selector = { nodeSelector: { "topology.kubernetes.io/region": "no" } };
const labels = { "nscale.com/tenant": "openai", "nscale.com/jurisdiction": "NO" };

test.each([
  [
    "a pod of a tenant gets a selector and labels",
    "core/v1:Pod",
    { metadata: { namespace: "tenant-openai", labels: { app: "a" } }, spec: { containers } },
    { metadata: { namespace: "tenant-openai", labels: { app: "a", ...labels } }, spec: { containers, ...selector } },
  ],
  [
    "so does a template, wherever it is, and what makes the pods",
    "leaderworkerset.x-k8s.io/v1:LeaderWorkerSet",
    { metadata: { namespace: "tenant-openai" }, spec: { leaderWorkerTemplate: { workerTemplate: { spec: { containers } } } } },
    {
      metadata: { namespace: "tenant-openai", labels },
      spec: { leaderWorkerTemplate: { workerTemplate: { metadata: { labels }, spec: { containers, ...selector } } } },
    },
  ],
  [
    "outside a tenant's namespace a pod gets the selector alone, beside what it has",
    "core/v1:Pod",
    { metadata: { namespace: "kube-system" }, spec: { containers, nodeSelector: { disk: "fast" } } },
    { metadata: { namespace: "kube-system" }, spec: { containers, nodeSelector: { disk: "fast", ...selector.nodeSelector } } },
  ],
  [
    "a host gets region and zone",
    "metal3.io/v1alpha1:BareMetalHost",
    { spec: { online: true } },
    { spec: { online: true }, metadata: { labels: { "topology.kubernetes.io/region": "no", "topology.kubernetes.io/zone": "narvik" } } },
  ],
  [
    "a value already written is kept, for its author to correct",
    "core/v1:Pod",
    {
      metadata: { namespace: "tenant-openai", labels: { "nscale.com/tenant": "microsoft", "nscale.com/jurisdiction": "US-TX" } },
      spec: { containers, nodeSelector: { "topology.kubernetes.io/region": "us-tx" } },
    },
    {
      metadata: { namespace: "tenant-openai", labels: { "nscale.com/tenant": "microsoft", "nscale.com/jurisdiction": "US-TX" } },
      spec: { containers, nodeSelector: { "topology.kubernetes.io/region": "us-tx" } },
    },
  ],
  [
    "what is no workload stays",
    "core/v1:ConfigMap",
    { metadata: { namespace: "tenant-openai" } },
    { metadata: { namespace: "tenant-openai" } },
  ],
])("%s", (_, type, before, after) => {
  expect(remedied(type, before)).toEqual(after);
});

test("a selector that is not known before the update stays as it is", () => {
  const props = { spec: { containers, nodeSelector: { "topology.kubernetes.io/region": unknownValue } } };
  expect(remedied.bind(null, "core/v1:Pod", props)).toThrow(/can't be known during preview/);
  const one = asInEngine(resource("kubernetes:core/v1:Pod", "stray", props));
  expect(remedies.map(({ additions }) => applyAdditions(additions(one, place)))).toEqual([false, false]);
});

describe("the policies of the engine", () => {
  const [affinity] = remediationPolicies(remedies);
  const remediate = (one: Resource) => {
    if (affinity === undefined || !("remediateResource" in affinity)) throw new Error("the policy remedies nothing");
    return affinity.remediateResource(one as policy.ResourceValidationArgs) as Resource["props"] | undefined;
  };
  const stray = () => resource("kubernetes:core/v1:Pod", "stray", { spec: { containers } });

  test("are disabled until they are configured, and mend only what a rule would refuse", () => {
    expect(remediationPolicies(remedies).map(({ name, enforcementLevel }) => [name, enforcementLevel])).toEqual([
      ["region-affinity-added", "disabled"],
      ["place-labels-added", "disabled"],
    ]);
    const named = new Set(rules.map(({ name }) => name));
    for (const { mends } of remedies) for (const rule of mends) expect(named).toContain(rule);
    expect(findingsIn([workloadRegionAffinity], [site, stray()], "2026-11-01")).toHaveLength(1);
  });

  test("know the site from when it passed by", () => {
    expect(remediate(stray())).toBeUndefined();
    expect(remediate(site)).toBeUndefined();
    const props = remediate(stray());
    expect(props).toEqual({ spec: { containers, ...selector } });
    expect(findingsIn([workloadRegionAffinity, regionLabelRequired], [site, { ...stray(), props: props ?? {} }], "2026-11-01")).toEqual([]);
  });
});
