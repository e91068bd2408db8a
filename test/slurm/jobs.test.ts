import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { waitFor } from "../rigs/cluster/wait.ts";
import type { TestSlurm } from "../rigs/slurm/start.ts";
import { cancel, fieldOf, outputOf, runScript, startJobCluster, stateOf, submit, untilState } from "../support/slurm-jobs.ts";
import { racksModel } from "../support/slurm-models.ts";

/** Two racks of two nodes, 16 GPUs: eight are alpha's, whose user is daemon, and eight beta's, whose user is bin. */
const base = racksModel(1, 2, 2);
const model = {
  ...base,
  health: { ...base.health, intervalSeconds: 5 },
  reservations: [
    { name: "rack-2-pump", nodeSets: ["su-1-rack-2"], start: "2099-01-05T06:00:00", minutes: 240, reason: "a new pump" },
    { name: "long-ago", nodeSets: ["su-1-rack-1"], start: "2020-01-05T06:00:00", minutes: 240, reason: "over" },
  ],
};

// Whoever waits for a job that sleeps cancels it.
const sleeps = "sleep 120";
const twoNodes = ["--nodes=2", "--gres=gpu:4"];

let slurm: TestSlurm;
beforeAll(async () => {
  slurm = await startJobCluster(model);
});
afterAll(() => slurm.stop());

const etc = (...path: readonly string[]) => join(slurm.place.directory, "etc", ...path);
const transactions = async () => (await slurm.run("sacctmgr", "--noheader", "show", "transactions")).split("\n").length;
const limitOf = (qos: string) =>
  slurm.run("sacctmgr", "--noheader", "--parsable2", "show", "qos", "where", `name=${qos}`, "format=grptres");
const usersOf = (account: string) =>
  slurm.run("sacctmgr", "--noheader", "--parsable2", "show", "assoc", "where", `account=${account}`, "format=user");

describe("the script that loads accounts", () => {
  test("loads the tree: accounts with shares, QOS with limits and preemption, users by group", async () => {
    const lines = await runScript(slurm, "accounts");
    expect(lines.at(-1)).toBe("changed: 16");
    expect(
      (
        await slurm.run(
          "sacctmgr",
          "--noheader",
          "--parsable2",
          "show",
          "qos",
          "format=name,priority,gracetime,grptres,preempt,preemptmode,flags",
        )
      ).split("\n"),
    ).toEqual([
      "normal|0|00:00:00|||cluster|",
      "alpha|1000|00:00:00|gres/gpu=8,node=2|alpha-surplus,beta-surplus|cluster|DenyOnLimit",
      "alpha-surplus|1|00:00:00|gres/gpu=16,node=4||requeue|DenyOnLimit",
      "beta|1000|00:00:00|gres/gpu=8,node=2|alpha-surplus,beta-surplus|cluster|DenyOnLimit",
      "beta-surplus|1|00:00:00|gres/gpu=16,node=4||requeue|DenyOnLimit",
    ]);
    expect(
      (await slurm.run("sacctmgr", "--noheader", "--parsable2", "show", "assoc", "format=account,user,fairshare,defaultqos,qos")).split(
        "\n",
      ),
    ).toEqual([
      "root||1||normal",
      "root|root|1||normal",
      "alpha||8|alpha|alpha,alpha-surplus",
      "alpha|daemon|1|alpha|alpha,alpha-surplus",
      "alpha|games|1|alpha|alpha,alpha-surplus",
      "beta||8|beta|beta,beta-surplus",
      "beta|bin|1|beta|beta,beta-surplus",
    ]);
    expect(
      await slurm.run("sacctmgr", "--noheader", "--parsable2", "show", "account", "withcoord", "format=account,description,coordinators"),
    ).toBe("alpha|the tenant`s alpha|games\nbeta|the tenant`s beta|\nroot|default root account|");
  });

  test("changes nothing when it is run again", async () => {
    const before = await transactions();
    expect(await runScript(slurm, "accounts")).toEqual(["changed: 0"]);
    expect(await transactions()).toBe(before);
  });

  test("restores what somebody changed by hand, and names what is not declared", async () => {
    await slurm.run("sacctmgr", "--immediate", "modify", "qos", "alpha", "set", "grptres=gres/gpu=99", "maxtresperuser=gres/gpu=1");
    await slurm.run("sacctmgr", "--immediate", "add", "account", "gamma");
    const lines = await runScript(slurm, "accounts");
    expect(lines.slice(1)).toEqual(["left alone: the account gamma is not declared", "changed: 1"]);
    expect(await limitOf("alpha")).toBe("gres/gpu=8,node=2");
  });

  test("follows the directory's groups, and takes no access away when a group cannot be read", async () => {
    const directory = await readFile(etc("fakes", "getent"), "utf8");
    await writeFile(etc("fakes", "getent"), directory.replace(":daemon", ":daemon,sync").replace(":games", ":sync"));
    expect((await runScript(slurm, "accounts")).slice(0, -2)).toEqual([
      "sacctmgr add user sync account=alpha cluster=example",
      "sacctmgr delete coordinator account=alpha name=games",
      "sacctmgr modify user where name=games account=alpha cluster=example set maxsubmitjobs=0",
      "sacctmgr delete user name=games account=alpha cluster=example",
      "sacctmgr add coordinator account=alpha name=sync",
    ]);
    expect((await usersOf("alpha")).trim().split("\n")).toEqual(["daemon", "sync"]);
    await writeFile(etc("fakes", "getent"), directory.replace("alpha-users", "nobody-here"));
    await expect(runScript(slurm, "accounts")).rejects.toThrow(
      "the directory has no group alpha-users: the users of alpha stay as they are",
    );
    expect((await usersOf("alpha")).trim().split("\n")).toEqual(["daemon", "sync"]);
    await writeFile(etc("fakes", "getent"), directory);
    await runScript(slurm, "accounts");
  });
});

