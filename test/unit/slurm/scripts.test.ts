import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { homesScript, planConfiguration } from "../../../components/slurm/configuration/index.ts";
import { nodeTopologyFiles } from "../../../components/slurm/plan/node-topology.ts";
import { slurmCluster } from "../../../components/slurm/clusters.ts";
import { slurmPlanOf, slurmStack } from "../../support/slurm.ts";

const stack = slurmStack("racks");
const { model } = slurmPlanOf(stack);
const { acceptance } = planConfiguration(model);

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "nscale-slurm-scripts-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Puts a command into the scripts' way that notes how it is called, and does what `body` says. */
function fake(command: string, body = ""): void {
  const file = join(directory, command);
  writeFileSync(file, `#!/bin/sh\necho "${command} $*" >>"${directory}/calls"\n${body}\n`);
  chmodSync(file, 0o755);
}

const calls = () => readFileSync(join(directory, "calls"), "utf8").trimEnd().split("\n");

interface ScriptRun {
  readonly code: number;
  readonly output: string;
}

function run(name: string, script: string): ScriptRun {
  const file = join(directory, name);
  writeFileSync(file, script);
  try {
    const env = { PATH: `${directory}:/usr/bin:/bin`, STATE_DIRECTORY: directory };
    return { code: 0, output: execFileSync("sh", [file], { env, encoding: "utf8", stdio: "pipe", timeout: 20_000 }) };
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: string };
    return { code: status, output: stderr };
  }
}

test("nodes get the annotation of their place before the label that lets slurmd in", () => {
  fake("kubectl");
  const files = nodeTopologyFiles(model);
  writeFileSync(join(directory, "node-sets"), files["node-sets"]);
  expect(run("label-nodes.sh", files["label-nodes.sh"]).code).toBe(0);
  const selector = (rack: number) =>
    `--selector=node.cluster.x-k8s.io/layer=slurm,topology.nks.nscale.com/accelerator-domain=training-su-1-rack-${rack}`;
  expect(calls()).toEqual([
    `kubectl annotate nodes ${selector(1)} --overwrite topology.slinky.slurm.net/spec=tree:su-1-rack-1,block:su-1-rack-1`,
    `kubectl label nodes ${selector(1)} --overwrite nscale.com/slurm-node-set=su-1-rack-1`,
    `kubectl annotate nodes ${selector(2)} --overwrite topology.slinky.slurm.net/spec=tree:su-1-rack-2,block:su-1-rack-2`,
    `kubectl label nodes ${selector(2)} --overwrite nscale.com/slurm-node-set=su-1-rack-2`,
    "kubectl label nodes --selector=node.cluster.x-k8s.io/layer!=slurm,nscale.com/slurm-node-set nscale.com/slurm-node-set-",
  ]);
});

test("each member of a tenant's groups gets a directory in the tenant's volumes", () => {
  fake(
    "getent",
    `case "$*" in passwd) echo "cyd:*:2000:1000:::" ;; "group research-users") echo "research-users:*:1000:ada,bob" ;; *) echo "$2:*:1001:" ;; esac`,
  );
  fake("id", "echo 1000");
  fake("install");
  const { slurm } = slurmCluster("training", stack) ?? {};
  if (slurm === undefined) throw new Error("the example has no Slurm layer");
  expect(run("homes.sh", homesScript(model, Object.keys(slurm.fileSystems))).code).toBe(0);
  expect(calls().filter((call) => call.startsWith("install"))).toEqual([
    "install -d -m 700 -o ada -g 1000 /home/research/ada",
    "install -d -m 700 -o bob -g 1000 /home/research/bob",
    "install -d -m 700 -o cyd -g 1000 /home/research/cyd",
    "install -d -m 700 -o ada -g 1000 /scratch/research/ada",
    "install -d -m 700 -o bob -g 1000 /scratch/research/bob",
    "install -d -m 700 -o cyd -g 1000 /scratch/research/cyd",
  ]);
});

test("a home that the storage refuses is told, and the others are made", () => {
  fake("getent", `case "$2" in research-users) echo "research-users:*:1000:ada,bob" ;; *) echo "$2:*:1001:" ;; esac`);
  fake("id", "echo 1000");
  fake("install", `case "$*" in *ada) exit 1 ;; esac`);
  expect(run("homes.sh", homesScript(model, ["home"])).code).toBe(1);
  expect(calls().filter((call) => call.startsWith("install"))).toEqual([
    "install -d -m 700 -o ada -g 1000 /home/research/ada",
    "install -d -m 700 -o bob -g 1000 /home/research/bob",
  ]);
});

describe("a host is accepted", () => {
  const gpus = (count: number) => fake("nvidia-smi", Array.from({ length: count }, (_, index) => `echo ${index}`).join("\n"));
  const bandwidth = (value: string) => fake("all_reduce_perf", `echo "# Avg bus bandwidth    : ${value}"`);
  const marks = () => readdirSync(directory).filter((name) => name.startsWith("accepted-"));

  beforeEach(() => {
    gpus(4);
    bandwidth("412.5");
    fake("nv-hostengine");
    fake("dcgmi");
  });

  test("when GPUs answer, DCGM finds nothing and the all-reduce is fast: once a boot", () => {
    expect(run("acceptance.sh", acceptance)).toMatchObject({ code: 0 });
    expect(calls()).toContain("dcgmi diag --run 3");
    expect(calls()).toContain("all_reduce_perf --minbytes 8G --maxbytes 8G --ngpus 4");
    expect(marks()).toHaveLength(1);
    gpus(0);
    expect(run("acceptance.sh", acceptance)).toMatchObject({ code: 0 });
  });

  test.each([
    ["a GPU is missing", () => gpus(3), "not accepted: gpu count: got 3, want 4\n"],
    ["DCGM finds a fault", () => fake("dcgmi", "exit 1"), "not accepted: dcgm diagnosis, level 3\n"],
    ["the all-reduce is slow", () => bandwidth("399.9"), "not accepted: all-reduce: got 399.9 GB/s, want 400 or more\n"],
    ["the all-reduce does not answer", () => fake("all_reduce_perf"), "not accepted: all-reduce: got no answer GB/s, want 400 or more\n"],
  ])("not when %s", (_, breakIt, message) => {
    breakIt();
    expect(run("acceptance.sh", acceptance)).toEqual({ code: 1, output: message });
    expect(marks()).toEqual([]);
  });
});
