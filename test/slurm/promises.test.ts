import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { submitLimits } from "../../components/slurm/configuration/job-table.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import type { TestSlurm } from "../rigs/slurm/start.ts";
import { fieldOf, outputOf, runScript, startJobCluster, stateOf, submit, untilState } from "../support/slurm-jobs.ts";
import { examplePartition, racksModel } from "../support/slurm-models.ts";

/** Two racks of two nodes of four GPUs and 24 cores for jobs: eight GPUs are alpha's (user daemon, admin games), eight beta's (user bin). */
const base = racksModel(1, 2, 2);
const tenants = ["alpha", "beta"];
const inAnHour = new Date(Date.now() + 3_600_000).toISOString().slice(0, 19);
const model = {
  ...base,
  health: { ...base.health, intervalSeconds: 900 },
  qos: base.qos.map((qos) => (qos.name.endsWith("surplus") ? { ...qos, graceSeconds: 30 } : qos)),
  partitions: [
    examplePartition("train", base.nodeSets, tenants, { isDefault: true, maxMinutes: 20_160, defaultMinutes: 1_440 }),
    examplePartition("fine-tuning", base.nodeSets, tenants, { purpose: "fine-tuning", exclusive: false, priorityTier: 30 }),
    examplePartition("surplus", base.nodeSets, tenants, {
      purpose: "surplus",
      priorityTier: 10,
      preemptMode: "requeue",
      graceSeconds: 30,
      allowedQos: tenants.map((tenant) => `${tenant}-surplus`),
    }),
  ],
  reservations: [
    { name: "rack-2-pump", nodeSets: ["su-1-rack-2"], start: inAnHour, minutes: 240, reason: "a new pump" },
    // Slurm refuses a reservation of no node.
    { name: "nowhere", nodeSets: [], start: "2099-01-05T06:00:00", minutes: 60, reason: "a slip of the pen" },
    { name: "rack-1-pump", nodeSets: ["su-1-rack-1"], start: "2099-01-05T06:00:00", minutes: 240, reason: "a new pump" },
  ],
};
const sleeps = "sleep 900";
const twoHosts = ["--nodes=2", "--gres=gpu:4"];
const oneGpu = ["--partition=fine-tuning", "--gres=gpu:1"];

let slurm: TestSlurm;
beforeAll(async () => {
  slurm = await startJobCluster(model);
  await runScript(slurm, "accounts");
});
afterEach(async () => {
  for (const user of ["daemon", "games", "bin"]) await slurm.run("scancel", `--user=${user}`);
  await waitFor("the jobs to end", 90, async () => (await slurm.run("squeue", "--noheader")) || undefined);
});
afterAll(() => slurm.stop());

const refusalOf = async (work: Promise<unknown>) => {
  try {
    return `accepted: ${String(await work)}`;
  } catch (error) {
    return String(error);
  }
};
const jobOf = (job: string) => slurm.run("scontrol", "--oneliner", "show", "job", job);

describe("a tenant's guarantee", () => {
  test.each([
    ["without a GPU, on shared hosts", ["--partition=fine-tuning", "--nodes=2", "--ntasks-per-node=24"], "QOSMinGRES"],
    ["without a GPU, on a host of its own", ["--nodes=1"], "QOSMinGRES"],
    [
      "with a GPU a host, on more hosts than hold the tenant's GPUs",
      ["--nodes=3", "--gres=gpu:1", "--partition=fine-tuning"],
      "QOSGrpNodeLimit",
    ],
  ])("does not let in a job %s", async (_, options, complaint) => {
    await expect(submit(slurm, "daemon", sleeps, ...options)).rejects.toThrow(complaint);
  });

  test("holds while another tenant floods the cluster with small jobs, long ones and arrays of them", async () => {
    for (const options of [
      [...oneGpu, "--array=0-99", "--cpus-per-task=24"],
      [...oneGpu, "--array=0-99", "--mem=96000"],
      ["--nodes=1", "--gres=gpu:4", "--time=14-0", "--array=0-99"],
    ]) {
      await submit(slurm, "daemon", sleeps, ...options);
    }
    await waitFor("the flood to run", 60, async () => {
      const running = await slurm.run("squeue", "--noheader", "--states=RUNNING", "--format=%u");
      return running.split("\n").length === 2 ? undefined : running;
    });
    const own = await submit(slurm, "bin", sleeps, ...twoHosts);
    await untilState(slurm, own, "RUNNING None");
  });

  test("is every GPU of its hosts, for jobs that ask for one GPU and nothing else", async () => {
    const jobs: string[] = [];
    for (const user of ["daemon", "bin"]) for (let job = 0; job < 8; job++) jobs.push(await submit(slurm, user, sleeps, ...oneGpu));
    for (const job of jobs) await untilState(slurm, job, "RUNNING None");
    const nodes = await slurm.run(
      "sinfo",
      "--noheader",
      "--Node",
      "--partition=train",
      "--format=%N",
      "--Format=NodeHost:.20,GresUsed:.40",
    );
    expect(nodes.match(/gpu:gb300:4/g)).toHaveLength(4);
  });
});

