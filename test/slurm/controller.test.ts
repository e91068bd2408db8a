import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostsFor } from "../../components/slurm/configuration/shares.ts";
import { writeHostList, nodesOf } from "../../components/slurm/host-list.ts";
import { slurmCluster } from "../../components/slurm/clusters.ts";
import { modelOf } from "../../components/slurm/derive/index.ts";
import { slurmGpus, type SlurmModel, type SlurmPartition, type SlurmSwitch } from "../../components/slurm/model.ts";
import { startSlurm, type SlurmPlace, type TestSlurm } from "../rigs/slurm/start.ts";
import { readStack, stackFiles } from "../../stacks/files.ts";
import { runScript } from "../support/slurm-jobs.ts";
import { racksModel } from "../support/slurm-models.ts";
import { projectFiles } from "../support/slurm-projection.ts";

/** As Slurm prints a time limit: `2-00:00:00`, `08:00:00`. */
function limit(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const time = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}:00`;
  const days = Math.floor(minutes / 1440);
  return days === 0 ? time : `${days}-${time}`;
}

const hostsOf = ({ nodeSets }: SlurmModel, names: readonly string[]) => nodeSets.filter(({ name }) => names.includes(name));

const countOf = (model: SlurmModel, { nodeSets }: SlurmPartition) => hostsOf(model, nodeSets).reduce((sum, { hosts }) => sum + hosts, 0);

/** Fields of `scontrol show partition` that the model decides, beside the GPUs. */
const partitionFields = [
  "PartitionName",
  "NodeSets",
  "Nodes",
  "Default",
  "AllowAccounts",
  "AllowQos",
  "DefaultTime",
  "MaxTime",
  "MaxNodes",
  "PriorityTier",
  "PreemptMode",
  "OverSubscribe",
  "State",
];

/** A switch as `scontrol show topology` has it: with all nodes below it. */
function switchLines(model: SlurmModel, { name, children, nodeSets }: SlurmSwitch): string[] {
  const level = (each: SlurmSwitch): number => (each.children.length === 0 ? 0 : 1 + Math.max(...each.children.map(level)));
  const below = (each: SlurmSwitch): readonly string[] => [...each.nodeSets, ...each.children.flatMap(below)];
  const self = { name, children, nodeSets, tier: "cluster" } as const;
  const nodes = hostsOf(model, below(self)).map(nodesOf).join(",");
  const switches = children.length === 0 ? "" : ` Switches=${writeHostList(children.map((child) => child.name))}`;
  const line = `SwitchName=${name} Level=${level(self)} LinkSpeed=1 Nodes=${nodes}${switches}`;
  return [line, ...children.flatMap((child) => switchLines(model, child))];
}

/** The Slurm clusters of every site, by stack and cluster, with their GPUs, and what the script that loads accounts changes at first. */
const sites: readonly (readonly [string, SlurmModel, number, number])[] = await Promise.all(
  (
    [
      ["glomfjord", "initial-b200", 4096, 12],
      ["narvik", "full-1", 9216, 24],
    ] as const
  ).map(async ([stack, name, gpus, changes]) => {
    const spec = await readStack(stack);
    const cluster = slurmCluster(name, spec);
    if (cluster === undefined) throw new Error(`${stack}'s cluster ${name} has no Slurm layer`);
    return [`${stack} ${name}`, modelOf(name, cluster, spec), gpus, changes] as const;
  }),
);

test("every site's Slurm cluster is started here", async () => {
  const found = await Promise.all(
    Object.keys(stackFiles).map(async (stack) => {
      const spec = await readStack(stack);
      return Object.keys(spec.clusters)
        .filter((name) => slurmCluster(name, spec) !== undefined)
        .map((name) => `${stack} ${name}`);
    }),
  );
  expect(found.flat().toSorted()).toEqual(sites.map(([name]) => name));
});

test("slurmctld does not start with a partition whose node set is missing: node sets come first", async () => {
  const files = projectFiles(racksModel(1, 2));
  const withoutOne = (place: SlurmPlace) => {
    const all = files(place);
    return { ...all, "slurm.conf": (all["slurm.conf"] ?? "").replace("NodeSet=su-1-rack-2 Feature=su-1-rack-2\n", "") };
  };
  await expect(startSlurm({ files: withoutOne })).rejects.toThrow("fatal: Invalid node names in partition train");
});

