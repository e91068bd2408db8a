import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Engine } from "../engine/locate.ts";
import { repository } from "../setup/cache.mjs";
import type { Workspace } from "./cli.ts";
import { releaseDeadLocks } from "./locks.ts";

/** What a stack's file in stacks/ may hold; the embedded copy also gets the encryption salt. */
interface StackFile {
  config?: Record<string, unknown>;
  [setting: string]: unknown;
}

const projectFile = parse(readFileSync(join(repository, "Pulumi.yaml"), "utf8")) as { name: string };

/**
 * The embedded default: state, passphrase and the CLI's own files below the ignored `.state/`, so that the checkout stays clean.
 *
 * `.state/work` is a Pulumi project of its own whose program is the repository's, because `pulumi stack init` writes into the project's stack files.
 */
export class EmbeddedWorkspace implements Workspace {
  /** The folder that rendered manifests land in, one folder a stack. */
  readonly outputDirectory: string;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly #state: string;

  /** `root` is the checkout whose `.state/` and `out/` are used. */
  constructor(engine: Engine, root = repository) {
    this.#state = join(root, ".state");
    this.outputDirectory = join(root, "out");
    this.directory = join(this.#state, "work");
    const backend = join(this.#state, "backend");
    for (const folder of [backend, this.outputDirectory, join(this.directory, "program")]) mkdirSync(folder, { recursive: true });
    this.environment = {
      ...engine.environment,
      PULUMI_BACKEND_URL: `file://${backend}`,
      PULUMI_CONFIG_PASSPHRASE_FILE: this.#passphraseFile(),
      // The program and the policy packs are Node.js programs: what is compiled for one run serves the next.
      NODE_COMPILE_CACHE: this.stateFile("compiled"),
    };
    this.#writeProject();
    this.renderInto(this.outputDirectory);
  }

  /** Makes the stack ready for an update: a killed run's lock is gone. */
  unlock(stack: string): void {
    releaseDeadLocks(this.stateFile("backend"), projectFile.name, stack);
  }

  /** The file below `.state/` with this name. */
  stateFile(...name: string[]): string {
    return join(this.#state, ...name);
  }

  /** Makes the program's `../out` mean this folder. The path in the state stays the same. */
  renderInto(directory: string): void {
    const link = join(this.directory, "out");
    const fresh = `${link}.${process.pid}`;
    rmSync(fresh, { force: true });
    symlinkSync(directory, fresh);
    renameSync(fresh, link);
  }

  #passphraseFile(): string {
    const file = this.stateFile("passphrase");
    if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
    return file;
  }

  #writeProject(): void {
    writeFileSync(join(this.directory, "Pulumi.yaml"), stringify({ ...projectFile, main: "program/index.ts", stackConfigDir: "." }));
    const program = JSON.stringify(join(repository, "stacks", "index.ts"));
    writeFileSync(join(this.directory, "program", "index.ts"), `export * from ${program};\n`);
    for (const file of readdirSync(join(repository, "stacks"))) {
      if (/^Pulumi\..+\.yaml$/.test(file)) this.#copyStackFile(file);
    }
  }

  /** Takes over what changed in the repository's stack file since the last copy, and keeps what `config set` and `stack init` wrote here. */
  #copyStackFile(file: string): void {
    const text = readFileSync(join(repository, "stacks", file), "utf8");
    const copied = this.stateFile("copied", file);
    if (existsSync(copied) && readFileSync(copied, "utf8") === text) return;
    const target = join(this.directory, file);
    const theirs = (parse(text) ?? {}) as StackFile;
    const ours = existsSync(target) ? ((parse(readFileSync(target, "utf8")) ?? {}) as StackFile) : {};
    writeFileSync(target, stringify({ ...ours, ...theirs, config: { ...ours.config, ...theirs.config } }));
    mkdirSync(this.stateFile("copied"), { recursive: true });
    writeFileSync(copied, text);
  }
}