describe("jobs", () => {
  test("a job of two nodes runs in one rack, and each of its nodes has its GPUs", async () => {
    const job = await submit(
      slurm,
      "daemon",
      "srun --ntasks-per-node=1 printenv SLURMD_NODENAME SLURM_GPUS_ON_NODE SLURM_TOPOLOGY_ADDR",
      ...twoNodes,
    );
    await untilState(slurm, job, "COMPLETED None");
    const words = (await outputOf(slurm, job)).trim().split("\n").toSorted();
    expect(words).toEqual([
      "4",
      "4",
      "region-north.su-1.su-1-rack-1.su-1-rack-1-0",
      "region-north.su-1.su-1-rack-1.su-1-rack-1-1",
      "su-1-rack-1-0",
      "su-1-rack-1-1",
    ]);
    // It has the default time limit, and its account's own QOS.
    const record = await slurm.run("scontrol", "--oneliner", "show", "job", job);
    expect(["Account", "QOS", "Partition", "TimeLimit"].map((field) => fieldOf(record, field))).toEqual([
      "alpha",
      "alpha",
      "train",
      "01:00:00",
    ]);
  });

  test("a tenant's second job waits for the tenant's own GPUs, while another tenant's runs", async () => {
    const first = await submit(slurm, "daemon", sleeps, ...twoNodes);
    await untilState(slurm, first, "RUNNING None");
    const second = await submit(slurm, "daemon", sleeps, "--nodes=1", "--gres=gpu:4");
    const other = await submit(slurm, "bin", sleeps, ...twoNodes);
    await untilState(slurm, other, "RUNNING None");
    await untilState(slurm, second, "PENDING QOSGrpNodeLimit");
    await cancel(slurm, first, second, other);
  });

  test("a job that could never run is refused at once", async () => {
    await expect(submit(slurm, "daemon", sleeps, "--nodes=3", "--gres=gpu:4")).rejects.toThrow("QOSGrpNodeLimit");
  });

  test.each([
    ["another tenant's account", ["--account=beta"], "Invalid account or account/partition combination specified"],
    ["another tenant's QOS", ["--qos=beta"], "Invalid qos specification"],
    ["its own GPUs in the surplus partition", ["--partition=surplus"], "Invalid qos specification"],
    ["surplus GPUs in the training partition", ["--qos=alpha-surplus"], "Invalid qos specification"],
    ["a longer time than the partition allows", ["--time=2881"], "Requested time limit is invalid"],
    ["more nodes than the partition gives to a job", ["--partition=interactive", "--nodes=2"], "Node count specification invalid"],
  ])("a job may not have %s", async (_, options, complaint) => {
    await expect(submit(slurm, "daemon", sleeps, "--gres=gpu:1", ...options)).rejects.toThrow(complaint);
  });

  test("a user without an account may not submit", async () => {
    await expect(submit(slurm, "mail", sleeps, ...twoNodes)).rejects.toThrow("Invalid account or account/partition combination specified");
  });

  test("surplus jobs give way to a tenant's own, and go back into the queue", async () => {
    const surplus = await submit(slurm, "daemon", sleeps, "--partition=surplus", "--qos=alpha-surplus", "--nodes=4", "--gres=gpu:4");
    await untilState(slurm, surplus, "RUNNING None");
    const own = await submit(slurm, "bin", sleeps, ...twoNodes);
    await untilState(slurm, own, "RUNNING None");
    expect(fieldOf(await slurm.run("scontrol", "--oneliner", "show", "job", surplus), "Restarts")).toBe("1");
    expect((await stateOf(slurm, surplus)).split(" ")[0]).toBe("PENDING");
    await cancel(slurm, surplus, own);
  });

  test("jobs that ask for one GPU share a node, each with its part of it", async () => {
    const options = ["--partition=interactive", "--gres=gpu:1"];
    const jobs = [await submit(slurm, "daemon", sleeps, ...options), await submit(slurm, "daemon", sleeps, ...options)];
    for (const job of jobs) await untilState(slurm, job, "RUNNING None");
    const records = await Promise.all(jobs.map((job) => slurm.run("scontrol", "--oneliner", "show", "job", job)));
    expect(records.map((record) => [fieldOf(record, "NodeList"), fieldOf(record, "TRES")])).toEqual([
      ["su-1-rack-1-0", "cpu=6,mem=24000M,node=1,billing=1,gres/gpu=1"],
      ["su-1-rack-1-0", "cpu=6,mem=24000M,node=1,billing=1,gres/gpu=1"],
    ]);
    await cancel(slurm, ...jobs);
  });
});

