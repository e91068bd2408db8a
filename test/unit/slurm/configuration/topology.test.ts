import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { blockSizes, nodeTopology, topologyYaml } from "../../../../components/slurm/configuration/topology.ts";
import type { SlurmBlocks } from "../../../../components/slurm/model.ts";
import { hostsModel, racksModel } from "../../../support/slurm-models.ts";

const blocksOf = (baseNodes: number, blocksPerScalableUnit: number, count: number): SlurmBlocks => ({
  baseNodes,
  blocksPerScalableUnit,
  blocks: Array.from({ length: count }, (_, index) => ({ name: `block-${index}`, nodeSet: `set-${index}` })),
});

test("topology.yaml lists the tree from its root, and NVLink domains as blocks", () => {
  expect(topologyYaml(racksModel(2, 2))).toBe(`- topology: tree
  cluster_default: true
  tree:
    switches:
      - switch: region-north
        children: su-[1-2]
      - switch: su-1
        children: su-1-rack-[1-2]
      - switch: su-1-rack-1
        nodes: su-1-rack-1-[0-17]
      - switch: su-1-rack-2
        nodes: su-1-rack-2-[0-17]
      - switch: su-2
        children: su-2-rack-[1-2]
      - switch: su-2-rack-1
        nodes: su-2-rack-1-[0-17]
      - switch: su-2-rack-2
        nodes: su-2-rack-2-[0-17]
- topology: block
  cluster_default: false
  block:
    block_sizes:
      - 18
      - 36
      - 72
    blocks:
      - block: su-1-rack-1
        nodes: su-1-rack-1-[0-17]
      - block: su-1-rack-2
        nodes: su-1-rack-2-[0-17]
      - block: su-2-rack-1
        nodes: su-2-rack-1-[0-17]
      - block: su-2-rack-2
        nodes: su-2-rack-2-[0-17]
`);
});

test("hosts that share no NVLink domain make a tree alone", () => {
  expect(topologyYaml(hostsModel(1, 32))).toBe(`- topology: tree
  cluster_default: true
  tree:
    switches:
      - switch: region-north
        children: su-1
      - switch: su-1
        nodes: su-1-[0-31]
`);
});

interface Written {
  tree?: { switches: { switch: string; children?: string; nodes?: string }[] };
  block?: { block_sizes: number[]; blocks: { block: string; nodes: string }[] };
}

test.each([
  ["128 racks", racksModel(16, 8)],
  ["racks in a scalable unit of ten", racksModel(3, 10)],
  ["hosts", hostsModel(5, 32)],
])("the blocks are the leaves of the tree: %s", (_, model) => {
  const [tree, block] = parse(topologyYaml(model)) as Written[];
  const leaves = tree?.tree?.switches.flatMap(({ switch: name, nodes }) => (nodes === undefined ? [] : [{ block: name, nodes }]));
  expect(leaves).toHaveLength(model.nodeSets.length);
  expect(block?.block?.blocks).toEqual(model.topology.blocks && leaves);
});

test.each([
  ["one rack", blocksOf(18, 8, 1), [18]],
  ["one scalable unit of eight racks", blocksOf(18, 8, 8), [18, 144]],
  ["sixteen scalable units of eight racks", blocksOf(18, 8, 128), [18, 144, 2304]],
  ["two scalable units of ten racks", blocksOf(18, 10, 20), [18, 36, 576]],
  ["three scalable units of nine racks", blocksOf(18, 9, 27), [18, 576]],
])("block sizes of %s", (_, blocks, sizes) => {
  expect(blockSizes(blocks)).toEqual(sizes);
});

test("block sizes keep Slurm's rules, hold every job, and part no scalable unit's group", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 72 }),
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 1, max: 1400 }),
      (base, perUnit, count) => {
        const sizes = blockSizes(blocksOf(base, perUnit, count));
        expect(sizes[0]).toBe(base);
        for (const [index, size] of sizes.entries()) {
          const before = sizes[index - 1];
          if (before === undefined) continue;
          const times = size / before;
          expect(Number.isInteger(Math.log2(times)) && times > 1).toBe(true);
        }
        const largest = (sizes.at(-1) as number) / base;
        expect(largest).toBeGreaterThanOrEqual(count);
        // No larger than it has to be: half of it would not hold all blocks.
        expect(largest / 2).toBeLessThan(count);
        for (const size of sizes.slice(1, -1)) expect(perUnit % (size / base)).toBe(0);
      },
    ),
  );
});

test("a node says where it stands in each topology", () => {
  const [rack] = racksModel(1, 1).nodeSets;
  const [host] = hostsModel(1, 4).nodeSets;
  expect(rack && nodeTopology(rack)).toBe("tree:su-1-rack-1,block:su-1-rack-1");
  expect(host && nodeTopology(host)).toBe("tree:su-1");
});

test("a topology that names a node set which is not there is an error", () => {
  const { topology } = racksModel(1, 2);
  expect(() => topologyYaml({ topology, nodeSets: [] })).toThrow(
    "the topology names the node set su-1-rack-1, which the cluster does not have",
  );
});
