import { announced, assumed } from "../components/lib/fact.ts";
import type { StackInput } from "../components/schema/stack.ts";
import { controlPlaneAt, fromTaiwan, gb300 } from "./platform.ts";
import { gb300Tray, slurmLayer } from "./slurm.ts";
import { announcements } from "./sources.ts";

const contractReason = "what Microsoft's 52 % and priority access leave; OpenAI's share is not disclosed";
const ecosystemReason = "how much is kept for Norway's ecosystem is not disclosed; a tenth, halved between start-ups and research";

/** Half of a share may be lent while it is idle; the other half stays ready for its owner. */
const contracted = { borrowingLimitPercent: 20, lendingLimitPercent: 50, preemptionOrder: 2 } as const;
const prioritised = { borrowingLimitPercent: 20, preemptionOrder: 3 } as const;
const surplus = {
  guaranteedSharePercent: assumed(0, "surplus is what the others leave idle"),
  borrowingLimitPercent: 30,
  preemptionOrder: 1,
} as const;

/** All clusters are shared alike, so a promise over the site holds in every part of it. */
export const allocations = {
  microsoft: {
    guaranteedSharePercent: announced(52, `${announcements.microsoft}: about 52,000 GB300 of the site's 100,000`),
    ...contracted,
  },
  openai: { guaranteedSharePercent: assumed(38, contractReason), ...contracted },
  "norway-startups": { guaranteedSharePercent: assumed(5, ecosystemReason), ...prioritised },
  "norway-research": { guaranteedSharePercent: assumed(5, ecosystemReason), ...prioritised },
  "surplus-uk": surplus,
  "surplus-nordics": surplus,
  "surplus-northern-europe": surplus,
} as const;

/** Half of a full cluster for training at scale, in the same shares: 128 racks in 16 rows, 2,304 nodes of Slurm's. */
const slurm = {
  ...slurmLayer,
  ...gb300Tray,
  scalableUnits: assumed(16, "how many racks run Slurm is not disclosed; half of a cluster"),
  tenants: {
    microsoft: { guaranteedSharePercent: allocations.microsoft.guaranteedSharePercent, borrowingLimitPercent: 20, preemptionOrder: 2 },
    openai: { guaranteedSharePercent: allocations.openai.guaranteedSharePercent, borrowingLimitPercent: 20, preemptionOrder: 2 },
    "norway-startups": {
      guaranteedSharePercent: allocations["norway-startups"].guaranteedSharePercent,
      borrowingLimitPercent: 20,
      preemptionOrder: 3,
    },
    "norway-research": {
      guaranteedSharePercent: allocations["norway-research"].guaranteedSharePercent,
      borrowingLimitPercent: 20,
      preemptionOrder: 3,
    },
  },
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
    controlPlane: controlPlaneAt(`10.${number}0.0.10`),
    kubernetes: { tenants: allocations },
  }) as const;

const wholeRows = "256 racks in 32 rows: how the 100,000 are divided is not disclosed";
const delivered = (cluster: string, gpus: number, on: string) =>
  fromTaiwan(
    "Norway",
    cluster,
    gpus,
    on,
    "between the day on which the phase is energised and the end of 2026, by which all are to be there",
  );

/** 100,000 GPUs in 1,389 racks. */
export const clusters = {
  "initial-1": {
    ...gb300,
    gpus: assumed(8_064, "112 racks in 14 rows, of the 124 that 20 MW hold at this PUE: how the 100,000 are divided is not disclosed"),
    phase: "initial",
    hall: "hall-1",
    controlPlane: controlPlaneAt("10.10.0.10"),
    kubernetes: { tenants: allocations },
  },
  "full-1": { ...inFullPhase(2, 18_432, wholeRows), slurm },
  "full-2": inFullPhase(3, 18_432, wholeRows),
  "full-3": inFullPhase(4, 18_432, wholeRows),
  "full-4": inFullPhase(5, 18_432, wholeRows),
  "full-5": inFullPhase(6, 18_208, "what is left of the 100,000: 253 racks, of which the last has 64 GPUs in use"),
} satisfies StackInput["clusters"];

export const deliveries = {
  "initial-1": delivered("initial-1", 8_064, "2026-04-01"),
  "full-1": delivered("full-1", 18_432, "2026-09-01"),
  "full-2": delivered("full-2", 18_432, "2026-10-15"),
  "full-3": delivered("full-3", 18_432, "2026-11-15"),
  "full-4": delivered("full-4", 18_432, "2026-12-01"),
  "full-5": delivered("full-5", 18_208, "2026-12-15"),
} satisfies StackInput["deliveries"];
