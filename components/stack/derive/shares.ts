import type { Derivation, Reader } from "../../lib/derive/derive.ts";
import { withoutDispute } from "./values.ts";

/** Kinds of promises, in the order in which their lent GPUs are taken back: what is surplus goes first, and what is kept for a group last. */
const order = [["surplus"], ["contract", "initial-offtaker"], ["priority-access"]];

const rankOf = (read: Reader, tenant: string) => {
  const kind = read("site", "offtake", tenant, "kind");
  return order.findIndex((kinds) => kinds.some((each) => each === kind));
};

const tenants: Derivation = {
  path: "clusters.*.kubernetes?.tenants",
  value: (read) => {
    const promised = read.names("site", "offtake");
    return promised.length === 0 ? undefined : Object.fromEntries(promised.map((tenant) => [tenant, {}]));
  },
};

const share: Derivation = {
  path: "clusters.*.kubernetes.tenants.*.guaranteedSharePercent",
  value: (read, _, tenant) => withoutDispute(read("site", "offtake", tenant, "sharePercent")),
};

const preemptionOrder: Derivation = {
  path: "clusters.*.kubernetes.tenants.*.preemptionOrder",
  value: (read, cluster, tenant) => {
    const own = rankOf(read, tenant);
    const ranks = read.names("clusters", cluster, "kubernetes", "tenants").map((each) => rankOf(read, each));
    return own < 0 ? undefined : new Set(ranks.filter((rank) => rank >= 0 && rank <= own)).size;
  },
};

export const shareDerivations = [tenants, share, preemptionOrder];
