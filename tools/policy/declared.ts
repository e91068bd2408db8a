import * as pulumi from "@pulumi/pulumi";
import { planFleet } from "../../components/fleet/plan.ts";
import { Fleet } from "../../components/fleet/index.ts";
import { declareStack } from "../../components/stack.ts";
import { summarize } from "../../components/summary/summarize.ts";
import { managementCluster } from "../../components/target/spec.ts";
import type { StackSpec } from "../../components/spec.ts";
import type { Resource } from "../../policies/lib/rule.ts";
import { fleetStack, readFleet, readStack } from "../../stacks/files.ts";

const project = "nscale";

/** What the mock monitor is told of a resource. */
interface Registration {
  getType: () => string;
  getName: () => string;
  getParent: () => string;
  getObject: () => Parameters<typeof pulumi.runtime.deserializeProperties>[0];
}
type Register = (request: Registration, callback: (error: unknown, response: { getUrn: () => string }) => void) => Promise<void>;

const urnOf = (stack: string, type: string, name: string) => `urn:pulumi:${stack}::${project}::${type}::${name}`;

/**
 * Runs a program without an engine and returns the resources that it declares, as the engine would know them before the first update.
 *
 * @throws what the program throws.
 */
async function declaredBy(stack: string, program: () => unknown): Promise<Resource[]> {
  const root: Resource = {
    urn: urnOf(stack, "pulumi:pulumi:Stack", `${project}-${stack}`),
    type: "pulumi:pulumi:Stack",
    name: `${project}-${stack}`,
    props: {},
  };
  const resources = [root];
  /** The mock monitor's URNs name only the nearest parent; the engine's name them all. */
  const qualifiedTypes = new Map<string, string>();
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as Record<string, unknown> }),
    call: ({ inputs }) => inputs as Record<string, unknown>,
  };
  await pulumi.runtime.setMocks(mocks, project, stack, true);
  const monitor = pulumi.runtime.getMonitor() as unknown as { registerResource: Register };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) =>
    register(request, (error, response) => {
      if (error === null) {
        const [type, name] = [request.getType(), request.getName()];
        const parent = qualifiedTypes.get(request.getParent());
        const qualified = parent === undefined ? type : `${parent}$${type}`;
        qualifiedTypes.set(response.getUrn(), qualified);
        const props = pulumi.runtime.deserializeProperties(request.getObject()) as Resource["props"];
        resources.push({ urn: urnOf(stack, qualified, name), type, name, props });
      }
      callback(error, response);
    });
  program();
  await pulumi.runtime.disconnect();
  return resources;
}

/** The resources of a site's data, with every cluster rendered: nothing is asked of a cluster. */
export function declaredResources(stack: string, spec: StackSpec): Promise<Resource[]> {
  const clusters = [managementCluster, ...Object.keys(spec.clusters)];
  const connections = new Map(clusters.map((cluster) => [cluster, { kind: "render" as const }]));
  return declaredBy(stack, () => declareStack(stack, spec, {}, connections));
}

/** A stack's resources as its data declares them, and the date of the data. */
export interface Declared {
  readonly asOf: string;
  readonly resources: readonly Resource[];
}

/**
 * @throws StackError with every fault of the data.
 */
export async function readDeclared(stack: string): Promise<Declared> {
  if (stack !== fleetStack) {
    const spec = await readStack(stack);
    return { asOf: spec.asOf, resources: await declaredResources(stack, spec) };
  }
  const { spec, sites } = await readFleet();
  const expected = [...sites].map(([site, siteSpec]) => summarize(site, siteSpec));
  const summary = planFleet(spec, expected, {});
  return { asOf: summary.asOf, resources: await declaredBy(stack, () => new Fleet(stack, summary)) };
}
