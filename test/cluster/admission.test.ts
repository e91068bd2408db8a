import { beforeAll, describe, expect, test } from "vitest";
import { planAdmission } from "../../components/kubernetes/plan/admission.ts";
import { noHostAccess } from "../../policies/data-sovereignty/host-access.ts";
import { serviceDestinationDeclared } from "../../policies/data-sovereignty/networks.ts";
import { judge } from "../../policies/verdicts/judge.ts";
import type { Resource } from "../../policies/lib/rule.ts";
import { ApiError } from "../rigs/cluster/rest.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { strictApply, type ServerObject } from "../support/cluster.ts";
import { object } from "../support/object.ts";
import { resource } from "../support/policies.ts";

// The pack and the API server are asked the same of every case, and must answer the same.

const range = { purpose: "object-store", destination: { kind: "cidr", cidr: "198.51.100.0/24" }, port: 443, jurisdiction: "NO" } as const;
const { policy, binding } = planAdmission({ egress: { partners: range } });
const declared = [
  resource("nscale:site:Egress", "partners", range),
  resource("nscale:site:Storage", "north", { encryptionKeys: {}, classes: {}, snapshotClasses: {}, backups: {} }),
];

const container = (fields: object = {}) => ({ name: "main", image: "registry.example/tool:1", ...fields });
const podSpec = (container_: object = {}, spec: object = {}) => ({ containers: [container(container_)], ...spec });
const labels = { app: "tool" };
const in_ = (namespace: string) => ({ name: "tool", namespace });

const pod = (spec: object, namespace = "tools"): ServerObject => ({ apiVersion: "v1", kind: "Pod", metadata: in_(namespace), spec });
const workload = (apiVersion: string, kind: string, spec: object, namespace = "tools"): ServerObject => ({
  apiVersion,
  kind,
  metadata: in_(namespace),
  spec: {
    ...(kind === "Job" ? {} : { selector: { matchLabels: labels } }),
    template: { ...(kind === "Job" ? {} : { metadata: { labels } }), spec },
    ...(kind === "StatefulSet" ? { serviceName: "tool" } : {}),
  },
});
const cronJob = (spec: object): ServerObject => ({
  apiVersion: "batch/v1",
  kind: "CronJob",
  metadata: in_("tools"),
  spec: { schedule: "0 0 * * *", jobTemplate: { spec: { template: { spec: { restartPolicy: "Never", ...spec } } } } },
});
const service = (spec: object): ServerObject => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: in_("tools"),
  spec: { ports: [{ port: 80 }], ...spec },
});
const namespace = (name: string, its: Readonly<Record<string, string>>): ServerObject => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name, labels: its },
});
const network = (spec: object, where = "tools"): ServerObject => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: in_(where),
  spec: { podSelector: {}, ...spec },
});
const to = (cidr: string) => ({ egress: [{ to: [{ ipBlock: { cidr } }] }] });

const level = "pod-security.kubernetes.io/enforce";
const root = { volumes: [{ name: "root", hostPath: { path: "/" } }] };

