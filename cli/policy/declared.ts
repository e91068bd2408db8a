import { planFleet } from "../../components/fleet/plan.ts";
import { peerSites } from "../../components/failover/peers.ts";
import { Fleet } from "../../components/fleet/index.ts";
import { declareStack } from "../../components/stack/index.ts";
import { summarize } from "../../components/summary/summarize.ts";
import { managementCluster } from "../../components/targets/spec.ts";
import type { StackSpec } from "../../components/schema/stack.ts";
import type { Resource } from "../../policies/lib/rule.ts";
import { project, runUnderMocks } from "../../review/plan/registrations.ts";
import { fleetStack, readFleet, readPeerSites, readStack } from "../../stacks/files.ts";

/** The resource that stands for the stack itself: what is found in the whole of it is found there. */
export function stackResource(stackName: string): Resource {
  const [type, name] = ["pulumi:pulumi:Stack", `${project}-${stackName}`];
  return { urn: `urn:pulumi:${stackName}::${project}::${type}::${name}`, type, name, props: {} };
}

/**
 * Runs a program without an engine and returns the resources that it declares, as the engine would know them before the first update.
 *
 * @throws what the program throws.
 */
async function declaredBy(stackName: string, program: () => unknown): Promise<Resource[]> {
  const resources: Resource[] = [stackResource(stackName)];
  await runUnderMocks(stackName, program, ({ inputs, isProtected: _isProtected, isRetained: _isRetained, ...resource }) =>
    resources.push({ ...resource, props: inputs }),
  );
  return resources;
}

/** The resources of a site's data, with every cluster rendered: nothing is asked of a cluster. */
export async function declaredResources(stackName: string, spec: StackSpec): Promise<Resource[]> {
  const clusters = [managementCluster, ...Object.keys(spec.clusters)];
  const connections = new Map(clusters.map((cluster) => [cluster, { kind: "render" as const }]));
  const sites = await readPeerSites(stackName, spec);
  return declaredBy(stackName, () => declareStack(stackName, spec, {}, connections, sites));
}

/** A stack's resources as its data declares them, and the date of the data. */
export interface DeclaredResources {
  readonly asOf: string;
  readonly resources: readonly Resource[];
}

/**
 * @throws StackError with every fault of the data.
 */
export async function readDeclared(stackName: string): Promise<DeclaredResources> {
  if (stackName !== fleetStack) {
    const spec = await readStack(stackName);
    return { asOf: spec.asOf, resources: await declaredResources(stackName, spec) };
  }
  const { spec, sites } = await readFleet();
  const expected = [...sites].map(([site, siteSpec]) => summarize(site, siteSpec));
  const summary = planFleet(spec, expected, {}, peerSites(sites));
  return { asOf: summary.asOf, resources: await declaredBy(stackName, () => new Fleet(stackName, summary)) };
}
