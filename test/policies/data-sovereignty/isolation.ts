import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { deployment, namespace, object, podSpec } from "./resources.ts";

const policy = (spec: object) => object("networking.k8s.io/v1:NetworkPolicy", "closed", { spec });
const closedIn = (name: string) =>
  object("networking.k8s.io/v1:NetworkPolicy", "closed", {
    metadata: { name: "closed", namespace: name },
    spec: { podSelector: {}, policyTypes: ["Egress", "Ingress"] },
  });
const closed = policy({ podSelector: {}, policyTypes: ["Egress", "Ingress"] });
const spaceOf = (name: string, labels: object) => object("core/v1:Namespace", name, { metadata: { name, labels } });
const pod = (container: object, spec: object = {}) => object("core/v1:Pod", "tool", { spec: podSpec({ ...container }, { ...spec }) });
const release = (targetNamespace: string) => object("helm.toolkit.fluxcd.io/v2:HelmRelease", "kueue", { spec: { targetNamespace } });

const open = (who: string, name: string, ways: string) =>
  `violated ${who}: got namespace ${name}, whose pods no policy closes off (${ways}), want a network policy over all pods, for Ingress and Egress, on each cluster; fix: add a NetworkPolicy with an empty podSelector and both policyTypes; others then open what is needed`;
const onHost = (who: string, got: string) =>
  `violated ${who}: got ${got}, want pods that stay off the host, outside the namespaces of components/catalog/system-namespaces.ts; fix: use a claim, a Service of type ClusterIP or the pod's own network; or name the namespace there, with the reason`;

/** A spelling of a policy over all pods, and the directions that it leaves open. */
const spelling = (type: string, fields: object, left: string) => ({
  resources: [deployment(), object(type, "closed", { ...fields })],
  results: left === "" ? ["passed (stack)"] : [open("app", "tenant-a", left)],
});

