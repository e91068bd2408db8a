import { releases } from "../../catalog/releases.ts";
import type { ClusterClassSpec, HealthCheck, TemplateReference, VariableSchema } from "../../crd/cluster-api.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { Named } from "../../names/named.ts";
import { namesWithTemplates } from "./templates.ts";

/** The only class of machine deployments: a GPU host. */
export const workerClass = "worker";

/** The variables of the class: what of machines changes with a release or a scalable unit. */
export const variables = { nodeImage: "nodeImage", hostSelector: "hostSelector" } as const;

const sha256 = "^[0-9a-f]{64}$";

const nodeImageSchema: VariableSchema = {
  type: "object",
  description: "The disk image that a host boots.",
  required: ["url", "checksum"],
  properties: {
    url: { type: "string", description: "A qcow2 image.", minLength: 1, maxLength: 512 },
    checksum: { type: "string", description: "SHA-256 of the image, in hexadecimal.", pattern: sha256 },
  },
};

const hostSelectorSchema: VariableSchema = {
  type: "object",
  description: "Which hosts of the inventory a machine may take.",
  required: ["matchLabels"],
  properties: { matchLabels: { type: "object", additionalProperties: { type: "string", minLength: 1, maxLength: 63 } } },
};

/** An hour: a host is cleaned, written and booted twice. Cluster API's default of ten minutes is meant for virtual machines. */
const nodeStartupTimeoutSeconds = 3600;

/** Five minutes, so that a reboot of the network does not cost a host its jobs. */
const unhealthySeconds = 300;

const checks: HealthCheck["checks"] = {
  nodeStartupTimeoutSeconds,
  unhealthyNodeConditions: [
    { type: "Ready", status: "Unknown", timeoutSeconds: unhealthySeconds },
    // A kubelet also says so while its network is on the way, which may come no earlier than the cluster's last host.
    { type: "Ready", status: "False", timeoutSeconds: nodeStartupTimeoutSeconds },
  ],
};

/**
 * If one or two hosts fail, they are replaced, one at a time. If more fail at once, the cause is not the hosts but a rack's power, its cooling or a switch,
 * and rewriting every disk of a row would repair none of these.
 */
const workerHealthCheck: HealthCheck = { checks, remediation: { maxInFlight: 1, triggerIf: { unhealthyLessThanOrEqualTo: 2 } } };

const controlPlaneHealthCheck: HealthCheck = { checks, remediation: { triggerIf: { unhealthyLessThanOrEqualTo: 1 } } };

/** The class of one cluster. Its name never changes; its templates' names do with their content, and machines follow. */
export function planClusterClass(clusterName: string, namespace: string, spec: GpuClusterSpec): Manifest<ClusterClassSpec> {
  const { crdVersions } = releases[spec.release];
  const machineTemplate = { apiVersion: crdVersions.metal3, kind: "Metal3MachineTemplate" };
  const names = namesWithTemplates(clusterName, spec);
  const reference = (template: Omit<TemplateReference, "name">, { name }: Named) => ({ templateRef: { ...template, name } });
  const fromVariable = (path: string, variable: string) =>
    ({ op: "replace", path: `/spec/template/spec/${path}`, valueFrom: { variable } }) as const;
  return {
    metadata: { name: names.class.name, namespace },
    spec: {
      infrastructure: reference({ apiVersion: crdVersions.metal3, kind: "Metal3ClusterTemplate" }, names.infrastructure),
      controlPlane: {
        ...reference({ apiVersion: crdVersions.kubeadmControlPlane, kind: "KubeadmControlPlaneTemplate" }, names.controlPlane),
        machineInfrastructure: reference(machineTemplate, names.controlPlaneMachine),
        healthCheck: controlPlaneHealthCheck,
      },
      workers: {
        machineDeployments: [
          {
            class: workerClass,
            bootstrap: reference({ apiVersion: crdVersions.kubeadmBootstrap, kind: "KubeadmConfigTemplate" }, names.workerBootstrap),
            infrastructure: reference(machineTemplate, names.workerMachine),
            healthCheck: workerHealthCheck,
            // A row has no spare host: a machine is removed before its replacement is made.
            rollout: { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
          },
        ],
      },
      variables: [
        { name: variables.nodeImage, required: true, schema: { openAPIV3Schema: nodeImageSchema } },
        // Not required for the cluster as a whole, where no row would be right; a machine deployment without its own is not made.
        { name: variables.hostSelector, required: false, schema: { openAPIV3Schema: hostSelectorSchema } },
      ],
      patches: [
        {
          name: "machine",
          description: "Each group of machines boots its image and takes hosts of its row.",
          definitions: [
            {
              selector: { ...machineTemplate, matchResources: { controlPlane: true, machineDeploymentClass: { names: [workerClass] } } },
              jsonPatches: [
                fromVariable("image/url", `${variables.nodeImage}.url`),
                fromVariable("image/checksum", `${variables.nodeImage}.checksum`),
                fromVariable("hostSelector", variables.hostSelector),
              ],
            },
          ],
        },
      ],
    },
  };
}
