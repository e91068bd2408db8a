import { accelerators } from "../../catalog/accelerators.ts";
import { gpusInAll, stepsOf } from "../../capacity/growth.ts";
import { machinesFor } from "../../capacity/power.ts";
import type { Fault } from "../../lib/parse/fault.ts";
import { rulesOver } from "../../lib/parse/parse.ts";
import { printNumber } from "../../lib/number.ts";
import type { StackSpec } from "../../schema/stack.ts";

const rule = rulesOver<StackSpec>();

const wholeHosts = rule(["clusters.*"], (clusters) =>
  Object.entries(clusters).flatMap(([name, cluster]): Fault[] => {
    const { accelerator, phase, growth } = cluster;
    const { gpusPerHost } = accelerators[accelerator].unit;
    return stepsOf(cluster).flatMap((step): Fault[] => {
      const hosts = Math.ceil(step.gpus / gpusPerHost);
      if (hosts * gpusPerHost === step.gpus) return [];
      const fewer = (hosts - 1) * gpusPerHost;
      return [
        {
          path: `clusters.${name}.${growth === undefined || step.phase === phase ? "gpus" : `growth.${step.phase}`}`,
          got: `${printNumber(step.gpus)} GPUs, which quotas and shares count, on ${printNumber(machinesFor(accelerator, step.gpus).hosts)} hosts of ${gpusPerHost}, which power and machines count`,
          want: "GPUs of whole hosts",
          fix: `write ${fewer > 0 ? `${fewer} or ` : ""}${hosts * gpusPerHost}`,
        },
      ];
    });
  }),
);

const everyGpuIsDelivered = rule(["clusters.*", "deliveries"], (clusters, deliveries) =>
  Object.entries(clusters).flatMap(([name, whole]): Fault[] => {
    const gpus = gpusInAll(whole);
    const delivered = Object.values(deliveries)
      .filter(({ cluster }) => cluster === name)
      .reduce((sum, delivery) => sum + delivery.gpus.value, 0);
    if (delivered >= gpus) return [];
    return [
      {
        path: "deliveries",
        got: `${printNumber(delivered)} of the ${printNumber(gpus)} GPUs of ${name}`,
        want: "a delivery of each GPU, with its date, origin and authorisation",
        fix: `declare the delivery of the other ${printNumber(gpus - delivered)}, or lower clusters.${name}.gpus`,
      },
    ];
  }),
);

/** Notes on clusters' machines. */
export const machineNotes = [wholeHosts, everyGpuIsDelivered];