export const cases: Readonly<Record<string, RuleCases>> = {
  "namespace-closed": {
    violating: { resources: [deployment()], results: [open("app", "tenant-a", "Ingress, Egress")] },
    passing: {
      resources: [deployment(), closed, release("kueue-system"), closedIn("kueue-system")],
      results: ["passed (stack)"],
    },
    notApplicable: {
      resources: [namespace],
      results: ["not-applicable (stack): the stack has no pod"],
    },
    unknown: {
      resources: [object("helm.toolkit.fluxcd.io/v2:HelmRelease", "kueue", { spec: { targetNamespace: unknownValue } })],
      results: [
        "unknown kueue: got spec.targetNamespace that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a policy over some pods": {
        resources: [deployment(), policy({ podSelector: { matchLabels: { app: "a" } }, policyTypes: ["Egress", "Ingress"] })],
        results: [open("app", "tenant-a", "Ingress, Egress")],
      },
      "a policy for what comes in": spelling("networking.k8s.io/v1:NetworkPolicy", { spec: { podSelector: {} } }, "Egress"),
      "a policy for each direction": {
        resources: [
          deployment(),
          policy({ podSelector: {}, policyTypes: ["Egress"] }),
          policy({ podSelector: {}, policyTypes: ["Ingress"] }),
        ],
        results: ["passed (stack)"],
      },
      "a policy in one of two clusters": {
        resources: [spaceOf("tenant-a", { "nscale.com/tenant": "a" }), spaceOf("tenant-a", { "nscale.com/tenant": "a" }), closed],
        results: [open("tenant-a", "tenant-a", "Ingress, Egress")],
      },
      "a tenant's namespace, in which no pod is declared": {
        resources: [spaceOf("tenant-b", { "nscale.com/tenant": "b" }), closed],
        results: [open("tenant-b", "tenant-b", "Ingress, Egress")],
      },
      "an operator's namespace": { resources: [release("kueue-system")], results: [open("kueue", "kueue-system", "Ingress, Egress")] },
      "a chart in a namespace of its own": { resources: [release("tools")], results: [open("kueue", "tools", "Ingress, Egress")] },
      "Cilium's spelling": spelling("cilium.io/v2:CiliumNetworkPolicy", { spec: { endpointSelector: {}, ingress: [], egress: [] } }, ""),
      "Cilium's spelling, without default deny": spelling(
        "cilium.io/v2:CiliumNetworkPolicy",
        { spec: { endpointSelector: {}, ingress: [], egress: [], enableDefaultDeny: { egress: false } } },
        "Egress",
      ),
      "Calico's spelling": spelling(
        "projectcalico.org/v3:NetworkPolicy",
        { spec: { selector: "all()", types: ["Ingress", "Egress"] } },
        "",
      ),
      "Calico's for every namespace": spelling(
        "crd.projectcalico.org/v1:GlobalNetworkPolicy",
        { spec: { types: ["Ingress", "Egress"] } },
        "",
      ),
      "Calico's for some pods": spelling("projectcalico.org/v3:NetworkPolicy", { spec: { selector: "app == 'a'" } }, "Ingress, Egress"),
      "an administrator's": spelling(
        "policy.networking.k8s.io/v1alpha1:BaselineAdminNetworkPolicy",
        {
          spec: {
            subject: { namespaces: {} },
            ingress: [{ action: "Deny", from: [{ namespaces: {} }] }],
            egress: [{ action: "Deny", to: [{ networks: ["0.0.0.0/0"] }] }],
          },
        },
        "",
      ),
    },
  },
  "no-host-access": {
    violating: {
      resources: [pod({}, { hostNetwork: true })],
      results: [onHost("tool", "Pod tenant-a/tool uses hostNetwork (spec)")],
    },
    passing: {
      resources: [
        deployment(),
        spaceOf("tenant-a", { "nscale.com/tenant": "a", "pod-security.kubernetes.io/enforce": "restricted" }),
        spaceOf("monitoring", { "pod-security.kubernetes.io/enforce": "privileged" }),
        object("apps/v1:DaemonSet", "exporter", {
          metadata: { name: "exporter", namespace: "monitoring" },
          spec: { template: { spec: podSpec({}, { hostNetwork: true, hostPID: true }) } },
        }),
      ],
      results: ["passed (stack)"],
    },
    notApplicable: { resources: [], results: ["not-applicable (stack): the stack has no Kubernetes object"] },
    unknown: {
      resources: [object("core/v1:Service", "web", { spec: { type: unknownValue } })],
      results: [
        "unknown web: got spec.type that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "ports, files, processes and privileges of the host": {
        resources: [
          pod(
            { ports: [{ containerPort: 80, hostPort: 80 }], securityContext: { privileged: true } },
            { hostPID: true, hostIPC: true, volumes: [{ name: "root", hostPath: { path: "/" } }] },
          ),
        ],
        results: ["hostPID", "hostIPC", "hostPath /", "privileged container main", "hostPort 80"].map((use) =>
          onHost("tool", `Pod tenant-a/tool uses ${use} (spec)`),
        ),
      },
      "an init container with privileges": {
        resources: [pod({}, { initContainers: [{ name: "first", image: "a", securityContext: { privileged: true } }] })],
        results: [onHost("tool", "Pod tenant-a/tool uses privileged container first (spec)")],
      },
      "a port of every host": {
        resources: [object("core/v1:Service", "web", { spec: { type: "NodePort", externalIPs: ["10.1.2.3"] } })],
        results: ["type NodePort (spec.type)", "externalIPs (spec.externalIPs)"].map((port) =>
          onHost("web", `Service tenant-a/web opens ports of every host: ${port}`),
        ),
      },
      "a namespace whose label was widened, and a tenant's that has none": {
        resources: [
          spaceOf("slurm", { "pod-security.kubernetes.io/enforce": "restricted" }),
          spaceOf("tools", { "pod-security.kubernetes.io/enforce": "privileged" }),
          spaceOf("tenant-a", { "nscale.com/tenant": "a" }),
        ],
        results: [
          ["slurm", "restricted", "privileged"],
          ["tools", "privileged", "restricted"],
          ["tenant-a", "left out", "restricted"],
        ].map(
          ([name = "", got = "", want = ""]) =>
            `violated ${name}: got Namespace ${name} with pod-security.kubernetes.io/enforce ${got}, want ${want}; fix: set the label pod-security.kubernetes.io/enforce: ${want}`,
        ),
      },
    },
  },
};
