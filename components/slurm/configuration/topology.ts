import { stringify } from "yaml";
import type { SlurmBlocks, SlurmModel, SlurmNodeSet, SlurmSwitch } from "../model.ts";
import { writeHostList, nodesOf } from "../host-list.ts";

/** The names of the topologies in topology.yaml, by which partitions and nodes choose theirs. */
export const topologyNames = { tree: "tree", block: "block" } as const;

/**
 * The block sizes that the scheduler keeps to, in nodes: an NVLink domain, then groups of domains that stay in one scalable unit, then all.
 *
 * "Successive BlockSizes must be a power of two larger than the prior values" (Slurm, topology.yaml), and groups are made of neighbours in the list, from its
 * first: so groups of a scalable unit's domains are the largest power of two that divides their number, or some would lie across two scalable units.
 */
export function blockSizes({ baseNodes, blocksPerScalableUnit, blocks }: SlurmBlocks): number[] {
  const inOneScalableUnit = blocksPerScalableUnit & -blocksPerScalableUnit;
  // A job that fits no size could not be placed: the last one holds every block.
  const all = 2 ** Math.ceil(Math.log2(blocks.length));
  return [...new Set([1, Math.min(inOneScalableUnit, all), all])].map((count) => baseNodes * count);
}

/** topology.yaml as Slurm 25.05 and newer read it: the tree, and the blocks where the cluster has some. */
export function topologyYaml({ topology: { root, blocks }, nodeSets }: Pick<SlurmModel, "topology" | "nodeSets">): string {
  const setOf = byName(nodeSets);
  const switches = switchesOf(root).map(({ name, children, nodeSets: names }) => ({
    switch: name,
    ...(children.length > 0 && { children: writeHostList(children.map((child) => child.name)) }),
    ...(names.length > 0 && { nodes: names.map((each) => nodesOf(setOf(each))).join(",") }),
  }));
  const tree = { topology: topologyNames.tree, cluster_default: true, tree: { switches } };
  const block = blocks && {
    topology: topologyNames.block,
    cluster_default: false,
    block: {
      block_sizes: blockSizes(blocks),
      blocks: blocks.blocks.map(({ name, nodeSet }) => ({ block: name, nodes: nodesOf(setOf(nodeSet)) })),
    },
  };
  return stringify(block ? [tree, block] : [tree], { lineWidth: 0 });
}

/**
 * Where the nodes of a set stand, in the terms of topology.yaml: `tree:su-1-rack-1,block:su-1-rack-1`.
 *
 * slurm-operator hands it to slurmd as the node's Topology (annotation `topology.slinky.slurm.net/spec`). Nodes that come with an empty one are not registered.
 */
export const nodeTopology = ({ leafSwitch, block }: Pick<SlurmNodeSet, "leafSwitch" | "block">): string =>
  [`${topologyNames.tree}:${leafSwitch}`, ...(block === undefined ? [] : [`${topologyNames.block}:${block}`])].join(",");

/** A switch and all below it, the root first. */
function switchesOf(root: SlurmSwitch): SlurmSwitch[] {
  return [root, ...root.children.flatMap(switchesOf)];
}

function byName(nodeSets: readonly SlurmNodeSet[]): (name: string) => SlurmNodeSet {
  const sets = new Map(nodeSets.map((set) => [set.name, set]));
  return (name) => {
    const set = sets.get(name);
    if (set === undefined) throw new Error(`the topology names the node set ${name}, which the cluster does not have`);
    return set;
  };
}
