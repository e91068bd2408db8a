import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Engine } from "../../cli/engine/locate.ts";
import { repository } from "../../cli/setup/cache.mjs";
import type { Workspace } from "../../cli/stack/cli.ts";
import { judgedOn } from "../support/checkout.ts";
import { cpuSecondsOfCommand } from "./cpu-time.ts";
import { resourcesIn, type StateResource } from "./state.ts";

/** One run of a program under the engine. */
export interface Sample {
  /** User and system time of the CLI, its language host, the program and the plugins. */
  readonly cpuSeconds: number;
  /** The program's own peak: the Node.js process that runs it. */
  readonly peakMegabytes: number;
}

/** The modules of a program by their name: `index.js` is its entry. */
export type Program = Readonly<Record<string, string>> & { readonly "index.js": string };

/** Rendered files can be made again, so the wrapper does without checkpoints, too. */
const withoutCheckpoints = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

/** A program in a Pulumi project of its own, with its own backend, in which it can run again and again from the same beginning. */
export class BenchWorkspace implements Workspace {
  readonly directory = mkdtempSync(join(tmpdir(), "nscale-bench-"));
  readonly environment: Readonly<Record<string, string>>;
  readonly #stack: string;

  constructor(engine: Engine, stack: string, program: Program) {
    this.#stack = stack;
    this.environment = {
      ...engine.environment,
      PULUMI_BACKEND_URL: `file://${this.#path("backend")}`,
      PULUMI_CONFIG_PASSPHRASE: "of no secret",
      // As the wrapper does: what is compiled for one run serves the next.
      NODE_COMPILE_CACHE: this.#path("compiled"),
    };
    for (const folder of ["program", "backend"]) mkdirSync(this.#path(folder));
    symlinkSync(join(repository, "node_modules"), this.#path("node_modules"));
    this.#write("package.json", JSON.stringify({ private: true, type: "module" }));
    this.#writeProject();
    for (const [file, text] of Object.entries(program)) this.#write(join("program", file), text);
    const reportPeak = `process.on("exit", () => writeFileSync(${JSON.stringify(this.#path("peak"))}, String(process.resourceUsage().maxRSS)));\n`;
    this.#write(join("program", "index.js"), `import { writeFileSync } from "node:fs";\n${reportPeak}${program["index.js"]}`);
    this.#text(["stack", "init", "--no-select", stack]);
    cpSync(this.#path("backend"), this.#path("initial"), { recursive: true });
  }

  /** A preview of the stack's first update. */
  preview(): Sample {
    this.#reset();
    return this.#run(["preview"]);
  }

  /** The same, judged by every policy. */
  previewWithPolicies(): Sample {
    this.#reset();
    return this.#run(["preview", "--policy-pack", join(repository, "policies", "all")], { NSCALE_POLICY_DATE: judgedOn });
  }

  firstUp(): Sample {
    this.#reset();
    return this.up();
  }

  up(): Sample {
    return this.#run(["up", "--yes", "--skip-preview"], withoutCheckpoints);
  }

  /** Number of resources that the last update changed. */
  changes(): number {
    const history = this.#text(["stack", "history", "--stack", this.#stack, "--json", "--page-size", "1"]);
    const [last] = JSON.parse(history) as { resourceChanges: Record<string, number> }[];
    const { same: _same, ...changed } = last?.resourceChanges ?? {};
    return Object.values(changed).reduce((sum, count) => sum + count, 0);
  }

  resources(): StateResource[] {
    return resourcesIn(this.#text(["stack", "export", "--stack", this.#stack]));
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  #path(...names: string[]): string {
    return join(this.directory, ...names);
  }

  #write(file: string, text: string): void {
    writeFileSync(this.#path(file), text);
  }

  #writeProject(): void {
    const { stackConfigDir: _stackConfigDir, ...project } = parse(readFileSync(join(repository, "Pulumi.yaml"), "utf8")) as Record<
      string,
      unknown
    >;
    this.#write("Pulumi.yaml", stringify({ ...project, main: "program/index.js" }));
    const stackFile = `Pulumi.${this.#stack}.yaml`;
    cpSync(join(repository, "stacks", stackFile), this.#path(stackFile));
  }

  /** Runs the CLI, with nothing beside it that would be measured, and returns what it prints. */
  #text(args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync("pulumi", args, {
      cwd: this.directory,
      env: { ...process.env, ...this.environment },
      encoding: "utf8",
      maxBuffer: 1 << 30,
    });
    if (status !== 0) throw new Error(`pulumi ${args.join(" ")} failed with exit code ${String(status)}:\n${stderr}${stdout}`);
    return stdout;
  }

  /** Forgets every update, and the manifests that they rendered. */
  #reset(): void {
    for (const folder of ["backend", "out"]) rmSync(this.#path(folder), { recursive: true, force: true });
    cpSync(this.#path("initial"), this.#path("backend"), { recursive: true });
  }

  #run(args: readonly string[], extra: Readonly<Record<string, string>> = {}): Sample {
    const cpuSeconds = cpuSecondsOfCommand(["pulumi", ...args, "--stack", this.#stack, "--non-interactive", "--suppress-outputs"], {
      cwd: this.directory,
      env: { ...process.env, ...this.environment, ...extra },
    });
    return { cpuSeconds, peakMegabytes: Number(readFileSync(this.#path("peak"), "utf8")) / 1024 };
  }
}
