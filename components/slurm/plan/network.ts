import type { types } from "@pulumi/kubernetes";
import { charts } from "../../catalog/charts.ts";
import { monitoringNamespace } from "../../kubernetes/plan/monitoring.ts";
import { single, tcp, waysOut, withinCluster } from "../../kubernetes/plan/network-policy.ts";
import type { SiteSpec } from "../../schema/site.ts";
import type { SlurmCluster } from "../clusters.ts";
import { namespace } from "./names.ts";

type NetworkPolicy = types.input.networking.v1.NetworkPolicy;

const inNamespace = (name: string) => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } });

/** Traffic of the layer's pods, and so of the jobs in them; SSH comes in only at the login hosts. */
export function planNetworkPolicies(cluster: SlurmCluster, site: SiteSpec): Readonly<Record<"slurm" | "login", NetworkPolicy>> {
  const { accounting, login } = cluster.slurm;
  const database =
    accounting.kind === "given" ? [{ to: [{ ipBlock: { cidr: single(accounting.address) } }], ports: tcp(accounting.port) }] : [];
  return {
    slurm: {
      metadata: { name: "slurm", namespace },
      spec: {
        podSelector: {},
        policyTypes: ["Egress", "Ingress"],
        egress: [...withinCluster(cluster), ...waysOut(site), ...database],
        ingress: [{ from: [{ podSelector: {} }, inNamespace(monitoringNamespace), inNamespace(charts["slurm-operator"].namespace)] }],
      },
    },
    login: {
      metadata: { name: "login", namespace },
      spec: {
        podSelector: { matchLabels: { "app.kubernetes.io/name": "login" } },
        policyTypes: ["Ingress"],
        ingress: [{ from: login.allowedCidrs.map((cidr) => ({ ipBlock: { cidr } })), ports: tcp(22) }],
      },
    },
  };
}
