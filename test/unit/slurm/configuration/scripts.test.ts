import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { planConfiguration } from "../../../../components/slurm/configuration/index.ts";
import { hostsModel, racksModel } from "../../../support/slurm-models.ts";
import { projectReservations } from "../../../support/slurm-projection.ts";

const model = {
  ...racksModel(1, 2),
  reservations: [{ name: "pump", nodeSets: ["su-1-rack-2"], start: "2099-01-05T06:00:00", minutes: 240, reason: "a new pump" }],
};

let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "slurm-scripts-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const calls = () =>
  readFileSync(join(folder, "calls"), "utf8")
    .split("\n")
    .filter((line) => line !== "");

/** A program that replaces another, and keeps what it is called with. */
const fake = (name: string, text = "") =>
  writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" >> "${folder}/calls"\n${text}\n`, { mode: 0o755 });

const gpusAnswer = (count: number) => fake("nvidia-smi", `case "$*" in *--query-gpu=*) seq 1 ${count} ;; esac`);

/** Runs a script with the fakes alone beside the system's own programs. Returns its exit code. */
function run(script: string, environment: Readonly<Record<string, string>> = {}): number {
  writeFileSync(join(folder, "calls"), "");
  const env = { PATH: `${folder}:/usr/bin:/bin`, SLURMD_NODENAME: "su-1-rack-1-0", RUNTIME_DIRECTORY: folder, ...environment };
  try {
    execFileSync("sh", ["-c", script], { env, stdio: "pipe" });
    return 0;
  } catch (error) {
    return (error as { status: number }).status;
  }
}

const { prolog, epilog, healthCheck, acceptance, accounts, reservations } = planConfiguration(model);
const drains = (reason: string) => `scontrol update NodeName=su-1-rack-1-0 State=DRAIN Reason=${reason}`;
const drained = () => calls().filter((call) => call.startsWith("scontrol update"));

beforeEach(() => {
  gpusAnswer(4);
  fake("scontrol");
  fake("dmesg");
  fake("dcgmi");
});

describe("prolog", () => {
  test("lets a job run where all GPUs answer, and asks Slurm nothing", () => {
    expect(run(prolog)).toBe(0);
    expect(calls()).toEqual(["nvidia-smi --query-gpu=index --format=csv,noheader"]);
  });

  test("refuses the job and drains the node where one does not", () => {
    gpusAnswer(3);
    expect(run(prolog)).toBe(1);
    expect(drained()).toEqual([drains("prolog: gpu count: got 3, want 4")]);
  });

  test("a driver that does not answer at all is no GPU", () => {
    fake("nvidia-smi", "exit 9");
    expect(run(prolog)).toBe(1);
    expect(drained()).toEqual([drains("prolog: gpu count: got 0, want 4")]);
  });

  test("leaves the reason of a node that is drained already", () => {
    gpusAnswer(3);
    fake("scontrol", `case "$*" in *"show node"*) echo "NodeName=su-1-rack-1-0 State=IDLE+DRAIN Reason=pump" ;; esac`);
    expect(run(prolog)).toBe(1);
    expect(drained()).toEqual([]);
  });
});

describe("epilog", () => {
  test("leaves a node alone that its job has left clean", () => {
    expect(run(epilog, { SLURM_JOB_ID: "7", SLURM_JOB_GPUS: "0,1" })).toBe(0);
    expect(drained()).toEqual([]);
    expect(calls()).toContain("nvidia-smi --id=0,1 --query-compute-apps=pid --format=csv,noheader");
  });

  test("waits for processes that are about to end", () => {
    fake("sleep");
    fake(
      "nvidia-smi",
      `case "$*" in *--query-gpu=*) seq 1 4 ;; *) if [ ! -e "${folder}/asked" ]; then : >"${folder}/asked"; echo 4711; fi ;; esac`,
    );
    expect(run(epilog, { SLURM_JOB_ID: "7", SLURM_JOB_GPUS: "0" })).toBe(0);
    expect(drained()).toEqual([]);
  });

  test("drains the node whose GPUs still have processes of the job", () => {
    fake("nvidia-smi", `case "$*" in *--query-gpu=*) seq 1 4 ;; *) printf '4711\\n4712\\n' ;; esac`);
    fake("sleep");
    expect(run(epilog, { SLURM_JOB_ID: "7", SLURM_JOB_GPUS: "0,1" })).toBe(0);
    expect(drained()).toEqual([drains("epilog of job 7: 2 processes left on its GPUs")]);
    expect(calls().filter((call) => call === "sleep 1")).toHaveLength(30);
  });

  test("says nothing of a job without GPUs", () => {
    expect(run(epilog, { SLURM_JOB_ID: "7" })).toBe(0);
    expect(calls()).toEqual(["nvidia-smi --query-gpu=index --format=csv,noheader"]);
  });
});

