import "../components/lib/stack-traces.ts";
import * as pulumi from "@pulumi/pulumi";
import { deployedSummaries } from "../components/fleet/deployed.ts";
import { Fleet } from "../components/fleet/index.ts";
import { planFleet } from "../components/fleet/plan.ts";
import { peerSites } from "../components/failover/peers.ts";
import type { FleetSummary } from "../components/fleet/schema.ts";
import { StackError } from "../components/lib/parse/fault.ts";
import { declareStack } from "../components/stack/index.ts";
import type { Summary } from "../components/summary/schema.ts";
import { summarize } from "../components/summary/summarize.ts";
import { connect } from "../components/targets/connect.ts";
import { requireNetworks } from "../components/targets/networks.ts";
import { parseTargets } from "../components/targets/spec.ts";
import { fleetStack, readFleet, readPeerSites, readStack } from "./files.ts";

/** Declares the selected stack's components from its checked data. The output is the stack in numbers. */
async function main(): Promise<Summary | FleetSummary> {
  const stack = pulumi.getStack();
  try {
    return await (stack === fleetStack ? declareFleet() : declareSite(stack));
  } catch (error) {
    // The message is complete; a stack trace of this program would bury it.
    if (error instanceof StackError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

async function declareSite(stack: string): Promise<Summary> {
  const config = new pulumi.Config();
  const spec = await readStack(stack);
  const clusters = Object.keys(spec.clusters);
  const targets = parseTargets(`Pulumi.${stack}.yaml`, config.get("targets"), clusters);
  const connections = await connect(targets, clusters, stack, (key) => secretText(config, key));
  const networks = Object.fromEntries(Object.entries(spec.clusters).map(([name, { network }]) => [name, network.cni.kind]));
  await requireNetworks(networks, targets, connections);
  return declareStack(stack, spec, targets, connections, await readPeerSites(stack, spec));
}

async function declareFleet(): Promise<FleetSummary> {
  const { spec, sites } = await readFleet();
  const expected = [...sites].map(([stack, site]) => summarize(stack, site));
  const summary = planFleet(spec, expected, await deployedSummaries(spec.sites), peerSites(sites));
  new Fleet(fleetStack, summary);
  return summary;
}

/** The plain text of a secret configuration value: it goes into an API client and, as a secret, into a provider. */
function secretText(config: pulumi.Config, key: string): Promise<string | undefined> {
  const secret = config.getSecret(key);
  return secret === undefined ? Promise.resolve(undefined) : new Promise((resolve) => secret.apply(resolve));
}

export const summary = main();

// The engine reads the promise only after this module is loaded; until then, a rejection would count as unhandled.
summary.catch(() => undefined);
