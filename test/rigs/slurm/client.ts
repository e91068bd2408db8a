import { execFile } from "node:child_process";
import { userInfo } from "node:os";
import { promisify } from "node:util";

/** Client of a Slurm cluster. */
export interface SlurmClient {
  /** Runs one of Slurm's commands, or any other with the cluster's environment. Returns what it says; throws with what it complains about. */
  run(command: string, ...args: readonly string[]): Promise<string>;
  /** The same as another user of this machine, which takes root. */
  runAs(user: string, command: string, ...args: readonly string[]): Promise<string>;
}

/** A script may ask slurmdbd dozens of times; what takes this long is stuck. */
const answerWithinMilliseconds = 240_000;

/** A client of the cluster whose slurm.conf this is; commands run in `directory`. */
export function clientIn(directory: string, slurmConf: string): SlurmClient {
  const run = async (command: string, ...args: readonly string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(command, args, {
      cwd: directory,
      env: { PATH: process.env["PATH"], SLURM_CONF: slurmConf, LC_ALL: "C", TZ: "UTC" },
      timeout: answerWithinMilliseconds,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout.trim();
  };
  return {
    run,
    runAs: async (user, command, ...args) => {
      if (process.getuid?.() !== 0)
        throw new Error(`got user ${userInfo().username}, want root: only root runs commands as ${user}; fix: use sudo`);
      return run("setpriv", `--reuid=${user}`, "--regid=nogroup", "--clear-groups", command, ...args);
    },
  };
}
