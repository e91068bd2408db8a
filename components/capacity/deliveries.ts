import type { IsoDate } from "../lib/date.ts";
import type { StackSpec } from "../schema/stack.ts";

type Deliveries = StackSpec["deliveries"];

/** The deliveries to a cluster, in the order of their dates. */
const deliveriesTo = (cluster: string, deliveries: Deliveries) =>
  Object.values(deliveries)
    .filter((delivery) => delivery.cluster === cluster)
    .toSorted((a, b) => (a.deliveredOn.value < b.deliveredOn.value ? -1 : 1));

/** The GPUs that are delivered to a cluster by a date, that day included. */
export const gpusDeliveredBy = (cluster: string, deliveries: Deliveries, date: IsoDate): number =>
  deliveriesTo(cluster, deliveries)
    .filter(({ deliveredOn }) => deliveredOn.value <= date)
    .reduce((sum, { gpus }) => sum + gpus.value, 0);

/** The first day on which a cluster has so many GPUs; undefined where no deliveries make as many. */
export const deliveredFrom = (cluster: string, deliveries: Deliveries, gpus: number): IsoDate | undefined =>
  deliveriesTo(cluster, deliveries)
    .map(({ deliveredOn }) => deliveredOn.value)
    .find((date) => gpusDeliveredBy(cluster, deliveries, date) >= gpus);
