import { failoverFaults } from "../components/failover/faults.ts";
import { peerSite, type PeerSites } from "../components/failover/peers.ts";
import { parseFleet, sharedFactFaults, siteNameFaults } from "../components/fleet/rules.ts";
import type { FleetSpec } from "../components/schema/fleet.ts";
import { conflictFaults } from "../components/inference/hugging-face/conflicts.ts";
import { planMappings } from "../components/inference/hugging-face/plan.ts";
import { FaultError, placed, StackError } from "../components/lib/parse/fault.ts";
import { loadData, type LoadedData } from "../components/lib/parse/load.ts";
import { nearest } from "../components/lib/parse/nearest.ts";
import { parseStack } from "../components/stack/parse.ts";
import type { StackSpec } from "../components/schema/stack.ts";

type Load = () => Promise<{ readonly default: unknown }>;

/** Data files of the sites, by stack. */
export const stackFiles: Readonly<Record<string, Load>> = {
  glomfjord: () => import("./glomfjord.ts"),
  narvik: () => import("./narvik.ts"),
  keflavik: () => import("./keflavik.ts"),
  loughton: () => import("./loughton.ts"),
  texas: () => import("./texas.ts"),
  "stargate-uk": () => import("./stargate-uk.ts"),
};

/** The stack of all sites together. */
export const fleetStack = "fleet";

const siteStacks = () => Object.keys(stackFiles);

/** A site's data as it is written, and what it says once it is checked. */
export interface ReadFile extends LoadedData {
  readonly spec: StackSpec;
}

async function parseFile(file: string, load: Load): Promise<ReadFile> {
  const loaded = await loadData(file, load);
  return { ...loaded, spec: parseStack(file, loaded.data, loaded) };
}

/** Reads a site's data and checks it. */
export const readStack = async (stack: string): Promise<StackSpec> => (await readStackFile(stack)).spec;

/**
 * Reads a site's data and checks it.
 *
 * @throws StackError when there is no such stack, or its file does not load; FaultError with every fault of its file at once.
 */
export async function readStackFile(stack: string): Promise<ReadFile> {
  const load = stackFiles[stack];
  if (load === undefined) {
    const known = [...siteStacks(), fleetStack];
    const meant = nearest(stack, known);
    const guess = meant === undefined ? "" : `did you mean ${meant}? If not, `;
    throw new StackError(
      `got stack ${stack}, want one of ${known.join(", ")}; fix: ${guess}pulumi stack select, or add stacks/${stack}.ts to stacks/files.ts`,
    );
  }
  const file = `stacks/${stack}.ts`;
  const read = await parseFile(file, load);
  const faults = failoverFaults(stack, await readPeerSites(stack, read.spec));
  if (faults.length > 0) throw new FaultError(file, placed(faults, read.placeOf));
  return read;
}

/**
 * A stack and the stacks that its endpoints fail over to, as far as requests go there. A stack that does not exist is left out.
 *
 * @throws FaultError when one of them has faults of its own.
 */
export async function readPeerSites(stack: string, spec: StackSpec): Promise<PeerSites> {
  const named = new Set(Object.values(spec.inference?.endpoints ?? {}).flatMap(({ failover = [] }) => failover));
  const sites = new Map([[stack, peerSite(spec)]]);
  for (const other of named) {
    const load = stackFiles[other];
    if (load === undefined || other === stack) continue;
    sites.set(other, peerSite((await parseFile(`stacks/${other}.ts`, load)).spec));
  }
  return sites;
}

/** The fleet's data and that of each of its sites, by stack. */
export interface Fleet {
  readonly spec: FleetSpec;
  readonly sites: ReadonlyMap<string, StackSpec>;
}

/**
 * Reads the data of the fleet and of all its sites, and checks it.
 *
 * @throws StackError with every fault of every file at once.
 */
export async function readFleet(): Promise<Fleet> {
  const file = "stacks/fleet.ts";
  const loaded = await loadData(file, () => import("./fleet.ts"));
  const spec = parseFleet(file, loaded.data, siteStacks(), loaded);
  const sites = new Map<string, StackSpec>();
  const faults: string[] = [];
  for (const stack of spec.sites) {
    try {
      sites.set(stack, await readStack(stack));
    } catch (error) {
      if (!(error instanceof StackError)) throw error;
      faults.push(error.message);
    }
  }
  const names = siteNameFaults(Object.fromEntries([...sites].map(([stack, { site }]) => [stack, site.name])));
  const mappings = conflictFaults(new Map([...sites].map(([stack, site]) => [stack, planMappings(site)])));
  const together = [...names, ...mappings, ...sharedFactFaults(sites)];
  if (together.length > 0) faults.push(new FaultError("stacks", together).message);
  if (faults.length > 0) throw new StackError(faults.join("\n"));
  return { spec, sites };
}
