import { chmod, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { waitFor } from "../rigs/cluster/wait.ts";
import { startSlurm, type TestSlurm } from "../rigs/slurm/start.ts";
import { accountingExtraConf } from "../../components/slurm/configuration/isolation.ts";
import type { SlurmModel } from "../../components/slurm/model.ts";
import { fakesOf, nodeNamesOf, projectFiles } from "./slurm-projection.ts";

/** A Slurm cluster whose nodes all run, with a folder that every user may write into. */
export async function startJobCluster(model: SlurmModel): Promise<TestSlurm> {
  const slurm = await startSlurm({
    files: projectFiles(model),
    slurmdbdExtraConf: accountingExtraConf,
    slurmdNodes: model.nodeSets.flatMap(nodeNamesOf),
  });
  const folder = outputFolder(slurm);
  await mkdir(folder);
  await chmod(folder, 0o777);
  // Which of a node's GPUs answer is said there; see projectFiles.
  await mkdir(join(slurm.place.directory, "etc", "answering"));
  return slurm;
}

const outputFolder = ({ place }: TestSlurm) => join(place.directory, "out");

/** Runs one of the product's scripts (accounts, reservations) beside the programs that stand in for others. Returns its lines. */
export async function runScript(slurm: TestSlurm, name: "accounts" | "reservations"): Promise<string[]> {
  const script = join(slurm.place.directory, "etc", "product", `${name}.sh`);
  return (await slurm.run("env", `PATH=${fakesOf(slurm.place)}:${process.env["PATH"] ?? ""}`, "sh", script)).split("\n");
}

/** Submits a batch script as a user. Returns the job's number. */
export const submit = (slurm: TestSlurm, user: string, script: string, ...options: readonly string[]): Promise<string> =>
  slurm.runAs(user, "sbatch", "--parsable", `--output=${join(outputFolder(slurm), "%j")}`, ...options, `--wrap=${script}`);

/** Output of a job so far. */
export const outputOf = (slurm: TestSlurm, job: string): Promise<string> => readFile(join(outputFolder(slurm), job), "utf8");

/** A job's state, and why it waits: `RUNNING None`. Jobs that have ended are kept for five minutes. */
export const stateOf = async (slurm: TestSlurm, job: string): Promise<string> => {
  const text = await slurm.run("scontrol", "--oneliner", "show", "job", job);
  return `${fieldOf(text, "JobState")} ${fieldOf(text, "Reason")}`;
};

/** One `Name=value` of what scontrol prints. */
export const fieldOf = (text: string, name: string): string => new RegExp(`(?:^|\\s)${name}=(\\S*)`).exec(text)?.[1] ?? "";

/** Waits until a job is in this state, for this reason. */
export const untilState = (slurm: TestSlurm, job: string, wanted: string): Promise<void> =>
  waitFor(`job ${job} to be ${wanted}`, 90, async () => {
    const state = await stateOf(slurm, job);
    return state === wanted ? undefined : `it is ${state}`;
  });

/** Ends jobs and waits until they are gone. */
export async function cancel(slurm: TestSlurm, ...jobs: readonly string[]): Promise<void> {
  await slurm.run("scancel", ...jobs);
  await waitFor("the jobs to end", 60, async () => {
    const left = await slurm.run("squeue", "--noheader", "--format=%A %T");
    return left === "" ? undefined : left;
  });
}
