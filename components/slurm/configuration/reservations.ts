import { readProgram } from "../../lib/program/index.ts";
import { nodesOf } from "../host-list.ts";
import type { SlurmModel, SlurmReservation } from "../model.ts";

const program = readProgram(import.meta.dirname, "reservations.sh");

/**
 * The script that keeps maintenance as reservations: a job that would still run at the start of one is not started, and no job is killed. A job that runs there
 * already stops no reservation; whoever does the work sees it, and waits or cancels it.
 *
 * It compares first and changes only what differs. A past reservation is not created, one that has begun keeps its start, and none is removed.
 */
export function reservationsScript({ reservations, nodeSets }: Pick<SlurmModel, "reservations" | "nodeSets">): string {
  const nodes = ({ nodeSets: names }: SlurmReservation) =>
    nodeSets
      .filter(({ name }) => names.includes(name))
      .map(nodesOf)
      .join(",");
  return program({
    reservations: reservations.map((each) => ({
      name: each.name,
      start: each.start,
      minutes: each.minutes,
      nodes: nodes(each),
      reason: each.reason,
    })),
  });
}
