import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { meantIn } from "../../cli/stack/meant.ts";
import { parseState } from "../../cli/stack/state.ts";
import { reviewSchema } from "../../review/schema.ts";
import { Checkout } from "../support/checkout.ts";

/** One small stack on the real engine, through what may go wrong around its runs; each test begins where the one before ended. */
const checkout = new Checkout();
afterAll(() => checkout.remove());

const backend = (...names: string[]) => checkout.path(".state/backend/.pulumi", ...names);
const checkpoint = backend("stacks/nscale/keflavik.json");
const digest = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");
const contents = () =>
  Object.fromEntries(checkout.manifests("keflavik").map((file) => [file, digest(readFileSync(checkout.path("out/keflavik", file)))]));
const stateOf = (stack: string) => parseState(checkout.run("pulumi", "stack", "export", "--stack", stack).output);

/** Waits until a run has rendered some files of keflavik. */
async function untilRendering(isOver: () => boolean): Promise<void> {
  const isRendering = () => {
    const runs = checkout.path(".state/runs");
    return existsSync(runs) && readdirSync(runs).some((run) => existsSync(join(runs, run, "out/keflavik")));
  };
  while (!isRendering() && !isOver()) await sleep(20);
}

function startsWell(): string {
  const { code, output } = checkout.run("start", "keflavik");
  expect(code, output).toBe(0);
  return output;
}

let rendered: Readonly<Record<string, string>>;

test("another start of the stack is refused, and reads, a review, a judgement and another stack beside a run disturb nothing", async () => {
  const first = checkout.runBeside("start", "keflavik");
  const over = new AbortController();
  void first.then(() => over.abort());
  const isOver = () => over.signal.aborted;
  while (!isOver() && !(existsSync(checkout.path(".state/locks/keflavik.update")) && existsSync(checkpoint))) await sleep(20);
  const listed = untilRendering(isOver).then(() => checkout.runBeside("pulumi", "stack", "ls"));
  const [second, list, other, policy, review] = await Promise.all([
    checkout.runBeside("start", "keflavik"),
    listed,
    checkout.runBeside("start", "stargate-uk"),
    checkout.runBeside("policy", "keflavik"),
    checkout.runBeside("review", "keflavik"),
  ]);
  const { code, output } = await first;
  expect(code, output).toBe(0);
  expect(second.code).toBe(1);
  expect(second.output).toMatch(/^keflavik: got a lock of process \d+ of .* since .*, want none; fix: wait until it ends, or end it$/m);
  expect([list.code, other.code, policy.code, review.code], `${other.output}${policy.output}${review.output}`).toEqual([0, 0, 0, 0]);
  const { stacks } = reviewSchema.parse(JSON.parse(readFileSync(checkout.path("out/review/review.json"), "utf8")));
  expect(stacks.map(({ stack }) => stack)).toEqual(["keflavik"]);
  for (const stack of ["keflavik", "stargate-uk"]) expect(checkout.manifests(stack)).toEqual(Object.keys(meantIn(stateOf(stack))));
  rendered = contents();
  expect(Object.keys(rendered).length).toBeGreaterThan(50);
});

