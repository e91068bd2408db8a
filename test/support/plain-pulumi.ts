import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StackInput } from "../../components/schema/stack.ts";
import { locateEngine } from "../../cli/engine/locate.ts";
import { Checkout } from "./checkout.ts";
import { stepsIn } from "./steps.ts";

/** The Pulumi CLI on a checkout with a backend of its own, without the wrapper and its gate: for stacks that no policy needs to like. */
export class PlainPulumi {
  readonly #checkout = new Checkout();
  readonly #backend = mkdtempSync(join(tmpdir(), "nscale-backend-"));
  readonly #stack: string;
  readonly #environment: NodeJS.ProcessEnv;

  private constructor(stack: string, environment: NodeJS.ProcessEnv) {
    this.#stack = stack;
    this.#environment = environment;
  }

  /** Initialises a stack. */
  static async open(stack: string): Promise<PlainPulumi> {
    const { environment } = await locateEngine();
    const opened = new PlainPulumi(stack, environment);
    await opened.run("stack", "init");
    return opened;
  }

  /** Lets the stack's data be this. */
  declare(input: StackInput): void {
    this.#checkout.change(
      this.#stack,
      "for (const key of Object.keys(stack)) delete stack[key];",
      `Object.assign(stack, ${JSON.stringify(input)});`,
    );
  }

  /** Says where clusters are, by their kubeconfigs, and how their targets differ from one whose operators are installed by other means. */
  async target(kubeconfigs: Readonly<Record<string, string>>, differing: object = {}): Promise<void> {
    const target = { kind: "kubeconfig", operators: "present", ...differing };
    const targets = Object.fromEntries(Object.keys(kubeconfigs).map((name) => [name, target]));
    await this.run("config", "set", "targets", JSON.stringify(targets));
    for (const [name, kubeconfig] of Object.entries(kubeconfigs)) {
      await this.run("config", "set", "--secret", `kubeconfig-${name}`, kubeconfig);
    }
  }

  /**
   * Runs a command on the stack, to its end, and returns what it printed.
   *
   * @throws Error with the output when it fails.
   */
  async run(...args: string[]): Promise<string> {
    const env = { ...process.env, NO_COLOR: "1", ...this.#environment, PULUMI_BACKEND_URL: `file://${this.#backend}` };
    const child = spawn("pulumi", [...args, "--stack", this.#stack, "--non-interactive"], {
      cwd: this.#checkout.directory,
      env: { ...env, PULUMI_CONFIG_PASSPHRASE: "one's own" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
    const [code] = (await once(child, "close")) as [number | null];
    if (code !== 0) throw new Error(`pulumi ${args.slice(0, 2).join(" ")} ended with ${String(code)}: ${output}`);
    return output;
  }

  /** Brings the stack up; the wrapper's gate is not asked. */
  readonly up = (): Promise<string> => this.run("up", "--yes", "--skip-preview");

  /** Steps that `up` would take, without what stays the same: `op type name` each, sorted. */
  readonly steps = async (): Promise<string[]> => stepsIn(await this.run("preview", "--json"));

  remove(): void {
    this.#checkout.remove();
    rmSync(this.#backend, { recursive: true, force: true });
  }
}
