import { expect, test } from "vitest";
import { judge } from "../../../policies/verdicts/judge.ts";
import type { Resource } from "../../../policies/lib/rule.ts";
import { rules } from "../../../policies/rules.ts";
import { judgedOn } from "../../support/checkout.ts";
import { resourcesOf } from "../../support/policies.ts";

const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const mandatory = rules.filter(({ level }) => level === "mandatory");

// What a transform, or an object of another site, does to the resources that the components render.

/** A resource as rendered, whose fields may be changed. */
interface Rendered extends Resource {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly props: any;
}
type Edit = (resources: readonly Rendered[]) => readonly Resource[];

const isTenants = ({ type, props }: Rendered) =>
  type === policyType && (props as { metadata: { namespace?: string } }).metadata.namespace?.startsWith("tenant-") === true;

const change =
  (is: (resource: Rendered) => boolean, edit: (resource: Rendered) => void): Edit =>
  (resources) => {
    const chosen = resources.filter(is);
    expect(chosen.length).toBeGreaterThan(0);
    chosen.forEach(edit);
    return resources;
  };

const without =
  (is: (resource: Rendered) => boolean): Edit =>
  (resources) =>
    resources.filter((one) => !is(one));

const type = "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute";
const straight: Resource = {
  urn: `urn:pulumi:texas::nscale::${type}::open`,
  type,
  name: "open",
  props: {
    metadata: { name: "open", namespace: "inference-gateway" },
    spec: {
      hostnames: ["inference.api.nscale.com"],
      parentRefs: [{ kind: "Gateway", name: "inference" }],
      rules: [{ backendRefs: [{ kind: "Service", name: "scout-engines", namespace: "inference-microsoft", port: 8000 }] }],
    },
  },
};

/* eslint-disable @typescript-eslint/no-unsafe-member-access */
test.each<[string, string, readonly string[], Edit]>([
  [
    "ten times the replicas of every machine deployment, facts unchanged",
    "glomfjord",
    ["objects-match-facts"],
    change(
      (one) => one.type === "kubernetes:cluster.x-k8s.io/v1beta2:Cluster",
      ({ props }) => {
        for (const deployment of props.spec.topology.workers.machineDeployments) deployment.replicas *= 10;
      },
    ),
  ],
  [
    "the site's ConfigMap of facts says US-TX",
    "glomfjord",
    ["objects-match-facts"],
    change(
      (one) => one.name === "glomfjord-facts",
      ({ props }) => {
        props.data.jurisdiction = "US-TX";
      },
    ),
  ],
  [
    "the gateway loses its SecurityPolicy, so its API keys",
    "texas",
    ["ingress-declared"],
    without((one) => one.type.endsWith(":SecurityPolicy")),
  ],
  [
    "a route at the declared gateway straight to an engine's Service, no key asked",
    "texas",
    ["ingress-declared"],
    (resources) => [...resources, straight],
  ],
  ["the tenants' network policies are taken away", "glomfjord", ["namespace-closed"], without(isTenants)],
  [
    "they no longer say Egress",
    "glomfjord",
    ["namespace-closed"],
    change(isTenants, ({ props }) => {
      props.spec.policyTypes = ["Ingress"];
      delete props.spec.egress;
    }),
  ],
  [
    "a namespace's pod security becomes privileged",
    "glomfjord",
    ["no-host-access"],
    change(
      (one) =>
        one.type === "kubernetes:core/v1:Namespace" && one.props.metadata.labels?.["pod-security.kubernetes.io/enforce"] !== undefined,
      ({ props }) => {
        props.metadata.labels["pod-security.kubernetes.io/enforce"] = "privileged";
      },
    ),
  ],
])("found: %s", async (_, stack, expected, edit) => {
  const edited = edit(structuredClone(await resourcesOf(stack)));
  const found = judge(mandatory, edited, judgedOn).filter(({ finding }) => finding !== undefined && finding.advisory === undefined);
  expect([...new Set(found.map(({ rule }) => rule))].sort()).toEqual(expected);
});
/* eslint-enable @typescript-eslint/no-unsafe-member-access */
