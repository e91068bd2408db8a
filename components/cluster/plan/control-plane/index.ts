import { stringify } from "yaml";
import { controlPlaneFlags, type Flags } from "../../../catalog/control-plane.ts";
import { gpusInAll } from "../../../capacity/growth.ts";
import { machinesFor } from "../../../capacity/power.ts";
import type { Argument, ControlPlaneFile, KubeadmControlPlaneTemplateSpec } from "../../../crd/kubeadm.ts";
import { encryptionSecret } from "../../../names/cluster.ts";
import type { GpuClusterSpec } from "../../../schema/cluster.ts";
import { controlPlaneNodeLabels, nodeRegistration } from "../labels.ts";
import { auditPolicy } from "./audit.ts";
import { planAuthentication } from "./authentication.ts";

type ClusterConfiguration = KubeadmControlPlaneTemplateSpec["template"]["spec"]["kubeadmConfigSpec"]["clusterConfiguration"];

/** The API server's own files, on its host and in its pod. */
const folder = "/etc/kubernetes/nscale";
const files = {
  audit: `${folder}/audit-policy.yaml`,
  authentication: `${folder}/authentication.yaml`,
  encryption: `${folder}/encryption.yaml`,
} as const;

const auditLogs = "/var/log/kubernetes/audit";

/** Only root, as which the API server runs, reads them. */
const file = (path: string, content: Pick<ControlPlaneFile, "content" | "contentFrom">): ControlPlaneFile => ({
  path,
  owner: "root:root",
  permissions: "0600",
  ...content,
});

const extraArgs = (...flags: readonly Flags[]): Argument[] =>
  Object.entries(Object.assign({}, ...flags) as Flags).map(([name, value]) => ({ name, value }));

/** Metrics are asked for from other hosts; by default kubeadm has these parts listen on loopback. */
const everywhere = { "bind-address": "0.0.0.0" };

function filesOf(cluster: string, { controlPlane }: GpuClusterSpec): ControlPlaneFile[] {
  const { name, key } = encryptionSecret(cluster);
  return [
    file(files.audit, { content: stringify(auditPolicy) }),
    file(files.encryption, { contentFrom: { secret: { name, key } } }),
    ...(controlPlane.authentication === undefined
      ? []
      : [file(files.authentication, { content: stringify(planAuthentication(controlPlane.authentication)) })]),
  ];
}

/** Kubernetes' flags of the API server, but for those that follow from the cluster's size. */
function apiServerFlags({ controlPlane: { authentication, auditDays } }: GpuClusterSpec): Flags {
  return {
    "audit-policy-file": files.audit,
    "audit-log-path": `${auditLogs}/audit.log`,
    "audit-log-maxage": String(auditDays),
    // At most 10 GB in all.
    "audit-log-maxsize": "100",
    "audit-log-maxbackup": "100",
    "audit-log-compress": "true",
    "encryption-provider-config": files.encryption,
    ...(authentication === undefined ? {} : { "authentication-config": files.authentication }),
  };
}

function clusterConfigurationOf(cluster: GpuClusterSpec): ClusterConfiguration {
  const { hosts } = machinesFor(cluster.accelerator, gpusInAll(cluster));
  const flags = controlPlaneFlags(hosts + cluster.controlPlane.replicas);
  return {
    apiServer: {
      extraArgs: extraArgs(flags.apiServer, apiServerFlags(cluster)),
      extraVolumes: [
        { name: "configuration", hostPath: folder, mountPath: folder, readOnly: true, pathType: "Directory" },
        { name: "audit-logs", hostPath: auditLogs, mountPath: auditLogs, readOnly: false, pathType: "DirectoryOrCreate" },
      ],
    },
    controllerManager: { extraArgs: extraArgs(flags.controllerManager, everywhere) },
    scheduler: { extraArgs: extraArgs(flags.scheduler, everywhere) },
    etcd: { local: { extraArgs: extraArgs(flags.etcd, { "listen-metrics-urls": "http://0.0.0.0:2381" }) } },
  };
}

/** The control plane of a cluster, as kubeadm makes it on its hosts. */
export function planControlPlane(cluster: string, spec: GpuClusterSpec): KubeadmControlPlaneTemplateSpec {
  const registration = nodeRegistration(controlPlaneNodeLabels);
  return {
    template: {
      spec: {
        kubeadmConfigSpec: {
          clusterConfiguration: clusterConfigurationOf(spec),
          files: filesOf(cluster, spec),
          initConfiguration: {
            nodeRegistration: registration,
            // Cilium serves Services in its place; another network is left with what kubeadm installs.
            ...(spec.network.cni.kind === "cilium" ? { skipPhases: ["addon/kube-proxy"] } : {}),
          },
          joinConfiguration: { nodeRegistration: registration },
        },
      },
    },
  };
}