describe.each([...sites, ["racks in scalable units of ten", racksModel(3, 10), 2160, 16] as const])(
  "slurmctld with %s",
  (_, model, gpus, changes) => {
    let slurm: TestSlurm;
    beforeAll(async () => {
      slurm = await startSlurm({ files: projectFiles(model) });
    });
    afterAll(() => slurm.stop());

    test("has the declared partitions, with their nodes and time limits", async () => {
      const lines = (await slurm.run("sinfo", "--noheader", "--format=%R %D %l %L")).split("\n");
      expect(lines).toEqual(
        model.partitions.map(
          (each) =>
            `${each.name} ${countOf(model, each)} ${limit(each.maxMinutes).replace(/^0/, "")} ${limit(each.defaultMinutes).replace(/^0/, "")}`,
        ),
      );
    });

    test("has each partition's rights, order and GPUs", async () => {
      const lines = (await slurm.run("scontrol", "--oneliner", "show", "partition")).split("\n");
      const fields = lines.map((line) =>
        Object.fromEntries(
          line
            .trim()
            .split(" ")
            .map((pair) => pair.split(/=(.*)/s) as [string, string]),
        ),
      );
      expect(
        fields.map((given) => ({
          ...Object.fromEntries(partitionFields.map((field) => [field, given[field]])),
          gpus: /gres\/gpu=(\d+)/.exec(given["TRES"] ?? "")?.[1],
        })),
      ).toEqual(
        model.partitions.map((each) => ({
          PartitionName: each.name,
          NodeSets: each.nodeSets.join(","),
          Nodes: hostsOf(model, each.nodeSets).map(nodesOf).join(","),
          Default: each.isDefault ? "YES" : "NO",
          AllowAccounts: each.allowedAccounts.join(","),
          AllowQos: each.allowedQos.join(","),
          DefaultTime: limit(each.defaultMinutes),
          MaxTime: limit(each.maxMinutes),
          MaxNodes: each.maxNodesPerJob === undefined ? "UNLIMITED" : String(each.maxNodesPerJob),
          PriorityTier: String(each.priorityTier),
          PreemptMode: each.preemptMode.toUpperCase(),
          OverSubscribe: each.exclusive ? "EXCLUSIVE" : "NO",
          State: "UP",
          gpus: String(countOf(model, each) * model.node.gres.count),
        })),
      );
    });

    test("has the declared switches over the declared racks and nodes", async () => {
      const lines = (await slurm.run("scontrol", "show", "topology")).split("\n");
      expect(lines.map((line) => line.trim()).toSorted()).toEqual(switchLines(model, model.topology.root).toSorted());
    });

    test("has every GPU of the cluster, on nodes of the declared kind", async () => {
      expect(slurmGpus(model)).toBe(gpus);
      const { node } = model;
      const kinds = new Set((await slurm.run("sinfo", "--noheader", "--format=%G %X %Y %Z %m")).split("\n"));
      expect([...kinds]).toEqual([
        `gpu:${node.gres.type}:${node.gres.count} ${node.sockets} ${node.coresPerSocket} ${node.threadsPerCore} ${node.hostMemoryMebibytes}`,
      ]);
    });

    test("takes the account tree from the script, and keeps it when that is run again", async () => {
      expect((await runScript(slurm, "accounts")).at(-1)).toBe(`changed: ${changes}`);
      expect(await runScript(slurm, "accounts")).toEqual(["changed: 0"]);
      const rows = await slurm.run("sacctmgr", "--noheader", "--parsable2", "show", "qos", "format=name,priority,grptres");
      expect(rows.split("\n").slice(1)).toEqual(
        model.qos.map(
          ({ name, priority, gpusAtMost }) => `${name}|${priority}|gres/gpu=${gpusAtMost},node=${hostsFor(gpusAtMost, model.node)}`,
        ),
      );
    });
  },
);
