import type { types } from "@pulumi/kubernetes";
import { readProgram } from "../../lib/program/index.ts";
import type { SlurmModel } from "../model.ts";
import type { SlurmSpec } from "../../schema/slurm.ts";
import type { SharedVolumes } from "./file-systems.ts";
import { sssdConfRef } from "./login.ts";
import { configMaps, namespace, scriptsPath, secrets, services } from "./names.ts";
import { configMapVolume, daemonResources, image, type Images } from "./pods.ts";

/** The client's slurm.conf for sacctmgr and scontrol: the daemons' addresses, and authentication by token. */
export const clientConf = ({ clusterName }: SlurmModel): string => `ClusterName=${clusterName}
SlurmUser=slurm
SlurmctldHost=${services.controller}
SlurmctldPort=6817
AuthType=auth/slurm
AuthAltTypes=auth/jwt
AccountingStorageType=accounting_storage/slurmdbd
AccountingStorageHost=${services.accounting}
AccountingStoragePort=6819
`;

/** The longest time until a change of a group's members reaches the accounts. */
const schedule = "*/15 * * * *";

/** Groups are looked up through the directory's client, as on the login hosts. */
const loadAccounts = readProgram(import.meta.dirname, "load-accounts.sh");

/** Loads accounts, limits, users and reservations on a schedule, and changes only what differs. */
export function planAccountsJob(
  { login }: Pick<SlurmSpec, "login">,
  images: Images,
  nodeSelector: Readonly<Record<string, string>>,
  shared: SharedVolumes,
): types.input.batch.v1.CronJob {
  const sssd = sssdConfRef(login);
  return {
    metadata: { name: configMaps.accounts, namespace },
    spec: {
      schedule,
      // Two runs at once would each undo changes that the other has not read yet.
      concurrencyPolicy: "Forbid",
      startingDeadlineSeconds: 600,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 2,
          activeDeadlineSeconds: 840,
          template: {
            metadata: { labels: { app: configMaps.accounts } },
            spec: {
              automountServiceAccountToken: false,
              nodeSelector,
              restartPolicy: "Never",
              containers: [
                {
                  name: "accounts",
                  ...image(images.login),
                  command: ["sh", "-ec", loadAccounts({ scripts: scriptsPath })],
                  env: [{ name: "SLURM_JWT", valueFrom: { secretKeyRef: secrets.token } }],
                  resources: daemonResources("500m", "1Gi"),
                  volumeMounts: [
                    { name: "scripts", mountPath: scriptsPath, readOnly: true },
                    { name: "scripts", mountPath: "/etc/slurm/slurm.conf", subPath: "slurm.conf", readOnly: true },
                    { name: "sssd", mountPath: "/etc/sssd/sssd.conf", subPath: "sssd.conf", readOnly: true },
                    ...shared.mounts,
                  ],
                },
              ],
              volumes: [
                configMapVolume("scripts", configMaps.accounts),
                { name: "sssd", secret: { secretName: sssd.name, items: [{ key: sssd.key, path: "sssd.conf" }], defaultMode: 0o600 } },
                ...shared.volumes,
              ],
            },
          },
        },
      },
    },
  };
}
