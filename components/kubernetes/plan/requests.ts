import type { types } from "@pulumi/kubernetes";
import { tenantLabel, tenantNamespace } from "../../lib/names.ts";
import { layerNames, tenantNames } from "../../names/kubernetes.ts";
import type { TenantSpec } from "../../schema/tenant.ts";
import { roles } from "./access.ts";

type Named<Kind> = Kind & { readonly metadata: { readonly name: string } };

/**
 * The part of the API server that tenants have together: operators, hosts and controllers have parts of their own, which no tenant uses up.
 * Requests of a tenant wait in 6 of 64 queues, so that one with thousands holds up few of another's.
 */
export const planTenantRequests = (): Named<types.input.flowcontrol.v1.PriorityLevelConfiguration> => ({
  metadata: { name: layerNames("").tenantRequests.name },
  spec: {
    type: "Limited",
    limited: {
      nominalConcurrencyShares: 30,
      lendablePercent: 50,
      limitResponse: { type: "Queue", queuing: { queues: 64, handSize: 6, queueLengthLimit: 50 } },
    },
  },
});

const rbac = "rbac.authorization.k8s.io";
const all = ["*"];

/** A tenant's requests are one flow, however many people and accounts it has: the queues serve each flow alike. */
export function planFlowSchema(tenant: string, groups: TenantSpec["groups"]): Named<types.input.flowcontrol.v1.FlowSchema> {
  const names = [...roles.map((role) => groups[role]), `system:serviceaccounts:${tenantNamespace(tenant)}`];
  return {
    metadata: { name: tenantNames("", tenant).requests.name, labels: { [tenantLabel]: tenant } },
    spec: {
      // Before Kubernetes' own schemas for accounts (9000) and for everyone (9900).
      matchingPrecedence: 1000,
      priorityLevelConfiguration: { name: layerNames("").tenantRequests.name },
      rules: [
        {
          subjects: names.map((name) => ({ kind: "Group", group: { name } })),
          resourceRules: [{ verbs: all, apiGroups: all, resources: all, namespaces: all, clusterScope: true }],
          nonResourceRules: [{ verbs: all, nonResourceURLs: all }],
        },
      ],
    },
  };
}

/** The right to see one's own quotas, and what waits for them: ClusterQueues belong to no namespace. */
export function planQueueReader(tenant: string, groups: TenantSpec["groups"], queues: readonly string[]) {
  const { name } = tenantNames("", tenant).queueReader;
  const metadata = { name, labels: { [tenantLabel]: tenant } };
  const rule = (apiGroup: string, resource: string) => ({
    apiGroups: [apiGroup],
    resources: [resource],
    resourceNames: [...queues],
    verbs: ["get"],
  });
  return {
    role: {
      metadata,
      rules: [rule("kueue.x-k8s.io", "clusterqueues"), rule("visibility.kueue.x-k8s.io", "clusterqueues/pendingworkloads")],
    },
    binding: {
      metadata,
      roleRef: { apiGroup: rbac, kind: "ClusterRole", name },
      subjects: roles.map((role) => ({ apiGroup: rbac, kind: "Group", name: groups[role] })),
    },
  };
}
