import { expect, test } from "vitest";
import { changeClassesOf, changeSources, classifyChanges, gravestClass } from "../../../components/slurm/change-class.ts";
import type { SlurmModel } from "../../../components/slurm/model.ts";
import { slurmPlanOf, slurmStack } from "../../support/slurm.ts";

const images = { slurmd: "registry.example.com/slurmd:1" };
const { model } = slurmPlanOf(slurmStack("racks"));

const changed = (after: Partial<SlurmModel>, itsImages = images) =>
  classifyChanges(changeClassesOf(model, images), changeClassesOf({ ...model, ...after }, itsImages));

const [first, ...otherPartitions] = model.partitions;
if (first === undefined) throw new Error("the example has no partition");

test("nothing that differs takes nothing", () => {
  expect(changed({})).toEqual([]);
  expect(gravestClass([])).toBe("none");
});

test("a partition's time limit takes a reconfigure, and says from what to what", () => {
  expect(changed({ partitions: [{ ...first, maxMinutes: 1440 }, ...otherPartitions] })).toEqual([
    {
      path: "partitions.training.maxMinutes",
      class: "reconfigure",
      before: 2880,
      after: 1440,
      source: "Slurm, scontrol: reconfigure reads changed partitions, and running jobs go on",
    },
  ]);
});

test.each<[string, Partial<SlurmModel>, string, string]>([
  ["a quota", { qos: model.qos.map((qos) => ({ ...qos, gpusAtMost: 4 })) }, "qos.research.gpusAtMost", "none"],
  [
    "a new node set",
    { nodeSets: [...model.nodeSets, { ...model.nodeSets[0], name: "su-2-rack-1" } as never] },
    "nodeSets.su-2-rack-1",
    "none",
  ],
  ["a node set that goes", { nodeSets: model.nodeSets.slice(0, 1) }, "nodeSets.su-1-rack-2", "drain-then-restart"],
  ["a partition that goes", { partitions: otherPartitions }, "partitions.training", "drain-then-restart"],
  ["a new partition", { partitions: [...model.partitions, { ...first, name: "more" }] }, "partitions.more", "reconfigure"],
  ["less memory", { node: { ...model.node, memoryMebibytes: 1024 } }, "node.memoryMebibytes", "drain-then-restart"],
  ["a longer interval of checks", { health: { ...model.health, intervalSeconds: 600 } }, "health.intervalSeconds", "reconfigure"],
  ["another switch", { switchType: "none" }, "switchType", "cluster-stop"],
  ["another database", { accounting: { ...model.accounting, host: "10.0.0.9" } }, "accounting.host", "cluster-stop"],
  ["another name", { clusterName: "other" }, "clusterName", "cluster-stop"],
])("%s has its class", (_, after, path, kind) => {
  const change = changed(after).find((each) => each.path === path);
  expect(change?.class).toBe(kind);
  expect(change?.source).toBe(changeSources[path.split(".")[0] ?? ""]);
});

test("a new image takes a drain of each node", () => {
  expect(changed({}, { slurmd: "registry.example.com/slurmd:2" }).map(({ path, class: kind }) => [path, kind])).toEqual([
    ["images.slurmd", "drain-then-restart"],
  ]);
});

test("of several changes the gravest counts, and stands first", () => {
  const changes = changed({ switchType: "none", partitions: [{ ...first, maxMinutes: 1 }, ...otherPartitions] });
  expect(changes.map(({ class: kind }) => kind)).toEqual(["cluster-stop", "reconfigure"]);
  expect(gravestClass(changes)).toBe("cluster-stop");
});

test("every field that is classified has its source", () => {
  const fields = Object.values(changeClassesOf(model, images)).flatMap((each) => Object.keys(each));
  expect(fields.sort()).toEqual(Object.keys(changeSources).sort());
});
