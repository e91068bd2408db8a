import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { basename, join, relative } from "node:path";
import { parse, stringify } from "yaml";
import { StackError } from "../../components/lib/parse/fault.ts";
import type { Engine } from "../engine/locate.ts";
import { repository } from "../setup/cache.mjs";
import { readWhole, writeWhole } from "../setup/files.mjs";
import { endInOrder } from "../setup/interrupts.mjs";
import { isRunning, withLock } from "../setup/lock.mjs";
import type { Workspace } from "./cli.ts";

/** What a stack's file in stacks/ may hold; the embedded copy also gets the encryption salt. */
interface StackFile {
  config?: Record<string, unknown>;
  [setting: string]: unknown;
}

const projectFile = parse(readFileSync(join(repository, "Pulumi.yaml"), "utf8")) as { name: string };

/** The project's name, as Pulumi has it. */
export const projectName = projectFile.name;

const stackFile = /^Pulumi\.(.+)\.yaml$/;

/**
 * The embedded default: state, passphrase and the CLI's own files below the ignored `.state/`, so that the checkout stays clean.
 *
 * Each run has a Pulumi project of its own in `.state/runs`, with this repository's program, and whatever it renders lands in there: no two runs meet.
 * The stacks' files, which they share, lie in `.state/stacks`, because `pulumi stack init` writes into them.
 */
export class EmbeddedWorkspace implements Workspace {
  /** The folder that rendered manifests land in, one folder a stack. */
  readonly outputDirectory: string;
  /** This run's own folder: a Pulumi project. */
  readonly directory: string;
  /** The manifests that this run renders, one folder a stack. */
  readonly stagingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly #state: string;

  private constructor(root: string, directory: string, environment: Readonly<Record<string, string>>) {
    this.#state = join(root, ".state");
    this.outputDirectory = join(root, "out");
    this.directory = directory;
    // The program's `../out`.
    this.stagingDirectory = join(directory, "out");
    this.environment = environment;
  }

  /**
   * Makes a run's folder, and brings the stacks' files up to date. The folder goes with this process.
   *
   * @param root the checkout whose `.state/` and `out/` are used
   * @throws Error naming a file that cannot be used; StackError where the passphrase of existing secrets is gone.
   */
  static async open(engine: Engine, root = repository): Promise<EmbeddedWorkspace> {
    // From here on a signal ends a command of the CLI, and this process after it.
    endInOrder();
    const state = join(root, ".state");
    const backend = join(state, "backend");
    mkdirSync(backend, { recursive: true });
    const passphrase = await prepareShared(state);
    const directory = makeRunFolder(join(state, "runs"));
    writeProject(directory, state);
    const environment = {
      ...engine.environment,
      PULUMI_BACKEND_URL: `file://${backend}`,
      PULUMI_CONFIG_PASSPHRASE_FILE: passphrase,
      // The program and the policy packs are Node.js programs: what is compiled for one run serves the next.
      NODE_COMPILE_CACHE: join(state, "compiled"),
      ...selectionIn(state),
    };
    const remembered = engine.environment["PULUMI_HOME"];
    process.on("exit", () => {
      rmSync(directory, { recursive: true, force: true });
      // Where the CLI remembers, by folder, which stack is selected.
      if (remembered !== undefined) rmSync(selectionFile(remembered, directory), { force: true });
    });
    return new EmbeddedWorkspace(root, directory, environment);
  }