test("a job is billed by its GPUs", async () => {
  const gpus = await submit(slurm, "daemon", sleeps, "--partition=fine-tuning", "--gres=gpu:3", "--cpus-per-task=1");
  await untilState(slurm, gpus, "RUNNING None");
  expect(fieldOf(await jobOf(gpus), "TRES")).toBe("cpu=1,mem=72000M,node=1,billing=3,gres/gpu=3");
});

describe("a tenant", () => {
  test("sees no job, user, share or node of another", async () => {
    const job = await submit(slurm, "daemon", sleeps, ...twoHosts, "--job-name=secret", "--comment=model-v7");
    await untilState(slurm, job, "RUNNING None");
    const asBeta = (command: string, ...words: string[]) => slurm.runAs("bin", command, ...words);
    expect(await asBeta("squeue", "--noheader", "--all", "--format=%u %a %j %k %N")).toBe("");
    await expect(asBeta("scontrol", "show", "job", job)).rejects.toThrow("Invalid job id specified");
    await expect(asBeta("sinfo", "--noheader", "--Node", "--format=%N")).rejects.toThrow("Access/permission denied");
    expect(await asBeta("sacctmgr", "--noheader", "--parsable2", "show", "assoc", "format=account,user")).toBe("root|\nbeta|\nbeta|bin");
    expect(await asBeta("sacctmgr", "--noheader", "--parsable2", "show", "user", "format=user")).toBe("bin");
    expect(await asBeta("sacct", "--noheader", "--allusers", "--starttime=now-1hour", "--format=Account")).not.toContain("alpha");
    // A colleague sees it.
    expect(await slurm.runAs("games", "squeue", "--noheader", "--format=%u %j")).toBe("daemon secret");
  });

  test("shares no host with another, and still gets back what others borrow", async () => {
    const lent = await submit(
      slurm,
      "daemon",
      sleeps,
      "--partition=surplus",
      "--qos=alpha-surplus",
      "--nodes=4",
      "--gres=gpu:4",
      "--requeue",
    );
    await untilState(slurm, lent, "RUNNING None");
    const jobs = [await submit(slurm, "bin", sleeps, ...oneGpu), await submit(slurm, "daemon", sleeps, ...oneGpu)];
    for (const job of jobs) await untilState(slurm, job, "RUNNING None");
    const hosts = await Promise.all(jobs.map(async (job) => fieldOf(await jobOf(job), "NodeList")));
    expect(new Set(hosts).size).toBe(2);
    expect((await stateOf(slurm, lent)).split(" ")[0]).toBe("PENDING");
  });
});

describe("the table of jobs", () => {
  const { perAccount, perUser } = submitLimits(model.qos.length);

  test("has room for a large array, and none for more than a user's part of it", async () => {
    expect([perAccount, perUser]).toEqual([22_500, 11_250]);
    await submit(slurm, "daemon", sleeps, "--hold", ...oneGpu, "--array=0-9999");
    await expect(submit(slurm, "daemon", sleeps, "--hold", ...oneGpu, "--array=0-1999")).rejects.toThrow(
      "Job violates accounting/QOS policy",
    );
    // Another user of the tenant, and another tenant, still submit.
    for (const user of ["games", "bin"]) expect(await submit(slurm, user, sleeps, ...twoHosts)).toMatch(/^\d+$/);
  });
});

