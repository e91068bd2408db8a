import { accelerators } from "../../catalog/accelerators.ts";
import { machinesFor } from "../../capacity/power.ts";
import type { Fault } from "../../lib/parse/fault.ts";
import { rulesOver } from "../../lib/parse/parse.ts";
import { printNumber } from "../../lib/number.ts";
import type { StackSpec } from "../../schema/stack.ts";

const rule = rulesOver<StackSpec>();

const wholeHosts = rule(["clusters.*"], (clusters) =>
  Object.entries(clusters).flatMap(([name, { accelerator, gpus }]): Fault[] => {
    const { gpusPerHost } = accelerators[accelerator].unit;
    const hosts = Math.ceil(gpus.value / gpusPerHost);
    if (hosts * gpusPerHost === gpus.value) return [];
    const fewer = (hosts - 1) * gpusPerHost;
    return [
      {
        path: `clusters.${name}.gpus`,
        got: `${printNumber(gpus.value)} GPUs, which quotas and shares count, on ${printNumber(machinesFor(accelerator, gpus.value).hosts)} hosts of ${gpusPerHost}, which power and machines count`,
        want: "GPUs of whole hosts",
        fix: `write ${fewer > 0 ? `${fewer} or ` : ""}${hosts * gpusPerHost}`,
      },
    ];
  }),
);

const everyGpuIsDelivered = rule(["clusters.*", "deliveries"], (clusters, deliveries) =>
  Object.entries(clusters).flatMap(([name, { gpus }]): Fault[] => {
    const delivered = Object.values(deliveries)
      .filter(({ cluster }) => cluster === name)
      .reduce((sum, delivery) => sum + delivery.gpus.value, 0);
    if (delivered >= gpus.value) return [];
    return [
      {
        path: "deliveries",
        got: `${printNumber(delivered)} of the ${printNumber(gpus.value)} GPUs of ${name}`,
        want: "a delivery of each GPU, with its date, origin and authorisation",
        fix: `declare the delivery of the other ${printNumber(gpus.value - delivered)}, or lower clusters.${name}.gpus`,
      },
    ];
  }),
);

/** Notes on clusters' machines. */
export const machineNotes = [wholeHosts, everyGpuIsDelivered];