describe("changes", () => {
  test("a partition's longer time limit takes a reconfigure, and the jobs that run go on", async () => {
    const job = await submit(slurm, "daemon", sleeps, ...twoNodes);
    await untilState(slurm, job, "RUNNING None");
    const text = await readFile(etc("slurm.conf"), "utf8");
    await writeFile(etc("slurm.conf"), text.replace("MaxTime=2880", "MaxTime=4320"));
    await slurm.run("scontrol", "reconfigure");
    expect(fieldOf(await slurm.run("scontrol", "--oneliner", "show", "partition", "train"), "MaxTime")).toBe("3-00:00:00");
    expect(await stateOf(slurm, job)).toBe("RUNNING None");
    await cancel(slurm, job);
  });

  test("maintenance is a reservation, made once", async () => {
    expect((await runScript(slurm, "reservations")).at(-1)).toBe("changed: 1");
    const record = await slurm.run("scontrol", "--oneliner", "show", "reservation");
    expect(["ReservationName", "StartTime", "EndTime", "Nodes", "Flags", "Users", "State"].map((field) => fieldOf(record, field))).toEqual([
      "rack-2-pump",
      "2099-01-05T06:00:00",
      "2099-01-05T10:00:00",
      "su-1-rack-2-[0-1]",
      "MAINT,IGNORE_JOBS,SPEC_NODES",
      "root",
      "INACTIVE",
    ]);
    expect(await runScript(slurm, "reservations")).toEqual(["changed: 0"]);
    await slurm.run("scontrol", "update", "ReservationName=rack-2-pump", "Nodes=su-1-rack-2-0");
    expect((await runScript(slurm, "reservations")).at(-1)).toBe("changed: 1");
    expect(fieldOf(await slurm.run("scontrol", "--oneliner", "show", "reservation"), "Nodes")).toBe("su-1-rack-2-[0-1]");
  });
});

