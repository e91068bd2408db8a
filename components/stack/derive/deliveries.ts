import { assumed } from "../../lib/fact.ts";
import type { Derivation } from "../../lib/derive/derive.ts";

const cluster: Derivation = {
  path: "deliveries.*.cluster",
  value: (read, delivery) => (read.names("clusters").includes(delivery) ? delivery : undefined),
};

const accelerator: Derivation = {
  path: "deliveries.*.accelerator",
  value: (read, delivery) => read("clusters", String(read("deliveries", delivery, "cluster")), "accelerator"),
};

/** Of several deliveries to a cluster, and of those to one that grows, each says how many it brings. */
const gpus: Derivation = {
  path: "deliveries.*.gpus",
  value: (read, delivery) => {
    const to = String(read("deliveries", delivery, "cluster"));
    const all = read.names("deliveries").filter((each) => read("deliveries", each, "cluster") === to);
    const whole = read.fact("clusters", to, "gpus");
    const grows = read("clusters", to, "growth") !== undefined;
    return all.length === 1 && !grows && typeof whole === "number"
      ? assumed(whole, "the whole cluster at once: no other delivery to it is declared")
      : undefined;
  },
};

export const deliveryDerivations = [cluster, accelerator, gpus];
