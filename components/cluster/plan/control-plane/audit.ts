/** Kinds whose contents are secret, or a token. */
const confidential = [
  { group: "", resources: ["secrets", "configmaps", "serviceaccounts/token"] },
  { group: "authentication.k8s.io", resources: ["tokenreviews"] },
];

/** What the machinery writes all day: who holds a lease, and what it tells of itself. */
const busy = [
  { group: "coordination.k8s.io", resources: ["leases"] },
  { group: "", resources: ["events", "nodes/status", "pods/status"] },
  { group: "events.k8s.io", resources: ["events"] },
];

/** The API server's audit policy (audit.k8s.io/v1): the first rule that fits a request counts. */
export const auditPolicy = {
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitStages: ["RequestReceived"],
  rules: [
    { level: "None", nonResourceURLs: ["/healthz*", "/livez*", "/readyz*", "/version", "/openapi*"] },
    { level: "None", userGroups: ["system:nodes", "system:serviceaccounts:kube-system"], verbs: ["get", "list", "watch"] },
    { level: "None", users: ["system:kube-scheduler", "system:kube-controller-manager"], verbs: ["get", "list", "watch"] },
    { level: "None", resources: busy },
    // Who read or wrote them, never what.
    { level: "Metadata", resources: confidential },
    { level: "Metadata", verbs: ["get", "list", "watch"] },
    { level: "Request" },
  ],
} as const;
