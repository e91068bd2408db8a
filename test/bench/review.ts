import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { Checkout, judgedOn } from "../support/checkout.ts";
import { cpuSecondsOfCommand } from "./cpu-time.ts";

/** The repository with one commit, in which every stack can be reviewed. */
export class ReviewCheckout {
  readonly #checkout = new Checkout();

  constructor() {
    this.#git("init", "-q", "-b", "main");
    // The folder of packages is a link here, which the ignored folder's name does not cover.
    appendFileSync(this.#checkout.path(".git", "info", "exclude"), "node_modules\n");
    this.#git("add", "-A");
    this.#git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "as it is");
  }

  /** User and system time of a review of every stack as it is against the commit. */
  review(): number {
    return cpuSecondsOfCommand(
      [process.execPath, this.#checkout.path("cli", "setup", "bootstrap.mjs"), "cli/tasks/review.ts", "--base", "HEAD"],
      {
        cwd: this.#checkout.directory,
        env: { ...process.env, NSCALE_POLICY_DATE: judgedOn },
      },
    );
  }

  remove(): void {
    this.#checkout.remove();
  }

  #git(...args: string[]): void {
    const { status, stderr } = spawnSync("git", args, { cwd: this.#checkout.directory, encoding: "utf8" });
    if (status !== 0) throw new Error(`git ${args.join(" ")} failed: ${stderr}`);
  }
}
