import type { types } from "@pulumi/kubernetes";
import { hostsAtOnce } from "../../capacity/roll.ts";
import { amdOperands } from "../../catalog/operands.ts";
import { restrictedContainer } from "../../lib/security-context.ts";
import { acceleratorLabel } from "../../lib/topology-keys.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import { placeOf } from "../../site/place.ts";
import { mirrored } from "../../site/registry.ts";
import { closing, toApiServer, toDns, type NetworkPolicy } from "./peers.ts";
import type { SiteSpec } from "../../schema/site.ts";

const namespace = "amd-gpu";

/** AMD's device plugin, which counts a host's GPUs as `amd.com/gpu`, and its labeller, which labels the node with their properties (`amd.com/gpu.vram` and others). */
export interface AmdPlan {
  readonly namespace: types.input.core.v1.Namespace;
  readonly daemonSets: Readonly<Record<"device-plugin" | "node-labeller", types.input.apps.v1.DaemonSet>>;
  readonly networkPolicy: NetworkPolicy;
  /** The labeller, with its rights. */
  readonly labeller: {
    readonly serviceAccount: types.input.core.v1.ServiceAccount;
    readonly clusterRole: types.input.rbac.v1.ClusterRole;
    readonly clusterRoleBinding: types.input.rbac.v1.ClusterRoleBinding;
  };
}

const labellerName = "node-labeller";
const roleName = "amd-gpu-node-labeller";

const folder = (name: string, path: string) => ({ mount: { name, mountPath: path }, volume: { name, hostPath: { path } } });
const devicePlugins = folder("device-plugins", "/var/lib/kubelet/device-plugins");
const sys = folder("sys", "/sys");
const dev = folder("dev", "/dev");

type Container = types.input.core.v1.Container;
type PodSpec = Omit<types.input.core.v1.PodSpec, "containers">;

interface Hosts {
  readonly selector: Readonly<Record<string, string>>;
  /** How many may be down at once while the pods are replaced. */
  readonly atOnce: string;
}

function daemonSet(name: string, hosts: Hosts, container: Omit<Container, "name">, pod: PodSpec) {
  const labels = { "app.kubernetes.io/name": name };
  return {
    metadata: { name, namespace, labels },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: hosts.atOnce } },
      template: {
        metadata: { labels },
        spec: {
          nodeSelector: { ...hosts.selector },
          priorityClassName: "system-node-critical",
          tolerations: [{ operator: "Exists" }],
          containers: [{ name, ...container }],
          ...pod,
        },
      },
    },
  } satisfies types.input.apps.v1.DaemonSet;
}

export function planAmd(cluster: GpuClusterSpec, site: Pick<SiteSpec, "egress" | "location">): AmdPlan {
  const { registry, regionSelector } = placeOf(site);
  const image = ({ repository, image: name, version }: (typeof amdOperands)[keyof typeof amdOperands]["value"]) =>
    `${mirrored(registry, repository)}/${name}:${version}`;
  const hosts = { selector: { [acceleratorLabel]: cluster.accelerator, ...regionSelector }, atOnce: hostsAtOnce(cluster) };
  const devicePlugin = {
    image: image(amdOperands.devicePlugin.value),
    securityContext: restrictedContainer,
    volumeMounts: [devicePlugins.mount, sys.mount],
  };
  const labeller = {
    image: image(amdOperands.nodeLabeller.value),
    command: ["./k8s-node-labeller"],
    args: ["-vram", "-cu-count", "-simd-count", "-device-id", "-family"],
    workingDir: "/root",
    env: [{ name: "DS_NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } }],
    // It opens the GPUs' device files to query them.
    securityContext: { privileged: true, capabilities: { drop: ["ALL"] } },
    volumeMounts: [sys.mount, dev.mount],
  };
  return {
    namespace: { metadata: { name: namespace, labels: { "pod-security.kubernetes.io/enforce": "privileged" } } },
    networkPolicy: closing(namespace, { egress: [toDns, ...toApiServer(cluster)] }),
    daemonSets: {
      "device-plugin": daemonSet("device-plugin", hosts, devicePlugin, {
        automountServiceAccountToken: false,
        volumes: [devicePlugins.volume, sys.volume],
      }),
      "node-labeller": daemonSet(labellerName, hosts, labeller, {
        serviceAccountName: labellerName,
        volumes: [sys.volume, dev.volume],
      }),
    },
    labeller: {
      serviceAccount: { metadata: { name: labellerName, namespace } },
      clusterRole: {
        metadata: { name: roleName },
        rules: [{ apiGroups: [""], resources: ["nodes"], verbs: ["get", "list", "update", "watch"] }],
      },
      clusterRoleBinding: {
        metadata: { name: roleName },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: roleName },
        subjects: [{ kind: "ServiceAccount", name: labellerName, namespace }],
      },
    },
  };
}
