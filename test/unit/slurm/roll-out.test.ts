import { expect, test } from "vitest";
import { rollOutOf } from "../../../components/slurm/derive/roll-out.ts";
import { slurmPlanOf, slurmStack } from "../../support/slurm.ts";
import { racksModel } from "../../support/slurm-models.ts";

const rollOut = { start: "2027-01-11T06:00:00Z", waveMinutes: 240, scalableUnitsPerWave: 2 };

test("a wave is whole scalable units, and the next one begins as its window ends", () => {
  expect(rollOutOf({ rollOut }, racksModel(3, 2).nodeSets)).toEqual({
    waves: [
      { start: "2027-01-11T06:00:00Z", nodeSets: ["su-1-rack-1", "su-1-rack-2", "su-2-rack-1", "su-2-rack-2"] },
      { start: "2027-01-11T10:00:00Z", nodeSets: ["su-3-rack-1", "su-3-rack-2"] },
    ],
    waveMinutes: 240,
    end: "2027-01-11T14:00:00Z",
  });
});

test("without a roll-out no changed pod is replaced; with one, in the window of its wave, and the preview has the end", () => {
  const strategies = (changes: Parameters<typeof slurmStack>[1]) => {
    const plan = slurmPlanOf(slurmStack("racks", changes));
    return [
      plan.changeClasses["drain-then-restart"]["rollOut"],
      ...Object.values(plan.nodeSets).map(({ nodeSet }) => nodeSet.spec.updateStrategy),
    ];
  };
  expect(strategies({})).toEqual(["none", { type: "OnDelete" }, { type: "OnDelete" }]);
  const inItsWindow = {
    type: "ScheduledUpdate",
    scheduledUpdate: { startTime: "2027-01-11T06:00:00Z", duration: "240m", flags: ["IGNORE_JOBS"] },
  };
  expect(strategies({ rollOut })).toEqual([
    { start: "2027-01-11T06:00:00Z", waves: 1, end: "2027-01-11T10:00:00Z" },
    inItsWindow,
    inItsWindow,
  ]);
});