describe("health", () => {
  const drainedFor = (node: string, reason: string) =>
    waitFor(`${node} to drain`, 90, async () => {
      const said = await slurm.run("sinfo", "--noheader", "--list-reasons", `--nodes=${node}`, "--format=%N|%E");
      return said.split("\n").includes(`${node}|${reason}`) ? undefined : `reasons: ${said}`;
    });
  const answering = (node: string) => etc("answering", node);

  test("the health check drains a node that has lost a GPU, and a job that runs there goes on", async () => {
    const job = await submit(slurm, "daemon", sleeps, "--nodes=1", "--nodelist=su-1-rack-1-1", "--gres=gpu:4");
    await untilState(slurm, job, "RUNNING None");
    await writeFile(answering("su-1-rack-1-1"), "0\n1\n2\n");
    await drainedFor("su-1-rack-1-1", "gpu count: got 3, want 4");
    expect(await stateOf(slurm, job)).toBe("RUNNING None");
    await cancel(slurm, job);
  });

  test("it stays drained when the GPU is back, until somebody resumes it", async () => {
    await rm(answering("su-1-rack-1-1"));
    await waitFor("two more health checks", 30, async () => {
      const text = await readFile(etc("run", "su-1-rack-1-1", "xid-seen"), "utf8");
      const before = Number(text);
      await new Promise((resolve) => setTimeout(resolve, 11_000));
      return Number(await readFile(etc("run", "su-1-rack-1-1", "xid-seen"), "utf8")) > before ? undefined : "none has run";
    });
    expect(await slurm.run("sinfo", "--noheader", "--nodes=su-1-rack-1-1", "--partition=train", "--format=%T")).toBe("drained");
    await slurm.run("scontrol", "update", "NodeName=su-1-rack-1-1", "State=RESUME");
    await waitFor("the node to take jobs again", 60, async () => {
      const state = await slurm.run("sinfo", "--noheader", "--nodes=su-1-rack-1-1", "--partition=train", "--format=%T");
      return state === "idle" ? undefined : `it is ${state}`;
    });
  });

  test("a node whose GPUs fail as a job starts drains, and the job goes back into the queue, not held", async () => {
    await writeFile(answering("job-on-su-1-rack-1-0"), "0\n1\n2\n");
    const job = await submit(slurm, "daemon", sleeps, "--nodes=1", "--nodelist=su-1-rack-1-0", "--gres=gpu:4");
    await drainedFor("su-1-rack-1-0", "prolog: gpu count: got 3, want 4");
    await untilState(slurm, job, "PENDING BeginTime");
    const record = await slurm.run("scontrol", "--oneliner", "show", "job", job);
    expect(fieldOf(record, "Restarts")).toBe("1");
    // A job that is held has the priority 0.
    expect(Number(fieldOf(record, "Priority"))).toBeGreaterThan(1_000_000);
    await cancel(slurm, job);
    await rm(answering("job-on-su-1-rack-1-0"));
    await slurm.run("scontrol", "update", "NodeName=su-1-rack-1-0", "State=RESUME");
  });

  test("an XID of the list drains a node, another does not", async () => {
    const uptime = Number((await readFile("/proc/uptime", "utf8")).split(".")[0]);
    const xid = (number: number) => `[${uptime + 60}.123456] NVRM: Xid (PCI:0009:01:00): ${number}, pid=1, name=train`;
    await writeFile(
      etc("fakes", "dmesg"),
      `#!/bin/sh\nif [ "$SLURMD_NODENAME" = su-1-rack-2-0 ]; then echo '${xid(79)}'; fi\necho '${xid(13)}'\n`,
    );
    await drainedFor("su-1-rack-2-0", "xid 79");
    await writeFile(etc("fakes", "dmesg"), "#!/bin/sh\n");
    await slurm.run("scontrol", "update", "NodeName=su-1-rack-2-0", "State=RESUME");
    expect(await slurm.run("sinfo", "--noheader", "--list-reasons", "--format=%N")).toBe("");
  });
});

/** What runs on the machine with a word of this directory in its command or its environment. */
async function processesOf(directory: string): Promise<string[]> {
  const left: string[] = [];
  for (const id of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    // A process that ends meanwhile is one less.
    const text = await Promise.all(["cmdline", "environ"].map((file) => readFile(`/proc/${id}/${file}`, "latin1").catch(() => "")));
    if (text.some((each) => each.includes(directory))) left.push(text[0] ?? "");
  }
  return left;
}

test("nothing of the cluster is left when it has stopped", async () => {
  const { directory } = slurm.place;
  const job = await submit(slurm, "daemon", sleeps, ...twoNodes);
  await untilState(slurm, job, "RUNNING None");
  await slurm.stop();
  // The kernel ends a killed process when it next gives it time.
  await expect.poll(() => processesOf(directory), { timeout: 30_000 }).toEqual([]);
  await expect(readdir(directory)).rejects.toThrow("ENOENT");
});
