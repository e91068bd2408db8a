import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { repository } from "../../cli/setup/cache.mjs";

/** Output and exit code of a command. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

const copied = [
  "components",
  "policies",
  "review",
  "report",
  "stacks",
  "cli",
  "package.json",
  "package-lock.json",
  "Pulumi.yaml",
  ".gitignore",
];

/** The date on which policies judge in every test: what holds on it holds for good. */
export const judgedOn = "2026-11-01";

/** A statement for `change` that enters every assumed fact as a stated one: law is not left to assumptions where clusters are real. */
export const factsEntered = `
const enter = (value: any): void => {
  if (typeof value !== "object" || value === null) return;
  if (value.basis === "assumed") {
    Object.assign(value, { basis: "stated", source: "a document of this test" });
    delete value.reason;
  }
  Object.values(value).forEach(enter);
};
enter(stack);`;

/** A checkout of its own, as it is in the working tree, with its own state: tests change its stacks and run the wrappers in it. */
export class Checkout {
  readonly directory = mkdtempSync(join(tmpdir(), "nscale-checkout-"));
  readonly #environment: NodeJS.ProcessEnv;

  constructor(environment: NodeJS.ProcessEnv = {}) {
    // The set-up would install into the folder that all checkouts share, under everybody's feet.
    const installed = readFileSync(join(repository, "node_modules", ".installed-from"), "utf8");
    const lock = createHash("sha256")
      .update(readFileSync(join(repository, "package-lock.json")))
      .digest("hex");
    if (installed !== lock) throw new Error("node_modules is not what package-lock.json says; fix: npm run check, which installs it");
    this.#environment = { NSCALE_POLICY_DATE: judgedOn, ...environment };
    for (const name of copied) cpSync(join(repository, name), join(this.directory, name), { recursive: true });
    symlinkSync(join(repository, "node_modules"), join(this.directory, "node_modules"));
  }

  path(...names: string[]): string {
    return join(this.directory, ...names);
  }

  /** Lets a stack's data be what the repository says, with what follows written out and these statements run on it as `stack`. */
  change(name: string, ...statements: string[]): void {
    const [original, support] = [
      ["stacks", `${name}.ts`],
      ["test", "support", "written.ts"],
    ].map((path) => JSON.stringify(join(repository, ...path)));
    const lines = [
      `import original from ${original};`,
      `import { written } from ${support};`,
      "const stack: any = written(original);",
      ...statements,
      "export default stack;",
    ];
    writeFileSync(this.path("stacks", `${name}.ts`), `${lines.join("\n")}\n`);
  }

  /** The environment of commands that run in here. */
  environment(): NodeJS.ProcessEnv {
    return { ...process.env, NO_COLOR: "1", ...this.#environment };
  }

  #command(task: string, args: readonly string[]): readonly [string, string[], { cwd: string; env: NodeJS.ProcessEnv }] {
    const env = this.environment();
    return [
      process.execPath,
      [this.path("cli", "setup", "bootstrap.mjs"), join("cli", "tasks", `${task}.ts`), ...args],
      { cwd: this.directory, env },
    ];
  }

  /** Runs a task of cli/tasks, to its end. */
  run(task: string, ...args: string[]): Ended {
    const [command, words, options] = this.#command(task, args);
    const { status, stdout, stderr } = spawnSync(command, words, { ...options, encoding: "utf8", maxBuffer: 1 << 28 });
    return { code: status, output: `${stdout}${stderr}` };
  }

  /** Starts a task in a session of its own, so that all of it can be killed at once. */
  start(task: string, ...args: string[]): ChildProcess {
    const [command, words, options] = this.#command(task, args);
    return spawn(command, words, { ...options, detached: true, stdio: "ignore" });
  }

  /** Runs a task beside others, to its end. */
  async runBeside(task: string, ...args: string[]): Promise<Ended> {
    const [command, words, options] = this.#command(task, args);
    const child = spawn(command, words, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    const [code] = (await once(child, "close")) as [number | null];
    return { code, output };
  }

  /** Lets what is run from now on find these in its environment. */
  with(environment: NodeJS.ProcessEnv): void {
    Object.assign(this.#environment, environment);
  }

  /** Kills a task that still runs, with everything that it started: the CLI has a session of its own, and puts its plugins into process groups of their own. */
  kill({ pid, exitCode }: ChildProcess): void {
    if (pid === undefined || exitCode !== null) throw new Error("the task ended before it was killed");
    for (let members = descendantsOf(pid); members.length > 0; members = descendantsOf(pid, members)) {
      for (const member of members) {
        try {
          process.kill(member, "SIGKILL");
        } catch {
          // It ended by itself when its parent did.
        }
      }
    }
  }

  /** The resources of the state, `type name` each, sorted. */
  resources(stack: string): string[] {
    const { code, output } = this.run("pulumi", "stack", "export", "--stack", stack);
    if (code !== 0) throw new Error(output);
    const state = JSON.parse(output) as { deployment: { resources?: { urn: string }[] } };
    return (state.deployment.resources ?? []).map(({ urn }) => nameOf(urn)).sort();
  }

  /** The files below a folder, by their path in it, sorted. */
  files(folder: string): string[] {
    return readdirSync(this.path(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.path(folder), join(entry.parentPath, entry.name)))
      .sort();
  }

  /** The manifests in a stack's folder, without the record of them. */
  manifests(stack: string): string[] {
    return this.files(join("out", stack)).filter((file) => file !== ".rendered");
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** The running processes that descend from `root`, itself among them, or that are in the session of one that was found before. */
function descendantsOf(root: number, before: readonly number[] = []): number[] {
  const { stdout } = spawnSync("ps", ["-eo", "pid=,ppid=,sid=,stat="], { encoding: "utf8" });
  const processes = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state = ""]) => !state.startsWith("Z"))
    .map(([pid, parent, session]) => ({ pid: Number(pid), parent: Number(parent), session: Number(session) }));
  const found = new Set([root, ...before]);
  for (let size = 0; size < found.size;) {
    size = found.size;
    for (const { pid, parent, session } of processes) if (found.has(parent) || found.has(session)) found.add(pid);
  }
  return processes.map(({ pid }) => pid).filter((pid) => found.has(pid));
}

/** `type name` of a URN; the type without its parents. */
export function nameOf(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return `${types.split("$").at(-1) ?? ""} ${name}`;
}
