import { plural } from "./figures.ts";
import type { StackReview } from "../schema.ts";

type SlurmChange = Pick<StackReview["slurm"][number], "class" | "hosts" | "gpus" | "longestJobMinutes">;

const minutesADay = 1440;

/** A time limit in the unit in which people think of it. */
const timeOf = (minutes: number): string =>
  minutes >= minutesADay ? plural(Math.ceil(minutes / minutesADay), "day") : plural(Math.ceil(minutes / 60), "hour");

/** What of a Slurm cluster a change reaches, to follow its class; empty if no running work ends. */
export function slurmReach({ class: itsClass, hosts, gpus, longestJobMinutes }: SlurmChange): string {
  const reached = `${plural(hosts, "host")} with ${plural(gpus, "GPU")}`;
  if (itsClass === "end-sessions") return ", login shells and the interactive jobs in them end";
  if (itsClass === "cluster-stop") return `, ${reached}: every job ends`;
  if (itsClass === "drain-then-restart")
    return `, ${reached}: each host drains first, which its jobs may delay by ${timeOf(longestJobMinutes)}`;
  return "";
}
