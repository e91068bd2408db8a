import { megawatts } from "../capacity/power.ts";
import { jurisdictions } from "../catalog/jurisdictions.ts";
import { printMegawatts, printNumber } from "../lib/number.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import { wrongName } from "../lib/parse/reference.ts";
import type { StackSpec } from "../schema/stack.ts";
import { dependableMegawatts } from "./feeds.ts";
import type { Phase } from "../schema/site.ts";
import { monitoringRules } from "./monitoring-rules.ts";
import { positionRules } from "./position-rules.ts";

const rule = rulesOver<StackSpec>();

const zoneOfJurisdiction = rule(["site.location"], ({ jurisdiction, gridZone }) => {
  const { name, gridZones } = jurisdictions[jurisdiction];
  if (gridZones.includes(gridZone)) return [];
  return [
    {
      path: "site.location.gridZone",
      got: gridZone,
      want: `a zone of ${name}: ${gridZones.join(", ")}`,
      fix: "correct the zone or the jurisdiction",
    },
  ];
});

const ownersHoldTheWhole = rule(["site.owners"], (owners) => {
  // Three times 33.333333 is meant to be 99.999999, without a binary fraction beside it.
  const total = Number(
    Object.values(owners)
      .reduce((sum, owner) => sum + owner.sharePercent.value, 0)
      .toFixed(6),
  );
  if (total === 100) return [];
  return [{ path: "site.owners", got: `shares of ${total} % in all`, want: "100 %", fix: "correct a share, or name the missing owner" }];
});

const phaseNamesDiffer = rule(["site.phases"], (phases) =>
  phases.flatMap((phase, index): Fault[] => {
    const first = phases.findIndex((other) => other.name === phase.name);
    if (first === index) return [];
    return [
      {
        path: `site.phases[${index}].name`,
        got: `${phase.name}, the name of site.phases[${first}] too`,
        want: "a name of its own",
        fix: "rename one of the two phases",
      },
    ];
  }),
);

const phasesGrow = rule(["site.phases"], (phases) =>
  phases.flatMap((phase, index): Fault[] => {
    const before = phases[index - 1];
    return before === undefined ? [] : [...capacityGrows(before, phase, index), ...datesGrow(before, phase, index)];
  }),
);

function capacityGrows(before: Phase, phase: Phase, index: number): Fault[] {
  if (phase.capacityMegawatts.value > before.capacityMegawatts.value) return [];
  return [
    {
      path: `site.phases[${index}].capacityMegawatts`,
      got: `${printMegawatts(phase.capacityMegawatts.value)} MW in phase ${phase.name}`,
      want: `more than the ${printMegawatts(before.capacityMegawatts.value)} MW of phase ${before.name} before it: a phase states the whole site's capacity`,
      fix: "state the capacity with the earlier phases included, or put the phases in the order in which they are energised",
    },
  ];
}

function datesGrow(before: Phase, phase: Phase, index: number): Fault[] {
  if (phase.energisedOn.value > before.energisedOn.value) return [];
  return [
    {
      path: `site.phases[${index}].energisedOn`,
      got: `${phase.energisedOn.value} for phase ${phase.name}`,
      want: `a date after ${before.energisedOn.value}, when phase ${before.name} is energised`,
      fix: "correct the date, or put the phases in the order in which they are energised",
    },
  ];
}

const feedsCarryTheCapacity = rule(["site.phases"], (phases) =>
  phases.flatMap(({ name, capacityMegawatts, feeds }, index): Fault[] => {
    const dependable = dependableMegawatts(feeds);
    if (dependable >= capacityMegawatts.value) return [];
    return [
      {
        path: `site.phases[${index}].feeds`,
        got: `${printNumber(feeds.count.value)} feeds of ${printMegawatts(feeds.megawattsEach.value)} MW in ${feeds.redundancy.value}, which carry ${printMegawatts(dependable)} MW`,
        want: `at least the ${printMegawatts(capacityMegawatts.value)} MW of phase ${name}`,
        fix: "declare the missing feeds, a lesser redundancy, or less capacity",
      },
    ];
  }),
);

const termsRunForward = rule(["site.powerAgreements.*"], (agreements) =>
  Object.entries(agreements).flatMap(([name, { validFrom, validTo }]): Fault[] =>
    validFrom.value <= validTo.value
      ? []
      : [
          {
            path: `site.powerAgreements.${name}.validTo`,
            got: validTo.value,
            want: `a date not before ${validFrom.value}, when the term begins`,
            fix: "correct one of the dates",
          },
        ],
  ),
);

const planningNamesPhases = rule(["site.permits.*", "site.phases"], (permits, phases) =>
  Object.entries(permits).flatMap(([name, permit]) => {
    if (permit.kind !== "planning") return [];
    const known = phases.map((phase) => phase.name);
    return permit.phases
      .filter((phase) => !known.includes(phase))
      .map((phase) =>
        wrongName({
          path: `site.permits.${name}.phases`,
          name: phase,
          of: "a phase of the site",
          known,
          fix: "correct the name",
          missing: `site.phases.${phase}`,
        }),
      );
  }),
);

const storageNamesKeys = rule(["site.storage"], ({ encryptionKeys, classes, snapshotClasses, backups }) => {
  const known = Object.keys(encryptionKeys);
  return Object.entries<Record<string, { encryptionKey: string }>>({ classes, snapshotClasses, backups }).flatMap(([kind, entries]) =>
    Object.entries(entries)
      .filter(([, entry]) => !known.includes(entry.encryptionKey))
      .map(([name, entry]) =>
        wrongName({
          path: `site.storage.${kind}.${name}.encryptionKey`,
          name: entry.encryptionKey,
          of: "a key of site.storage.encryptionKeys",
          known,
          fix: "correct the name, or declare the key and its holder",
          missing: `site.storage.encryptionKeys.${entry.encryptionKey}`,
        }),
      ),
  );
});

/** All power becomes heat, and no more than that: the heat that leaves a site is within its capacity. */
const heatIsWithinPower = rule(["site.phases", "site.heatReuse.*"], (phases, heatReuse): Fault[] => {
  const deliveries = Object.entries(heatReuse);
  const thermal = megawatts(deliveries.reduce((sum, [, { thermalMegawatts }]) => sum + thermalMegawatts.value, 0));
  const capacity = Math.max(...phases.filter(({ status }) => status !== "ambition").map((phase) => phase.capacityMegawatts.value), 0);
  const [only, ...others] = deliveries;
  if (only === undefined || thermal <= capacity) return [];
  return [
    {
      path: others.length === 0 ? `site.heatReuse.${only[0]}.thermalMegawatts` : "site.heatReuse",
      got: `${printNumber(thermal)} MW of heat`,
      want: `at most the ${printNumber(capacity)} MW that the site draws in the phases that are more than an ambition`,
      fix: "correct the figure: is it in kW, or in MWh a year?",
    },
  ];
});

/** Rules over one site's data, across its fields. */
export const siteRules = [
  zoneOfJurisdiction,
  ...positionRules,
  ownersHoldTheWhole,
  phaseNamesDiffer,
  phasesGrow,
  feedsCarryTheCapacity,
  termsRunForward,
  planningNamesPhases,
  storageNamesKeys,
  heatIsWithinPower,
  ...monitoringRules,
];
