import { table } from "../../cli/stack/table.ts";
import { inOneDomain, jobOf, removeJobs, submit, waitForCondition } from "../support/jobs.ts";
import { cpuSecondsOfProcess, gigabytesOf, processesWith } from "./processes.ts";
import { openRacks, type Racks } from "./racks.ts";
import { pairwiseRatio, quartilesOf } from "./stats.ts";

/** Racks of the clusters on which Kueue's admission is measured: the others are compared with the smallest. */
const sizes = [8, 32, 128] as const;

/** Racks by which one cluster grows until something is used up: hosts of one cluster under Kubernetes' limit, then as many as a whole site has. */
const growth = [256, 512, 768, 1024, 1389] as const;
const limits = { minutes: 10, gigabytes: 8 } as const;

/** Jobs that are handed in together, each of a whole rack: as many as the smallest size holds. One alone would be too short to measure. */
const jobsAtOnce = sizes[0];

interface Sample {
  /** From handing the jobs in until the last is admitted. */
  readonly seconds: number;
  /** User and system time of Kueue for them. */
  readonly cpuSeconds: number;
}

/** Jobs in an NVLink domain each, admitted and taken away again. */
async function admit({ cluster, kueue }: Racks): Promise<Sample> {
  const jobs = Array.from({ length: jobsAtOnce }, (_, index) => jobOf("research", `rack-${index}`, 18, { annotations: inOneDomain }));
  const cpu = cpuSecondsOfProcess(kueue);
  const started = performance.now();
  await Promise.all(jobs.map((job) => submit(cluster, job)));
  await Promise.all(jobs.map((job) => waitForCondition(cluster, job, "Admitted", "True")));
  const sample = { seconds: (performance.now() - started) / 1000, cpuSeconds: cpuSecondsOfProcess(kueue) - cpu };
  await removeJobs(cluster, ...jobs);
  return sample;
}

/**
 * Measures three sizes in turn, one cluster each, so that a busy moment weighs on all of them.
 *
 * @returns a table: the medians, and the ratios to the smallest with their quartiles.
 */
export async function benchSizes(rounds: number, report: (progress: string) => void): Promise<string> {
  const opened: Racks[] = [];
  try {
    for (const size of sizes) {
      report(`${size} racks: starting`);
      const racks = await openRacks(size);
      opened.push(racks);
      await racks.growTo(size);
      await admit(racks);
    }
    const samples = opened.map((): Sample[] => []);
    for (let round = 0; round < rounds; round++) {
      report(`round ${round + 1} of ${rounds}`);
      for (let turn = 0; turn < opened.length; turn++) {
        const index = (round + turn) % opened.length;
        samples[index]?.push(await admit(opened[index] as Racks));
      }
    }
    return tableOf(samples);
  } finally {
    for (const { cluster } of opened) await cluster.stop();
  }
}

function tableOf(samples: readonly (readonly Sample[])[]): string {
  const cells = (read: (sample: Sample) => number, index: number) => {
    const values = (samples[index] ?? []).map(read);
    const { lower, median, upper } = pairwiseRatio(values, (samples[0] ?? []).map(read));
    return [quartilesOf(values).median.toFixed(2), `${median.toFixed(2)} (${lower.toFixed(2)} to ${upper.toFixed(2)})`];
  };
  const header = ["racks", "hosts", `${jobsAtOnce} jobs admitted in s`, `/ ${sizes[0]} racks`, "Kueue CPU s", `/ ${sizes[0]} racks`];
  const rows = sizes.map((size, index) => [
    size.toString(),
    (size * 18).toString(),
    ...cells(({ seconds }) => seconds, index),
    ...cells(({ cpuSeconds }) => cpuSeconds, index),
  ]);
  return table([header, ...rows]).join("\n");
}

/**
 * Grows one cluster until the next size no longer fits in the minutes and the memory, or its parts no longer answer in time.
 *
 * @returns a table of the sizes, and which was the largest that fitted.
 */
export async function benchLargest(report: (progress: string) => void): Promise<string> {
  const started = performance.now();
  const racks = await openRacks(growth.at(-1) ?? 0);
  const rows: string[][] = [];
  let largest = "none";
  try {
    for (const size of growth) {
      report(`${size} racks`);
      const sample = await measured(racks, size, report);
      const minutes = (performance.now() - started) / 60_000;
      const gigabytes = gigabytesOf(processesWith(racks.cluster.directory));
      const times = [sample?.seconds.toFixed(2) ?? "-", sample?.cpuSeconds.toFixed(2) ?? "-"];
      rows.push([size.toString(), (size * 18).toString(), ...times, minutes.toFixed(1), gigabytes.toFixed(1)]);
      if (sample === undefined || minutes > limits.minutes || gigabytes > limits.gigabytes) break;
      largest = `${size} racks`;
    }
  } finally {
    await racks.cluster.stop();
  }
  const header = ["racks", "hosts", `${jobsAtOnce} jobs admitted in s`, "Kueue CPU s", "minutes so far", "GB"];
  return [...table([header, ...rows]), `the largest within ${limits.minutes} minutes and ${limits.gigabytes} GB: ${largest}`].join("\n");
}

/** Grows a cluster and measures it; nothing when it no longer keeps up. */
async function measured(racks: Racks, size: number, report: (progress: string) => void): Promise<Sample | undefined> {
  try {
    await racks.growTo(size);
    return await admit(racks);
  } catch (error) {
    report(`${size} racks: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
