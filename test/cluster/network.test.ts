import { describe, expect, test } from "vitest";
import { reachOf } from "../../components/stack/reach/index.ts";
import { referenced } from "../../components/lib/referenced.ts";
import { declareStack } from "../../components/stack/index.ts";
import { managementCluster } from "../../components/targets/spec.ts";
import { readPeerSites, readStack } from "../../stacks/files.ts";
import { measuredReach, printReach } from "../rigs/network/reach.ts";
import type { ServerObject } from "../support/cluster.ts";
import { recordResources } from "../support/mocks.ts";

/** The network policies of a cluster, as the stack declares them. */
async function policiesOf(stack: string, cluster: string): Promise<ServerObject[]> {
  const spec = await readStack(stack);
  const connections = new Map([managementCluster, ...Object.keys(spec.clusters)].map((name) => [name, { kind: "render" as const }]));
  const sites = await readPeerSites(stack, spec);
  const resources = await recordResources(() => declareStack(stack, spec, {}, connections, sites));
  return resources
    .filter(({ type, provider }) => type.endsWith(":NetworkPolicy") && provider.includes(`::${cluster}::`))
    .map(({ inputs }) => ({ ...inputs, apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" }) as ServerObject);
}

describe.each([
  ["glomfjord", "initial-b200"],
  ["narvik", "initial-1"],
])("%s %s", (stack, cluster) => {
  test("connects who is declared to be, and nobody else", async () => {
    const spec = await readStack(stack);
    const { parties, open } = reachOf(cluster, spec);
    const measured = await measuredReach(parties, referenced(spec.clusters, cluster), await policiesOf(stack, cluster));
    expect(printReach(measured)).toEqual(printReach(open));
  });
});
