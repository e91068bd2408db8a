import type { types } from "@pulumi/kubernetes";
import { readProgram } from "../../lib/program/index.ts";
import { layerLabel } from "../../lib/topology-keys.ts";
import { nodeTopology } from "../configuration/index.ts";
import type { SlurmModel } from "../model.ts";
import { hostSelector } from "./node-sets.ts";
import { configMaps, namespace, nodeSetLabel, scriptsPath, topologyAnnotation } from "./names.ts";
import { configMapVolume, daemonResources, image, type Images } from "./pods.ts";
import { restrictedContainer, restrictedPod } from "../../lib/security-context.ts";

const name = configMaps.nodeTopology;
const labels = { app: name };

/**
 * Writes Slurm's topology onto Kubernetes' nodes. The operator reads a node's topology only from this annotation, and slurm-operator 1.2.1 registers a node
 * without one as invalid, so the label that admits slurmd is set after it.
 */
export interface NodeTopologyPlan {
  readonly serviceAccount: types.input.core.v1.ServiceAccount;
  readonly clusterRole: types.input.rbac.v1.ClusterRole;
  readonly clusterRoleBinding: types.input.rbac.v1.ClusterRoleBinding;
  readonly cronJob: types.input.batch.v1.CronJob;
}

const labelNodes = readProgram(import.meta.dirname, "label-nodes.sh");

/** The script, and one line per node set: its name, the labels of its hosts, its place. */
export const nodeTopologyFiles = ({ nodeSets }: SlurmModel): Readonly<Record<"label-nodes.sh" | "node-sets", string>> => ({
  "label-nodes.sh": labelNodes({ topologyAnnotation, nodeSetLabel, layerLabel }),
  "node-sets": nodeSets
    .map((nodeSet) => {
      const selector = Object.entries(hostSelector(nodeSet)).map(([key, value]) => `${key}=${value}`);
      return `${nodeSet.name} ${selector.join(",")} ${nodeTopology(nodeSet)}\n`;
    })
    .join(""),
});

export const planNodeTopology = (images: Images, nodeSelector: Readonly<Record<string, string>>): NodeTopologyPlan => ({
  serviceAccount: { metadata: { name, namespace }, automountServiceAccountToken: false },
  clusterRole: { metadata: { name }, rules: [{ apiGroups: [""], resources: ["nodes"], verbs: ["get", "list", "patch"] }] },
  clusterRoleBinding: {
    metadata: { name },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
    subjects: [{ kind: "ServiceAccount", name, namespace }],
  },
  cronJob: {
    metadata: { name, namespace },
    spec: {
      schedule: "*/5 * * * *",
      concurrencyPolicy: "Forbid",
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 2,
          activeDeadlineSeconds: 600,
          template: {
            metadata: { labels },
            spec: {
              serviceAccountName: name,
              // It writes to the API server.
              automountServiceAccountToken: true,
              nodeSelector,
              restartPolicy: "Never",
              securityContext: { runAsUser: 65_534, runAsGroup: 65_534 },
              containers: [
                {
                  name: "label-nodes",
                  ...image(images.kubectl),
                  command: ["sh", `${scriptsPath}/label-nodes.sh`],
                  resources: daemonResources("100m", "256Mi"),
                  securityContext: { ...restrictedContainer, ...restrictedPod, readOnlyRootFilesystem: true },
                  volumeMounts: [{ name: "scripts", mountPath: scriptsPath, readOnly: true }],
                },
              ],
              volumes: [configMapVolume("scripts", name)],
            },
          },
        },
      },
    },
  },
});
