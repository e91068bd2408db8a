import { expect, test } from "vitest";
import { changeClassesOf, changeSources, classifyChanges, gravestClass } from "../../../components/slurm/change-class.ts";
import type { SlurmModel } from "../../../components/slurm/model.ts";
import type { SlurmPlan } from "../../../components/slurm/plan/index.ts";
import { exampleSlurm, slurmPlanOf, slurmStack } from "../../support/slurm.ts";

const rollOut = { start: "2027-01-11T06:00:00Z", waveMinutes: 240 };
const plan = slurmPlanOf(slurmStack("racks", { rollOut }));
const { model } = plan;

/** What differs if the layer's plan were this one. */
const between = (after: SlurmPlan) => classifyChanges(plan.changeClasses, after.changeClasses);
const changed = (after: Partial<SlurmModel>) =>
  classifyChanges(plan.changeClasses, changeClassesOf({ ...plan, model: { ...model, ...after } }));

const [first, ...otherPartitions] = model.partitions;
if (first === undefined) throw new Error("the example has no partition");

test("nothing that differs takes nothing", () => {
  expect(changed({})).toEqual([]);
  expect(gravestClass([])).toBe("none");
});

test("a partition's time limit takes a reconfigure, and says from what to what", () => {
  // A limit that is not the longest one changes no option.
  const { interactive } = Object.fromEntries(model.partitions.map((each) => [each.name, each]));
  const partitions = model.partitions.map((each) => (each === interactive ? { ...each, maxMinutes: 240 } : each));
  expect(changed({ partitions })).toEqual([
    {
      path: "partitions.interactive.maxMinutes",
      class: "reconfigure",
      before: 480,
      after: 240,
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
  ["a longer interval of checks", { health: { ...model.health, intervalSeconds: 600 } }, "health.intervalSeconds", "reconfigure"],
  ["another switch", { switchType: "none" }, "switchType", "cluster-stop"],
  ["another database", { accounting: { ...model.accounting, host: "10.0.0.9" } }, "accounting.host", "cluster-stop"],
  ["another name", { clusterName: "other" }, "clusterName", "cluster-stop"],
])("%s has its class", (_, after, path, kind) => {
  const change = changed(after).find((each) => each.path === path);
  expect(change?.class).toBe(kind);
  expect(change?.source).toBe(changeSources[path.split(".")[0] ?? ""]);
});

const pathsOf = (after: SlurmPlan) => between(after).map(({ path, class: kind }) => [path, kind]);

test("whatever the operator rolls a node set's pods for takes a drain of each node, and is told once", () => {
  const { node } = exampleSlurm(4);
  expect(pathsOf(slurmPlanOf(slurmStack("racks", { rollOut, node: { ...node, reservedMemoryGibibytes: 64 } })))).toEqual([
    ["pods.all.slurmd.resources.limits.memory", "drain-then-restart"],
    ["pods.all.slurmd.resources.requests.memory", "drain-then-restart"],
    ["pods.all.template.spec.initContainers.acceptance.resources.limits.memory", "drain-then-restart"],
    ["pods.all.template.spec.initContainers.acceptance.resources.requests.memory", "drain-then-restart"],
    ["options.DefMemPerGPU", "reconfigure"],
  ]);
});

test("without a roll-out, changed pods stay as they are; declaring one is the change that drains", () => {
  const reserved = { node: { ...exampleSlurm(4).node, reservedMemoryGibibytes: 64 } };
  const [before, after, rolled] = [{}, reserved, { ...reserved, rollOut }].map(
    (changes) => slurmPlanOf(slurmStack("racks", changes)).changeClasses,
  );
  if (before === undefined || after === undefined || rolled === undefined) throw new Error("three plans");
  expect([gravestClass(classifyChanges(before, after)), classifyChanges(before, after).at(-1)?.source]).toEqual([
    "reconfigure",
    "slurm-operator, OnDelete: the pods stay as they are until a roll-out is declared",
  ]);
  expect(classifyChanges(after, rolled).map(({ path, class: kind }) => [path, kind])).toEqual([["rollOut", "drain-then-restart"]]);
});

test("what the login hosts alone run ends the sessions there, and no job", () => {
  const { login } = plan;
  const other = { ...login, spec: { ...login.spec, login: { ...login.spec.login, image: "registry.example.com/login:2" } } };
  expect(
    classifyChanges(plan.changeClasses, changeClassesOf({ ...plan, login: other })).map(({ path, class: kind }) => [path, kind]),
  ).toEqual([["login.login.image", "end-sessions"]]);
});

test("another key to log in with reaches the nodes too, since jobs' owners log in there", () => {
  const { login } = exampleSlurm(4);
  const publicKeys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHSj+JJK7FimpsbkqC62KDojAI/+i+ouRtMWUXZLd065"];
  const authentication = { kind: "certificate-authority" as const, publicKeys };
  const paths = pathsOf(slurmPlanOf(slurmStack("racks", { rollOut, login: { ...login, authentication } })));
  expect(new Set(paths.map(([, kind]) => kind))).toEqual(new Set(["drain-then-restart", "end-sessions"]));
  expect(paths.map(([path]) => path)).toEqual(expect.arrayContaining(["login.extraSshdConfig", "pods.all.ssh.extraSshdConfig"]));
});

test("more login hosts, and another range that reaches them, end nothing", () => {
  const { login } = exampleSlurm(4);
  expect(pathsOf(slurmPlanOf(slurmStack("racks", { rollOut, login: { ...login, replicas: 3, allowedCidrs: ["10.1.0.0/16"] } })))).toEqual(
    [],
  );
});

test("a node set whose pods are unlike the others is told by its name", () => {
  const name = "su-1-rack-2";
  const { [name]: second, ...others } = plan.nodeSets;
  if (second === undefined) throw new Error(`the example has no ${name}`);
  const odd = { ...second.nodeSet, spec: { ...second.nodeSet.spec, extraConf: "Weight=2" } };
  const after = changeClassesOf({ ...plan, nodeSets: { ...others, [name]: { nodeSet: odd } } });
  expect(classifyChanges(plan.changeClasses, after).map(({ path, class: kind }) => [path, kind])).toEqual([
    [`pods.${name}`, "drain-then-restart"],
  ]);
});

test("of several changes the gravest counts, and stands first", () => {
  const changes = changed({ switchType: "none", partitions: [{ ...first, maxMinutes: 1 }, ...otherPartitions] });
  expect([...new Set(changes.map(({ class: kind }) => kind))]).toEqual(["cluster-stop", "reconfigure"]);
  expect(gravestClass(changes)).toBe("cluster-stop");
});

test("every field that is classified has its source", () => {
  const fields = Object.values(plan.changeClasses).flatMap((each) => Object.keys(each));
  expect(fields.sort()).toEqual(Object.keys(changeSources).sort());
});
