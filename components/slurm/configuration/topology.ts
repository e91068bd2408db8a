import { stringify } from "yaml";
import type { SlurmBlocks, SlurmModel, SlurmNodeSet, SlurmSwitch } from "../model.ts";
import { writeHostList, nodesOf } from "../host-list.ts";

/** Names of the topologies in topology.yaml, which partitions and nodes refer to. */
export const topologyNames = { tree: "tree", block: "block" } as const;

/**
 * The scheduler's block sizes, in nodes: an NVLink domain, then groups of domains within one scalable unit, then all.
 *
 * "Successive BlockSizes must be a power of two larger than the prior values" (Slurm, topology.yaml), and Slurm groups neighbours in the list, from its first.
 * So a group of a scalable unit's domains is the largest power of two that divides their number, or some groups would span two scalable units.
 */
export function blockSizes({ baseNodes, blocksPerScalableUnit, blocks }: SlurmBlocks): number[] {
  const inOneScalableUnit = blocksPerScalableUnit & -blocksPerScalableUnit;
  // The last size holds every block, since a job that fits no size could not be placed.
  const all = 2 ** Math.ceil(Math.log2(blocks.length));
  return [...new Set([1, Math.min(inOneScalableUnit, all), all])].map((count) => baseNodes * count);
}

/** topology.yaml, for Slurm 25.05 and newer: the tree, and the blocks if the cluster has any. */
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
 * The place of a set's nodes, in the terms of topology.yaml: `tree:su-1-rack-1,block:su-1-rack-1`.
 *
 * slurm-operator passes it to slurmd as the node's Topology (annotation `topology.slinky.slurm.net/spec`). Nodes with an empty one cannot register.
 */
export const nodeTopology = ({ leafSwitch, block }: Pick<SlurmNodeSet, "leafSwitch" | "block">): string =>
  [`${topologyNames.tree}:${leafSwitch}`, ...(block === undefined ? [] : [`${topologyNames.block}:${block}`])].join(",");

/** A switch and all switches below it, the root first. */
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
