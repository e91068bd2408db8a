import { assumed } from "../components/lib/fact.ts";
import type { StackInput } from "../components/schema/stack.ts";
import { fromTaiwan, gb300, loginAt } from "./platform.ts";
import { slurmLayer } from "./slurm.ts";

/** Half of a share may be lent while it is idle; the other half stays ready for its owner. */
const contracted = { borrowingLimitPercent: 20, lendingLimitPercent: 50 };
const prioritised = { borrowingLimitPercent: 20 };
const surplus = { borrowingLimitPercent: 30 };

/** All clusters are shared as the site is, so a promise over the site holds in every part of it. */
const kubernetes = {
  tenants: {
    microsoft: contracted,
    openai: contracted,
    "norway-startups": prioritised,
    "norway-research": prioritised,
    "surplus-uk": surplus,
    "surplus-nordics": surplus,
    "surplus-northern-europe": surplus,
  },
};

/** Half of a full cluster for training at scale: 128 racks in 16 rows, 2,304 nodes of Slurm's. */
const slurm = {
  ...slurmLayer,
  scalableUnits: assumed(16, "how many racks run Slurm is not disclosed; half of a cluster"),
  login: {
    replicas: 3,
    allowedCidrs: ["10.0.0.0/8"],
    directory: { kind: "secret", sssdConf: { name: "directory", key: "sssd.conf" } },
    authentication: { kind: "directory-keys" },
  },
} satisfies NonNullable<StackInput["clusters"][string]["slurm"]>;

/** A cluster of the full phase: 256 racks are 4,608 hosts in whole rows, within the 5,000 nodes of a Kubernetes cluster. */
const inFullPhase = (number: number, gpus: number, reason: string) =>
  ({
    ...gb300,
    gpus: assumed(gpus, reason),
    phase: "full",
    hall: `hall-${number}`,
    controlPlane: { endpoint: { host: `10.${number}0.0.10` }, authentication: loginAt("narvik") },
    kubernetes,
  }) as const;

const wholeRows = "256 racks in 32 rows: how the 100,000 are divided is not disclosed";
const delivered = (on: string) =>
  fromTaiwan("Norway", on, "between the day on which the phase is energised and the end of 2026, by which all are to be there");

/** 100,000 GPUs in 1,389 racks. */
export const clusters = {
  "initial-1": {
    ...gb300,
    gpus: assumed(8_064, "112 racks in 14 rows, of the 124 that 20 MW hold at this PUE: how the 100,000 are divided is not disclosed"),
    phase: "initial",
    hall: "hall-1",
    controlPlane: { endpoint: { host: "10.10.0.10" }, authentication: loginAt("narvik") },
    kubernetes,
  },
  "full-1": { ...inFullPhase(2, 18_432, wholeRows), slurm },
  "full-2": inFullPhase(3, 18_432, wholeRows),
  "full-3": inFullPhase(4, 18_432, wholeRows),
  "full-4": inFullPhase(5, 18_432, wholeRows),
  "full-5": inFullPhase(6, 18_208, "what is left of the 100,000: 253 racks, of which the last has 64 GPUs in use"),
} satisfies StackInput["clusters"];

export const deliveries = {
  "initial-1": delivered("2026-04-01"),
  "full-1": delivered("2026-09-01"),
  "full-2": delivered("2026-10-15"),
  "full-3": delivered("2026-11-15"),
  "full-4": delivered("2026-12-01"),
  "full-5": delivered("2026-12-15"),
} satisfies StackInput["deliveries"];