describe("health check", () => {
  const uptime = () => Number(readFileSync("/proc/uptime", "utf8").split(".")[0]);
  const logged = (second: number, xid: number) => `echo '[${second}.000001] NVRM: Xid (PCI:0008:01:00): ${xid}, pid=1, name=train'`;

  test("leaves a healthy node alone", () => {
    expect(run(healthCheck)).toBe(0);
    expect(drained()).toEqual([]);
  });

  test("drains a node for XIDs that need a repair, each named once, and for no others", () => {
    fake("dmesg", [logged(uptime() + 5, 79), logged(uptime() + 6, 48), logged(uptime() + 6, 79), logged(uptime() + 6, 13)].join("\n"));
    run(healthCheck);
    expect(drained()).toEqual([drains("xid 48 79")]);
  });

  test("drains a node for XID 154 where the driver wants something done, and not where it is done", () => {
    const { healthCheck: check } = planConfiguration({ ...model, health: { ...model.health, drainingXids: [79, 154] } });
    const action = (second: number, from: string, to: string) =>
      `echo '[${second}.000001] NVRM: Xid (PCI:0008:01:00): 154, GPU recovery action changed from ${from} to ${to}'`;
    fake("dmesg", action(uptime() + 5, "0x1 (GPU Reset Required)", "0x0 (None)"));
    run(check);
    expect(drained()).toEqual([]);
    fake("dmesg", action(uptime() + 5, "0x0 (None)", "0x2 (Node Reboot Required)"));
    run(check);
    expect(drained()).toEqual([drains("xid 154")]);
  });

  test("what the kernel logged before the pod started was judged by the acceptance test", () => {
    fake("dmesg", logged(0, 79));
    run(healthCheck);
    expect(drained()).toEqual([]);
  });

  test("an XID drains once: a node that was resumed since stays", () => {
    writeFileSync(join(folder, "xid-seen"), "100\n");
    fake("dmesg", logged(200, 79));
    run(healthCheck);
    expect(drained()).toEqual([drains("xid 79")]);
    run(healthCheck);
    expect(drained()).toEqual([]);
  });

  test("drains a node when DCGM says failure", () => {
    fake("dcgmi", `case "$*" in *--check*) echo '| Overall Health | Failure |' ;; esac`);
    run(healthCheck);
    expect(drained()).toEqual([drains("dcgm health: failure")]);
  });

  test("the first fault is the reason", () => {
    gpusAnswer(2);
    fake("dmesg", logged(uptime() + 5, 79));
    run(healthCheck);
    expect(drained()).toEqual([drains("gpu count: got 2, want 4")]);
  });

  test("AMD's GPUs are counted in the kernel's tree, and have no XIDs", () => {
    const node = { ...model.node, gres: { name: "gpu", type: "mi300x", count: 8, autodetect: "rsmi" } } as const;
    const script = planConfiguration({ ...hostsModel(1, 2), node }).healthCheck;
    fake("cat", `case "$*" in *kfd*) printf '0\\n0\\n'; seq 1001 1007 ;; esac`);
    run(script);
    expect(drained()).toEqual([drains("gpu count: got 7, want 8")]);
    expect(calls().some((call) => /nvidia-smi|dmesg|dcgmi/.test(call))).toBe(false);
  });
});

describe("shell", () => {
  test.each(Object.entries({ prolog, epilog, healthCheck, acceptance, accounts, reservations }))(
    "%s is a script that a POSIX shell reads",
    (_, script) => {
      expect(script.startsWith("#!/bin/sh\n")).toBe(true);
      expect(script.endsWith("\n")).toBe(true);
      expect(() => execFileSync("sh", ["-n", "-c", script], { stdio: "pipe" })).not.toThrow();
    },
  );
});

describe("what is loaded", () => {
  const lines = (script: string) => script.split("\n");

  test("accounts: a line for each QOS, its limits, and each account", () => {
    const all = lines(accounts);
    expect(all.slice(all.indexOf("wait_for_slurm"))).toEqual([
      "wait_for_slurm",
      "read_state",
      "ensure_qos alpha 'GPUs of alpha'",
      "ensure_qos alpha-surplus 'GPUs that others leave idle, to alpha'",
      "ensure_qos beta 'GPUs of beta'",
      "ensure_qos beta-surplus 'GPUs that others leave idle, to beta'",
      "limit_qos alpha 1000 0 00:00:00 1.000000 8 2 '' 22500 11250 cluster alpha-surplus,beta-surplus",
      "limit_qos alpha-surplus 1 0 00:00:00 0.500000 16 4 '' 22500 11250 requeue ''",
      "limit_qos beta 1000 0 00:00:00 1.000000 8 2 '' 22500 11250 cluster alpha-surplus,beta-surplus",
      "limit_qos beta-surplus 1 0 00:00:00 0.500000 16 4 '' 22500 11250 requeue ''",
      `ensure_account alpha 'The tenant'\\''s alpha' 'Example AS'`,
      "share_account alpha 8 alpha alpha,alpha-surplus",
      "fill_account alpha alpha-users alpha-admins",
      `ensure_account beta 'The tenant'\\''s beta' 'Example AS'`,
      "share_account beta 8 beta beta,beta-surplus",
      "fill_account beta beta-users beta-admins",
      'name_undeclared account "$(names_in "$all_accounts")" root alpha beta',
      'name_undeclared qos "$(names_in "$all_qos")" normal alpha alpha-surplus beta beta-surplus',
      `log "changed: $changes"`,
      `exit "$failed"`,
      "",
    ]);
  });

  test("a grace of an hour and a half, and a limit for each user", () => {
    const [first] = model.qos;
    const qos = [{ ...(first as NonNullable<typeof first>), graceSeconds: 5430, gpusPerUserAtMost: 2, preempts: [] }];
    expect(lines(planConfiguration({ ...model, qos }).accounts)).toContain(
      "limit_qos alpha 1000 5430 01:30:30 1.000000 8 2 2 90000 45000 cluster ''",
    );
  });

  test("reservations: the nodes of the sets, when, for how long and why", () => {
    expect(lines(reservations).at(-4)).toBe(
      "reserve pump 2099-01-05T06:00:00 240 su-1-rack-2-[0-17] 'a new pump'".replace("su-1-rack-2-[0-17]", "'su-1-rack-2-[0-17]'"),
    );
    expect(reservations).toContain(' "Comment=$5"');
    expect(projectReservations(reservations)).not.toContain("Comment");
  });
});
