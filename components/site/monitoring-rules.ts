import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import { wrongName } from "../lib/parse/reference.ts";
import type { StackSpec } from "../schema/stack.ts";

const rule = rulesOver<StackSpec>();

const classExists = rule(["site.monitoring", "site.storage"], (monitoring, { classes }): Fault[] => {
  if (monitoring === undefined || Object.hasOwn(classes, monitoring.storageClass)) return [];
  return [
    wrongName({
      path: "site.monitoring.storageClass",
      name: monitoring.storageClass,
      of: "a class of site.storage.classes",
      known: Object.keys(classes),
      fix: "name a class, or declare it in site.storage.classes",
      missing: `site.storage.classes.${monitoring.storageClass}`,
    }),
  ];
});

/** Metrics go only where telemetry may, and a certificate is for a name. */
const destinationsAreForTelemetry = rule(["site.monitoring", "site.egress"], (monitoring, egress): Fault[] => {
  const uses = Object.entries({ remoteWrite: monitoring?.remoteWrite, alerts: monitoring?.alerts });
  const fit = Object.entries(egress).flatMap(([name, { purpose, destination }]) =>
    purpose === "telemetry" && destination.kind === "host" ? [name] : [],
  );
  return uses.flatMap(([use, to]): Fault[] => {
    if (to === undefined || fit.includes(to.egress)) return [];
    const entry = egress[to.egress];
    const got = entry === undefined ? to.egress : `${to.egress}, a ${entry.destination.kind} for ${entry.purpose}`;
    return [
      wrongName({
        path: `site.monitoring.${use}.egress`,
        name: to.egress,
        got,
        of: "an entry of site.egress for telemetry, by host name",
        known: fit,
        fix: "name one, or declare it in site.egress with its jurisdiction",
      }),
    ];
  });
});

export const monitoringRules = [classExists, destinationsAreForTelemetry];
