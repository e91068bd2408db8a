import { releases } from "../../catalog/releases.ts";
import type { ClusterClassSpec, HealthCheck, TemplateReference, VariableSchema } from "../../crd/cluster-api.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";

/** The one class of machine deployments: a GPU host. */
export const workerClass = "worker";

/** The variables of the class, and so what a preview of a change reads: templates stay as they are. */
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

/** An hour: a host is cleaned, written and booted twice. Cluster API's own ten minutes are meant for virtual machines. */
const nodeStartupTimeoutSeconds = 3600;

/** Five minutes: a reboot of the network does not cost a host its jobs. */
const unhealthySeconds = 300;

const checks: HealthCheck["checks"] = {
  nodeStartupTimeoutSeconds,
  unhealthyNodeConditions: [
    { type: "Ready", status: "Unknown", timeoutSeconds: unhealthySeconds },
    { type: "Ready", status: "False", timeoutSeconds: unhealthySeconds },
  ],
};

/**
 * A host or two that fail are replaced, one at a time. More at once is not the hosts' fault but a rack's power, its cooling or a switch,
 * and writing every disk of a row anew would mend none of these.
 */
const workerHealthCheck: HealthCheck = { checks, remediation: { maxInFlight: 1, triggerIf: { unhealthyLessThanOrEqualTo: 2 } } };

const controlPlaneHealthCheck: HealthCheck = { checks, remediation: { triggerIf: { unhealthyLessThanOrEqualTo: 1 } } };

/** The class of one cluster: its name and its templates' names never change, and what does change is a variable of the topology. */
export function planClusterClass(cluster: string, namespace: string, spec: GpuClusterSpec): Manifest<ClusterClassSpec> {
  const { crdVersions } = releases[spec.release];
  const machineTemplate = { apiVersion: crdVersions.metal3, kind: "Metal3MachineTemplate" };
  const reference = (template: Omit<TemplateReference, "name">, suffix = "") => ({
    templateRef: { ...template, name: `${cluster}${suffix}` },
  });
  const fromVariable = (path: string, variable: string) =>
    ({ op: "replace", path: `/spec/template/spec/${path}`, valueFrom: { variable } }) as const;
  return {
    metadata: { name: cluster, namespace },
    spec: {
      infrastructure: reference({ apiVersion: crdVersions.metal3, kind: "Metal3ClusterTemplate" }),
      controlPlane: {
        ...reference({ apiVersion: crdVersions.kubeadmControlPlane, kind: "KubeadmControlPlaneTemplate" }, "-control-plane"),
        machineInfrastructure: reference(machineTemplate, "-control-plane"),
        healthCheck: controlPlaneHealthCheck,
      },
      workers: {
        machineDeployments: [
          {
            class: workerClass,
            bootstrap: reference({ apiVersion: crdVersions.kubeadmBootstrap, kind: "KubeadmConfigTemplate" }, "-worker"),
            infrastructure: reference(machineTemplate, "-worker"),
            healthCheck: workerHealthCheck,
            // A row has no spare host: one is taken out before it comes back.
            rollout: { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
          },
        ],
      },
      variables: [
        { name: variables.nodeImage, required: true, schema: { openAPIV3Schema: nodeImageSchema } },
        // Not required of the cluster as a whole, where no row would be right; without one of its own, a machine deployment is not made.
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
