import type { types } from "@pulumi/kubernetes";
import type { TenantSpec } from "../../schema/tenant.ts";
import { tenantLabel, tenantNamespace } from "../../lib/names.ts";

type ClusterRole = types.input.rbac.v1.ClusterRole;
type RoleBinding = types.input.rbac.v1.RoleBinding;

export const roles = ["admin", "user", "viewer"] as const;
export type TenantRole = (typeof roles)[number];

const clusterRoleName = (role: TenantRole) => `nscale-tenant-${role}`;

const read = ["get", "list", "watch"];
const write = ["create", "update", "patch", "delete", "deletecollection"];

/** Kinds that run jobs and serve, by API group. Network policies, quotas and limits are not among them, since those bound the tenant. */
const workloads: Readonly<Record<string, readonly string[]>> = {
  "": ["configmaps", "persistentvolumeclaims", "pods", "services"],
  apps: ["deployments", "replicasets", "statefulsets"],
  batch: ["cronjobs", "jobs"],
  "jobset.x-k8s.io": ["jobsets"],
  "leaderworkerset.x-k8s.io": ["leaderworkersets"],
  "resource.k8s.io": ["resourceclaims", "resourceclaimtemplates"],
  "resource.nvidia.com": ["computedomains"],
};

const rule = (apiGroup: string, resources: readonly string[], verbs: readonly string[]) => ({
  apiGroups: [apiGroup],
  resources: [...resources],
  verbs: [...verbs],
});

const viewerRules = [
  ...Object.entries(workloads).map(([group, resources]) => rule(group, resources, read)),
  rule("", ["events", "limitranges", "pods/log", "resourcequotas", "serviceaccounts"], read),
  rule("kueue.x-k8s.io", ["localqueues", "workloads"], read),
  // What waits in a queue, and at which place.
  rule("visibility.kueue.x-k8s.io", ["localqueues/pendingworkloads"], ["get"]),
  rule("networking.k8s.io", ["networkpolicies"], read),
  rule("policy", ["poddisruptionbudgets"], read),
];

const userRules = [
  ...viewerRules,
  ...Object.entries(workloads).map(([group, resources]) => rule(group, resources, write)),
  rule("", ["pods/attach", "pods/exec", "pods/portforward"], ["create", "get"]),
  rule("", ["secrets"], [...read, ...write]),
];

const adminRules = [
  ...userRules,
  rule("", ["serviceaccounts"], write),
  rule("", ["serviceaccounts/token"], ["create"]),
  // The API server lets users grant only rights that they hold themselves.
  rule("rbac.authorization.k8s.io", ["rolebindings", "roles"], [...read, ...write]),
];

const rulesOf = { admin: adminRules, user: userRules, viewer: viewerRules } as const;

/** Rights of a tenant's groups, each in its own namespace only: no binding is cluster-wide. */
export const planClusterRoles = (): Readonly<Record<TenantRole, ClusterRole>> => {
  const clusterRole = (role: TenantRole): ClusterRole => ({ metadata: { name: clusterRoleName(role) }, rules: rulesOf[role] });
  return { admin: clusterRole("admin"), user: clusterRole("user"), viewer: clusterRole("viewer") };
};

/** Gives each group of the identity provider its role in the tenant's namespace. */
export function planRoleBindings(tenant: string, groups: TenantSpec["groups"]): Readonly<Record<TenantRole, RoleBinding>> {
  const binding = (role: TenantRole): RoleBinding => ({
    metadata: { name: role, namespace: tenantNamespace(tenant), labels: { [tenantLabel]: tenant } },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: clusterRoleName(role) },
    subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: groups[role] }],
  });
  return { admin: binding("admin"), user: binding("user"), viewer: binding("viewer") };
}