const cases: readonly (readonly [string, boolean, ServerObject])[] = [
  ["a pod", true, pod(podSpec())],
  [
    "a pod with everything off the host said",
    true,
    pod(podSpec({ securityContext: { privileged: false } }, { hostNetwork: false, hostPID: false })),
  ],
  ["a pod on the host's network", false, pod(podSpec({}, { hostNetwork: true }))],
  ["a pod among the host's processes", false, pod(podSpec({}, { hostPID: true }))],
  ["a pod in the host's memory", false, pod(podSpec({}, { hostIPC: true }))],
  ["a pod with the host's files", false, pod(podSpec({}, root))],
  ["a pod with a volume of its own", true, pod(podSpec({}, { volumes: [{ name: "own", emptyDir: {} }] }))],
  ["a container with privileges", false, pod(podSpec({ securityContext: { privileged: true } }))],
  [
    "an init container with privileges",
    false,
    pod(podSpec({}, { initContainers: [container({ name: "first", securityContext: { privileged: true } })] })),
  ],
  ["a container with a port of the host", false, pod(podSpec({ ports: [{ containerPort: 80, hostPort: 80 }] }))],
  ["a container with a port", true, pod(podSpec({ ports: [{ containerPort: 80 }] }))],
  ["a node exporter's pod in monitoring", true, pod(podSpec({}, { hostNetwork: true, hostPID: true, ...root }), "monitoring")],
  ["a Deployment", true, workload("apps/v1", "Deployment", podSpec())],
  ["a Deployment on the host's network", false, workload("apps/v1", "Deployment", podSpec({}, { hostNetwork: true }))],
  ["a StatefulSet with the host's files", false, workload("apps/v1", "StatefulSet", podSpec({}, root))],
  ["a DaemonSet with privileges", false, workload("apps/v1", "DaemonSet", podSpec({ securityContext: { privileged: true } }))],
  [
    "the same in the namespace of the GPU operator",
    true,
    workload("apps/v1", "DaemonSet", podSpec({ securityContext: { privileged: true } }), "gpu-operator"),
  ],
  ["a Job with the host's files", false, workload("batch/v1", "Job", { restartPolicy: "Never", ...podSpec({}, root) })],
  ["a CronJob with privileges", false, cronJob(podSpec({ securityContext: { privileged: true } }))],
  ["a CronJob", true, cronJob(podSpec())],
  ["a Service", true, service({})],
  ["a port of every host", false, service({ type: "NodePort" })],
  ["addresses of others", false, service({ externalIPs: ["10.1.2.3"] })],
  ["a tenant's namespace", true, namespace("tenant-a", { "nscale.com/tenant": "a", [level]: "restricted" })],
  ["a tenant's namespace without a level", false, namespace("tenant-a", { "nscale.com/tenant": "a" })],
  ["a tenant's namespace with privileges", false, namespace("tenant-a", { "nscale.com/tenant": "a", [level]: "privileged" })],
  ["the namespace of monitoring", true, namespace("monitoring", { [level]: "privileged" })],
  ["the namespace of Slurm, restricted", false, namespace("slurm", { [level]: "restricted" })],
  ["the namespace of Slurm without a level", false, namespace("slurm", {})],
  ["the namespace of the GPU operator, with privileges", true, namespace("gpu-operator", { [level]: "privileged" })],
  ["a namespace of no pods", true, namespace("north", {})],
  ["a namespace of nobody's with privileges", false, namespace("tools", { [level]: "privileged" })],
  ["a policy that closes all", true, network({ policyTypes: ["Egress", "Ingress"] })],
  ["a way out to anywhere", false, network({ policyTypes: ["Egress"], egress: [{}] })],
  ["a way out to every address", false, network(to("0.0.0.0/0"))],
  ["a way out to every long address", false, network(to("::/0"))],
  ["a way out to a private range", true, network(to("10.20.0.0/16"))],
  ["a way out to what the site declares", true, network(to("198.51.100.128/25"))],
  ["a way out to more than that", false, network(to("198.51.100.0/23"))],
  ["a way out to pods", true, network({ egress: [{ to: [{ podSelector: {} }] }] })],
  ["a way in for anyone", false, network({ ingress: [{}] })],
  ["a way in for every address", false, network({ ingress: [{ from: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }] })],
  ["a way in for pods", true, network({ ingress: [{ from: [{ podSelector: {} }] }] })],
  ["what Flux opens for itself", true, network({ policyTypes: ["Egress"], egress: [{}] }, "flux-system")],
];

const asResource = ({ apiVersion, kind, metadata, ...rest }: ServerObject): Resource =>
  resource(`kubernetes:${apiVersion === "v1" ? "core/v1" : apiVersion}:${kind}`, metadata.name, { metadata, ...rest });

const packAllows = (one: ServerObject): boolean =>
  judge([noHostAccess, serviceDestinationDeclared], [...declared, asResource(one)], "2026-11-27").every(
    ({ finding }) => finding === undefined,
  );

describe("the pack and the API server", () => {
  let cluster: TestCluster;

  const refusal = async (one: ServerObject): Promise<string | undefined> => {
    try {
      await strictApply(cluster, one, { dryRun: true });
      return undefined;
    } catch (error) {
      if (error instanceof ApiError) return error.message;
      throw error;
    }
  };

  beforeAll(async () => {
    cluster = await startCluster();
    for (const name of ["tools", "monitoring", "gpu-operator", "flux-system"]) {
      await strictApply(cluster, { apiVersion: "v1", kind: "Namespace", metadata: { name } });
      await strictApply(cluster, { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace: name } });
    }
    await strictApply(cluster, object("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", policy));
    await strictApply(cluster, object("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding", binding));
    await waitFor("the admission policy", 60, async () =>
      (await refusal(service({ type: "NodePort" }))) === undefined ? "a NodePort is let in" : undefined,
    );
    return () => cluster.stop();
  });

  test.each(cases)("answer the same of %s", async (_, isAllowed, one) => {
    expect(packAllows(one)).toBe(isAllowed);
    const refused = await refusal(one);
    if (isAllowed) expect(refused).toBeUndefined();
    else expect(refused).toContain(`ValidatingAdmissionPolicy '${policy.metadata.name}'`);
  });

  const domain = "topology.nks.nscale.com/accelerator-domain";
  const node = (its: Readonly<Record<string, string>>): ServerObject => ({
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: "host-1", labels: its },
  });

  test("the API server refuses a node that does not say where it is, though it has the label", async () => {
    expect(await refusal(node({ [domain]: "" }))).toContain("a node says where it is");
    expect(await refusal(node({ "topology.kubernetes.io/zone": "" }))).toContain("a node says where it is");
    expect(await refusal(node({ [domain]: "rack-1", "node-role.kubernetes.io/worker": "" }))).toBeUndefined();
    expect(await refusal(node({}))).toBeUndefined();
  });

  test("a node keeps the label once it has it", async () => {
    await strictApply(cluster, node({ [domain]: "rack-1" }));
    expect(await refusal(node({ [domain]: "" }))).toContain("a node says where it is");
    expect(await refusal({ ...node({ [domain]: "rack-1" }), spec: { unschedulable: true } })).toBeUndefined();
  });
});