describe("maintenance", () => {
  test("is reserved although a job runs there, and whatever else is refused", async () => {
    const long = await submit(slurm, "daemon", sleeps, "--nodes=1", "--nodelist=su-1-rack-2-0", "--gres=gpu:4", "--time=14-0");
    await untilState(slurm, long, "RUNNING None");
    await expect(runScript(slurm, "reservations")).rejects.toThrow("ReservationName=nowhere");
    const lines = (await slurm.run("scontrol", "--oneliner", "show", "reservation")).split("\n");
    expect(lines.map((line) => [fieldOf(line, "ReservationName"), fieldOf(line, "Flags")])).toEqual([
      ["rack-2-pump", "MAINT,IGNORE_JOBS,SPEC_NODES"],
      ["rack-1-pump", "MAINT,IGNORE_JOBS,SPEC_NODES"],
    ]);
    expect(await stateOf(slurm, long)).toBe("RUNNING None");
    for (const name of ["rack-1-pump", "rack-2-pump"]) await slurm.run("scontrol", "delete", "reservation", name);
  });
});

describe("the directory", () => {
  const getent = () => join(slurm.place.directory, "etc", "fakes", "getent");
  const usersOf = async (account: string) =>
    (await slurm.run("sacctmgr", "--noheader", "--parsable2", "show", "assoc", "where", `account=${account}`, "format=user"))
      .split("\n")
      .filter((user) => user !== "");
  const withDirectory = async (change: (text: string) => string, work: () => Promise<void>) => {
    const text = await readFile(getent(), "utf8");
    await writeFile(getent(), change(text));
    try {
      await work();
    } finally {
      await writeFile(getent(), text);
      await runScript(slurm, "accounts");
    }
  };

  test("who leaves it loses access within one run, whatever runs, and others come in at the same run", async () => {
    const running = await submit(slurm, "daemon", sleeps, "--nodes=1", "--gres=gpu:4", "--time=14-0");
    await untilState(slurm, running, "RUNNING None");
    const waiting = await submit(slurm, "daemon", sleeps, "--array=0-20", ...twoHosts);
    await withDirectory(
      (text) => text.replace(":daemon", ":sync").replace(":bin", ":bin,daemon"),
      async () => {
        await runScript(slurm, "accounts");
        expect(await usersOf("alpha")).toEqual(["games", "sync"]);
        // The account that went was the user's default.
        expect(await usersOf("beta")).toEqual(["bin", "daemon"]);
        for (const job of [running, waiting]) expect((await stateOf(slurm, job)).split(" ")[0]).toBe("CANCELLED");
        await expect(submit(slurm, "daemon", sleeps, "--account=alpha", ...twoHosts)).rejects.toThrow("Invalid account");
        const other = await submit(slurm, "daemon", sleeps, ...twoHosts);
        expect(fieldOf(await jobOf(other), "Account")).toBe("beta");
      },
    );
    expect(await usersOf("alpha")).toEqual(["daemon", "games"]);
    expect(await usersOf("beta")).toEqual(["bin"]);
  });

  test("who has a tenant's group as first group has an account, listed among its members or not", async () => {
    // games has the group 60, and no list of members names it.
    await withDirectory(
      (text) => text.replace(`"group alpha-admins") echo "$2:x:2000:games"`, `"group alpha-admins") echo "$2:x:60:"`),
      async () => {
        expect(await runScript(slurm, "accounts")).toEqual(["changed: 0"]);
        expect(await usersOf("alpha")).toEqual(["daemon", "games"]);
      },
    );
  });
});

test("a batch script on surplus GPUs is told before its grace is over", async () => {
  const script = "trap 'echo told' USR1; for second in $(seq 1 900); do sleep 1; done";
  const surplus = await submit(
    slurm,
    "daemon",
    script,
    ...["--partition=surplus", "--qos=alpha-surplus", "--nodes=4", "--gres=gpu:4", "--requeue", "--signal=B:USR1@10"],
  );
  await untilState(slurm, surplus, "RUNNING None");
  const own = await submit(slurm, "bin", sleeps, ...twoHosts);
  await waitFor("the surplus job to end", 240, async () => {
    const state = await stateOf(slurm, surplus);
    return state.startsWith("PENDING") ? undefined : state;
  });
  expect(await outputOf(slurm, surplus)).toContain("told");
  await untilState(slurm, own, "RUNNING None");
});

test("a tenant's admin cannot raise what the tenant has, nor take another tenant's QOS", async () => {
  const asAdmin = (...words: string[]) => refusalOf(slurm.runAs("games", "sacctmgr", "--immediate", "modify", ...words));
  for (const words of [
    ["user", "where", "name=daemon", "account=alpha", "set", "qos+=beta"],
    ["account", "where", "name=alpha", "set", "qos+=beta"],
    ["qos", "alpha", "set", "grptres=gres/gpu=16"],
  ]) {
    expect(await asAdmin(...words)).toContain("privilege");
  }
});
