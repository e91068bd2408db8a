import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { freePorts } from "../cluster/free-ports.ts";
import { logTail } from "../cluster/log.ts";
import { supervise, type Supervised } from "../cluster/supervised.ts";
import { waitFor } from "../cluster/wait.ts";
import { slurmCommands, type SlurmCommands } from "./commands.ts";
import { clientIn, type SlurmClient } from "./client.ts";
import { accountingIn } from "./database.ts";
import { mungeIn, mungeSocket } from "./munge.ts";

/** Values that a configuration needs to run in a directory of its own on loopback. */
export interface SlurmPlace {
  readonly directory: string;
  /** User who runs the daemons: that of this process. */
  readonly user: string;
  readonly mungeSocket: string;
  readonly controllerPort: number;
  readonly slurmdbdPort: number;
  /** The port of the slurmd of each node that has one. */
  readonly slurmdPorts: Readonly<Record<string, number>>;
}

/** Options of a test's Slurm cluster. */
export interface SlurmOptions {
  /** The text of slurm.conf and of the files beside it, by name; folders are made. What starts with `#!` can be run. */
  readonly files: (place: SlurmPlace) => Readonly<Record<string, string>>;
  /** The end of slurmdbd.conf: options of its own, one a line. @default none */
  readonly slurmdbdExtraConf?: string;
  /** The nodes whose slurmd runs; slurm.conf may name more. @default none */
  readonly slurmdNodes?: readonly string[];
  /** After how long the cluster is killed, whatever its user does. @default 15 */
  readonly lifetimeMinutes?: number;
}

/** A real Slurm cluster on this machine. */
export interface TestSlurm extends SlurmClient {
  readonly place: SlurmPlace;
  /** Last lines of the daemon `name` (slurmctld, slurmdbd, or slurmd-NODE). */
  log(name: string): string;
  /** Ends all jobs, kills the daemons and removes their directory; does nothing the second time. */
  stop(): Promise<void>;
}

/** Thousands of nodes take seconds; builds beside it make it minutes. */
const readyWithinSeconds = 300;

/**
 * Starts munged, MariaDB, slurmdbd, slurmctld and the slurmds that are asked for on loopback, and waits until they answer.
 *
 * The first call on a machine installs Debian's packages. The daemons end with the process that started them; a job's own processes are ended by `stop`, or
 * when they end themselves.
 *
 * @throws Error when a part cannot be had or does not become ready, with the end of its log.
 */
export async function startSlurm({
  files,
  slurmdbdExtraConf = "",
  slurmdNodes = [],
  lifetimeMinutes = 15,
}: SlurmOptions): Promise<TestSlurm> {
  const commands = await slurmCommands();
  const directory = await mkdtemp(join(tmpdir(), "nscale-slurm-"));
  const processes = supervise(directory, lifetimeMinutes);
  try {
    const [controllerPort = 0, slurmdbdPort = 0, databasePort = 0, ...ports] = await freePorts(3 + slurmdNodes.length);
    const place: SlurmPlace = {
      directory,
      user: userInfo().username,
      mungeSocket: mungeSocket(directory),
      controllerPort,
      slurmdbdPort,
      slurmdPorts: Object.fromEntries(slurmdNodes.map((node, index) => [node, ports[index] ?? 0])),
    };
    const etc = join(directory, "etc");
    await writeFiles(directory, etc, slurmdNodes, files(place));
    const client = clientIn(directory, join(etc, "slurm.conf"));
    const slurm = new Processes(processes, directory);
    slurm.start(await mungeIn(directory, commands.munged));
    await startAccounting(slurm, etc, place, { port: databasePort, extraConf: slurmdbdExtraConf }, commands, client);
    slurm.start({ name: "slurmctld", command: commands.slurmctld, args: ["-D", "-f", join(etc, "slurm.conf")] });
    await slurm.ready("slurmctld", async () => {
      if (!(await client.run("scontrol", "ping")).includes(" is UP")) throw new Error("slurmctld does not answer");
    });
    for (const node of slurmdNodes) {
      slurm.start({ name: `slurmd-${node}`, command: commands.slurmd, args: ["-D", "-f", join(etc, "slurm.conf"), "-N", node] });
    }
    for (const node of slurmdNodes) {
      await slurm.ready(`slurmd-${node}`, async () => {
        const state = await client.run("sinfo", "--noheader", `--nodes=${node}`, "--format=%t");
        if (/unk|\*/.test(state)) throw new Error(`the node is ${state}`);
      });
    }
    let stopped: Promise<void> | undefined;
    const stop = async () => {
      if (slurmdNodes.length > 0 && processes.fault() === undefined) await endJobs(client);
      await processes.stop();
    };
    return { ...client, place, log: (name) => logTail(directory, name), stop: () => (stopped ??= stop()) };
  } catch (error) {
    await processes.stop();
    const fault = processes.fault();
    throw fault === undefined ? error : new Error(`the Slurm cluster did not start: ${fault}`, { cause: error });
  }
}

/** The processes of one cluster, and how to wait for them. */
class Processes {
  readonly #supervised: Supervised;
  readonly #directory: string;

  constructor(supervised: Supervised, directory: string) {
    this.#supervised = supervised;
    this.#directory = directory;
  }

  start(process: Parameters<Supervised["start"]>[0]): void {
    this.#supervised.start(process);
  }

  /** Waits until `probe` does not throw. */
  async ready(name: string, probe: () => Promise<unknown>): Promise<void> {
    await waitFor(name, readyWithinSeconds, async () => {
      const fault = this.#supervised.fault();
      if (fault !== undefined) throw new Error(fault);
      try {
        // A client asks a daemon that is gone for a minute before it gives up.
        await Promise.race([probe(), this.#supervised.ended.then((ended) => Promise.reject(new Error(ended)))]);
        return undefined;
      } catch (error) {
        return `${error instanceof Error ? error.message : String(error)}; the end of its log:\n${logTail(this.#directory, name)}`;
      }
    });
  }
}

async function writeFiles(
  directory: string,
  etc: string,
  slurmdNodes: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const folder of ["etc", "state", ...slurmdNodes.map((node) => join("spool", node))]) {
    await mkdir(join(directory, folder), { recursive: true });
  }
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(etc, name)), { recursive: true });
    await writeFile(join(etc, name), text, { mode: text.startsWith("#!") ? 0o755 : 0o644 });
  }
}

async function startAccounting(
  slurm: Processes,
  etc: string,
  { directory, user, slurmdbdPort }: SlurmPlace,
  database: { readonly port: number; readonly extraConf: string },
  commands: SlurmCommands,
  client: SlurmClient,
): Promise<void> {
  const ports = { database: database.port, slurmdbd: slurmdbdPort };
  const { mariadb, slurmdbd, askDatabase } = await accountingIn(directory, etc, user, ports, database.extraConf, commands);
  slurm.start(mariadb);
  await slurm.ready("mariadbd", askDatabase);
  slurm.start(slurmdbd);
  await slurm.ready("slurmdbd", () => client.run("sacctmgr", "--noheader", "show", "cluster"));
}

/** A step's processes are not children of the daemons: they end here, or by themselves. */
async function endJobs(client: SlurmClient): Promise<void> {
  await waitFor("all jobs to end", 60, async () => {
    const jobs = (await client.run("squeue", "--noheader", "--all", "--format=%A")).split("\n").filter((id) => id !== "");
    if (jobs.length === 0) return undefined;
    await client.run("scancel", ...jobs);
    return `jobs ${jobs.join(", ")} run`;
  });
}