  /** The file below `.state/` with this name. */
  stateFile(...name: string[]): string {
    return join(this.#state, ...name);
  }

  /** The file with a stack's settings and salt. */
  settingsFile(stackName: string): string {
    return this.stateFile("stacks", `Pulumi.${stackName}.yaml`);
  }

  /** Pulumi's file with the state of a stack. */
  checkpointFile(stackName: string): string {
    return this.stateFile("backend", ".pulumi", "stacks", projectName, `${stackName}.json`);
  }

  /** Lets later runs mean this stack where none is named. */
  select(stackName: string): void {
    writeWhole(this.stateFile("selected"), stackName);
  }

  /** Takes over what a command of this run has selected, if it did. */
  keepSelection(): void {
    const home = this.environment["PULUMI_HOME"];
    const text = home === undefined ? undefined : readWhole(selectionFile(home, this.directory));
    if (text === undefined) return;
    const { stacks = {} } = JSON.parse(text) as { stacks?: Record<string, string> };
    const [selected] = Object.values(stacks);
    if (selected === undefined) rmSync(this.stateFile("selected"), { force: true });
    else this.select(basename(selected));
  }
}

function selectionIn(state: string): Record<string, string> {
  const selected = process.env["PULUMI_STACK"] ?? readWhole(join(state, "selected"));
  return selected === undefined ? {} : { PULUMI_STACK: selected };
}

const selectionFile = (home: string, directory: string) => {
  const hash = createHash("sha1").update(join(directory, "Pulumi.yaml")).digest("hex");
  return join(home, "workspaces", `${projectName}-${hash}-workspace.json`);
};

/** Makes a folder for this run, and removes those of runs of this machine that were killed. */
function makeRunFolder(runs: string): string {
  mkdirSync(runs, { recursive: true });
  const mine = `${hostname()}-`;
  for (const name of readdirSync(runs)) {
    const pid = name.startsWith(mine) ? /^(\d+)-\w+$/.exec(name.slice(mine.length))?.[1] : undefined;
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(runs, name), { recursive: true, force: true });
  }
  return mkdtempSync(join(runs, `${mine}${process.pid}-`));
}

function writeProject(directory: string, state: string): void {
  const stackConfigDir = relative(directory, join(state, "stacks"));
  writeWhole(join(directory, "Pulumi.yaml"), stringify({ ...projectFile, main: "program/index.ts", stackConfigDir }));
  const program = JSON.stringify(join(repository, "stacks", "index.ts"));
  writeWhole(join(directory, "program", "index.ts"), `export * from ${program};\n`);
}

/** Brings what all runs share up to date, one run after the other. Returns the passphrase's file. */
async function prepareShared(state: string): Promise<string> {
  const passphrase = join(state, "passphrase");
  const isCurrent = () => readWhole(passphrase) && repositoryStackFiles().every((file) => isTakenOver(state, file));
  if (!isCurrent()) {
    await withLock(join(state, "locks", "shared"), () => {
      if (!readWhole(passphrase)) makePassphrase(state, passphrase);
      for (const file of repositoryStackFiles()) if (!isTakenOver(state, file)) takeOver(state, file);
      return Promise.resolve();
    });
  }
  return passphrase;
}

/** Makes a passphrase, but never into the place of one that secrets were encrypted with. */
function makePassphrase(state: string, file: string): void {
  const folder = join(state, "stacks");
  const salted = existsSync(folder)
    ? readdirSync(folder).filter((name) => stackFile.test(name) && /^encryptionsalt:/m.test(readWhole(join(folder, name)) ?? ""))
    : [];
  if (salted.length > 0) {
    const stacks = salted.map((name) => stackFile.exec(name)?.[1] ?? name).join(", ");
    throw new StackError(
      `${file}: got ${existsSync(file) ? "an empty file" : "no file"}, want the passphrase that ${stacks} were encrypted with; ` +
        "fix: put it back from a copy (a new one would read nothing of theirs)",
    );
  }
  writeWhole(file, randomBytes(32).toString("base64url"), 0o600);
}

const repositoryStackFiles = () => readdirSync(join(repository, "stacks")).filter((file) => stackFile.test(file));

const copyOf = (state: string, file: string) => join(state, "copied", file);

const isTakenOver = (state: string, file: string) =>
  existsSync(join(state, "stacks", file)) && readWhole(copyOf(state, file)) === readWhole(join(repository, "stacks", file));

/** Takes over what changed in the repository's stack file since the last copy, and keeps what `config set` and `stack init` wrote here. */
function takeOver(state: string, file: string): void {
  const text = readFileSync(join(repository, "stacks", file), "utf8");
  const target = join(state, "stacks", file);
  const theirs = (parse(text) ?? {}) as StackFile;
  const ours = (parse(readWhole(target) ?? "") ?? {}) as StackFile;
  writeWhole(target, stringify({ ...ours, ...theirs, config: { ...ours.config, ...theirs.config } }));
  writeWhole(copyOf(state, file), text);
}