describe("signals", () => {
  /** Runs `npm start` as a terminal or a CI job does, and signals it when it renders. */
  async function interrupted(signal: NodeJS.Signals, isWholeGroup: boolean) {
    rmSync(checkout.path("out/keflavik"), { recursive: true });
    const child = spawn("npm", ["start", "--", "keflavik"], {
      cwd: checkout.directory,
      env: checkout.environment(),
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    await untilRendering(() => child.exitCode !== null);
    process.kill(isWholeGroup ? -(child.pid ?? 0) : (child.pid ?? 0), signal);
    const [code, by] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
    return { code: code ?? by, output };
  }

  test.each([
    ["SIGTERM", "to npm alone", false, 143],
    ["SIGINT", "to the whole group, as a terminal sends it", true, 130],
  ] as const)("%s %s ends the update in order, once, and tells so by the exit code", async (signal, _, isWholeGroup, exitCode) => {
    const { code, output } = await interrupted(signal, isWholeGroup);
    expect([exitCode, signal], output).toContain(code);
    // A second signal would have ended the CLI the hard way: lock, folder of the run and operations would be left.
    expect(readdirSync(checkout.path(".state/runs"))).toEqual([]);
    expect(readdirSync(checkout.path(".state/locks"))).toEqual([]);
    expect(readdirSync(backend("locks/organization/nscale/keflavik"))).toEqual([]);
    expect(stateOf("keflavik").deployment["pending_operations"] ?? []).toEqual([]);
    expect(checkout.manifests("keflavik")).toEqual([]);
  });

  test("and the next start makes up for both", () => {
    const output = startsWell();
    expect(output).toContain("keflavik: rendered afresh, ");
    expect(contents()).toEqual(rendered);
  });
});

test("a part of a stack is not rendered afresh, which would take the rest away; and where nothing was rendered the state is as it was", () => {
  const [file = ""] = Object.keys(rendered);
  const before = stateOf("keflavik");
  const text = readFileSync(checkout.path("out/keflavik", file));
  writeFileSync(checkout.path("out/keflavik", file), "edited: true\n");
  const part = checkout.run("pulumi", "up", "--yes", "--stack", "keflavik", "--target", before.deployment.resources?.at(-1)?.urn ?? "");
  expect(part.code).toBe(1);
  expect(part.output).toContain(
    "keflavik: nothing was changed: a part of the stack cannot be rendered afresh; fix: run up without --target and --exclude first",
  );
  // Without an answer, the CLI does not begin.
  expect(checkout.run("pulumi", "up", "--stack", "keflavik").code).not.toBe(0);
  expect(meantIn(stateOf("keflavik"))).toEqual(meantIn(before));
  expect(existsSync(checkout.path(".state/before/keflavik.json"))).toBe(false);
  writeFileSync(checkout.path("out/keflavik", file), text);
});

test("a run that is killed at any step of a fresh rendering, again and again, is made up for by the next", () => {
  writeFileSync(checkout.path("out/keflavik/theirs.yaml"), "theirs: true\n");
  for (const file of Object.keys(rendered).slice(0, 4)) writeFileSync(checkout.path("out/keflavik", file), "edited: true\n");
  for (const step of ["afresh:saved", "afresh:forgotten", "update:done", "publish:half"]) {
    checkout.with({ NSCALE_KILL_AT: step });
    expect(checkout.run("start", "keflavik").code, step).toBeNull();
  }
  checkout.with({ NSCALE_KILL_AT: "" });
  const output = startsWell();
  expect(output).toMatch(/keflavik: the run of process \d+ was killed: its lock is released/);
  expect(output).toContain("keflavik: unchanged");
  expect(output).toContain("keflavik: rendered afresh, ");
  expect(contents()).toEqual({ ...rendered, "theirs.yaml": digest("theirs: true\n") });
  expect(stateOf("keflavik").deployment["pending_operations"] ?? []).toEqual([]);
  expect(existsSync(checkout.path(".state/before/keflavik.json"))).toBe(false);
  rmSync(checkout.path("out/keflavik/theirs.yaml"));
});

describe("damaged files", () => {
  test("an empty lock, one of the CLI, and a record that is cut off cost a fresh rendering that changes nothing", () => {
    writeFileSync(checkout.path(".state/locks/keflavik.update"), "");
    mkdirSync(backend("locks/organization/nscale/keflavik"), { recursive: true });
    writeFileSync(backend("locks/organization/nscale/keflavik/1.json"), "");
    truncateSync(checkout.path("out/keflavik/.rendered"), 300);
    const output = startsWell();
    for (const lock of [checkout.path(".state/locks/keflavik.update"), backend("locks/organization/nscale/keflavik/1.json")])
      expect(output).toContain(`keflavik: the lock file ${lock} names no process that holds it: it is removed`);
    expect(output).toContain("  no completed run has recorded this folder\n");
    expect(output).toContain("keflavik: unchanged");
    expect(output).toContain("keflavik: rendered afresh, nothing changed");
    expect(contents()).toEqual(rendered);
  });

  test("a state that is cut off, of a stack that is rendered, begins again; of one with a cluster, names the newest whole copy", () => {
    const whole = readFileSync(checkpoint);
    truncateSync(checkpoint, 5000);
    const read = checkout.run("pulumi", "stack", "export", "--stack", "keflavik");
    expect(read.code).toBe(1);
    expect(read.output).toContain(`${checkpoint}: got a file that is cut off (`);
    const settings = checkout.path(".state/stacks/Pulumi.keflavik.yaml");
    const configured = readFileSync(settings, "utf8");
    writeFileSync(settings, configured.replace("nscale:targets: {}", "nscale:targets: { management: { kind: kubeconfig } }"));
    const live = checkout.run("start", "keflavik");
    expect(live.code).toBe(1);
    const [, command = ""] = /fix: take the newest whole copy, of .*: cp (.*)$/m.exec(live.output) ?? [];
    const [copy = "", target = ""] = command.split(" ");
    expect(target).toBe(checkpoint);
    expect(JSON.parse(readFileSync(copy, "utf8"))).toMatchObject({ checkpoint: { stack: "organization/nscale/keflavik" } });
    expect(readFileSync(checkpoint)).toEqual(whole.subarray(0, 5000));
    writeFileSync(settings, configured);

    const output = startsWell();
    expect(output).toContain("all of the stack is rendered, so it begins again (the file is kept: ");
    expect(contents()).toEqual(rendered);
    expect(startsWell()).toContain("keflavik: unchanged");
  });

  // Each is put in the place of a file, refused by a start that changes nothing, and taken away again.
  test.each([
    [
      "a passphrase that is gone",
      ".state/passphrase",
      undefined,
      "passphrase: got no file, want the passphrase that keflavik, stargate-uk were encrypted with; fix: put it back from a copy",
    ],
    [
      "a passphrase that is empty",
      ".state/passphrase",
      "",
      "passphrase: got an empty file, want the passphrase that keflavik, stargate-uk were encrypted with; fix: put it back from a copy",
    ],
    [
      "a file in the place of the stack's folder",
      "out/keflavik",
      "a file",
      "out/keflavik: got a file, want the folder of keflavik's manifests; fix: move the file away",
    ],
    [
      "a record of a newer version",
      "out/keflavik/.rendered",
      '{"version": 2}',
      "out/keflavik/.rendered: got a record of version 2, want at most 1",
    ],
    [
      "a lock of another machine",
      ".state/locks/keflavik.update",
      JSON.stringify({ pid: 1, host: "another.example", machine: "", started: "", since: "2026-11-01T00:00:00.000Z", path: "" }),
      "keflavik: got a lock of process 1 of another.example since 2026-11-01T00:00:00.000Z",
    ],
  ])("%s is named, with what to do", (_, path, text, message) => {
    const [place, aside] = [checkout.path(path), checkout.path("aside")];
    const before = readFileSync(checkpoint);
    if (existsSync(place)) renameSync(place, aside);
    if (text !== undefined) writeFileSync(place, text);
    const { code, output } = checkout.run("start", "keflavik");
    expect(code).toBe(1);
    expect(output).toContain(message);
    expect(existsSync(place) ? readFileSync(place, "utf8") : undefined).toBe(text);
    expect(readFileSync(checkpoint)).toEqual(before);
    rmSync(place, { force: true });
    if (existsSync(aside)) renameSync(aside, place);
  });
});

describe("on a file system of its own", () => {
  const isPermitted = spawnSync("unshare", ["--mount", "true"]).status === 0;

  /** Runs a script in a mount namespace: what it mounts is seen in there alone, and goes with it. */
  function inNamespace(script: string): string {
    const { stdout, stderr } = spawnSync("unshare", ["--mount", "bash", "-uc", script], {
      cwd: checkout.directory,
      env: { ...checkout.environment(), PATH: `${dirname(process.execPath)}${delimiter}${process.env["PATH"] ?? ""}` },
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    return `${stdout}${stderr}`;
  }

  test.runIf(isPermitted)("a folder that is full is left as it was, and rendered whole once it has room", () => {
    const output = inNamespace(`
      mkdir -p out
      mount -t tmpfs -o size=200k none out
      npm start -- keflavik; echo "full: $?"; echo "left: $(find out -type f | wc -l)"
      mount -o remount,size=2m out
      npm start -- keflavik; echo "enlarged: $?"
      cd out/keflavik && find . -type f ! -name .rendered | sed "s|^./||" | sort | xargs sha256sum`);
    expect(output).toContain("full: 1\n");
    expect(output).toMatch(/out\/keflavik: got 0\.\d MB of free space, want 0\.\d MB for the manifests of keflavik; fix: make room there/);
    expect(output).toContain("enlarged: 0\n");
    const found = [...output.matchAll(/^([0-9a-f]{64}) {2}(\S+)$/gm)].map(([, sum, file]) => [file, sum] as const);
    expect(Object.fromEntries(found)).toEqual(rendered);
  });

  test.runIf(isPermitted)("a state without room for an update is told before anything is changed", () => {
    const output = inNamespace('mkdir -p .state; mount -t tmpfs -o size=700k none .state; npm start -- keflavik; echo "ended: $?"');
    expect(output).toMatch(
      /\.state: got 0\.\d MB of free space, want \d+\.\d MB for the state of keflavik and its copies; fix: make room there/,
    );
    expect(output).toContain("ended: 1\n");
    expect(startsWell()).toContain("keflavik: unchanged");
    expect(contents()).toEqual(rendered);
  });

  test.skipIf(isPermitted)("is not tried: this machine does not permit a mount namespace", () => undefined);
});
