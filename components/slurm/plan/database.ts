import type { types } from "@pulumi/kubernetes";
import { readProgram } from "../../lib/program/index.ts";
import { gibibytes } from "../../lib/quantity.ts";
import { provisionedDatabase } from "../derive/index.ts";
import type { SlurmSpec } from "../../schema/slurm.ts";
import { namespace, secrets, services } from "./names.ts";
import { daemonResources, image, type Images } from "./pods.ts";
import { restrictedContainer, restrictedPod } from "../../lib/security-context.ts";

/** The database of accounts and past jobs, if the layer provisions it. */
export interface DatabasePlan {
  readonly service: types.input.core.v1.Service;
  readonly statefulSet: types.input.apps.v1.StatefulSet;
}

const metadata = { name: services.database, namespace, labels: { app: services.database } };
const { port, database, user } = provisionedDatabase;

/** The InnoDB settings that slurmdbd's documentation requires: it refuses to start with less. */
const settings = [
  "--innodb-buffer-pool-size=4G",
  "--innodb-lock-wait-timeout=900",
  "--innodb-log-file-size=1G",
  "--max-allowed-packet=16M",
];

/** The numeric user id of MariaDB's image. */
const mysql = 999;

const startFolder = "/start";
const startFile = `${startFolder}/user.sql`;

/**
 * Writes the SQL that MariaDB runs first at each start. It sets the password of Slurm's database user to the layer's, since a volume of an earlier layer has
 * another one. On an empty volume, the user does not exist yet, and the image creates it.
 */
const writeStartFile = readProgram(import.meta.dirname, "database-start-file.sh");

export function planDatabase(
  { accounting }: SlurmSpec,
  images: Images,
  nodeSelector: Readonly<Record<string, string>>,
): DatabasePlan | undefined {
  if (accounting.kind === "given") return undefined;
  const credentials = [
    { name: "MARIADB_USER", value: user },
    { name: "MARIADB_PASSWORD", valueFrom: { secretKeyRef: secrets.databasePassword } },
  ];
  return {
    service: { metadata, spec: { clusterIP: "None", selector: metadata.labels, ports: [{ name: "mysql", port, targetPort: "mysql" }] } },
    statefulSet: {
      metadata,
      spec: {
        serviceName: services.database,
        replicas: 1,
        selector: { matchLabels: metadata.labels },
        // The record of usage outlives the layer.
        persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
        template: {
          metadata: { labels: metadata.labels },
          spec: {
            automountServiceAccountToken: false,
            nodeSelector,
            priorityClassName: "system-cluster-critical",
            securityContext: { runAsUser: mysql, runAsGroup: mysql, fsGroup: mysql },
            initContainers: [
              {
                name: "start-file",
                ...image(images.database),
                command: ["sh", "-c", writeStartFile({ startFile }).trimEnd()],
                env: credentials,
                resources: daemonResources("10m", "32Mi"),
                securityContext: { ...restrictedContainer, ...restrictedPod },
                volumeMounts: [{ name: "start", mountPath: startFolder }],
              },
            ],
            containers: [
              {
                name: "mariadb",
                ...image(images.database),
                args: [...settings, `--init-file=${startFile}`],
                env: [{ name: "MARIADB_RANDOM_ROOT_PASSWORD", value: "1" }, { name: "MARIADB_DATABASE", value: database }, ...credentials],
                ports: [{ name: "mysql", containerPort: port }],
                readinessProbe: { exec: { command: ["healthcheck.sh", "--connect", "--innodb_initialized"] }, periodSeconds: 10 },
                resources: daemonResources("2", "8Gi"),
                securityContext: { ...restrictedContainer, ...restrictedPod },
                volumeMounts: [
                  { name: "data", mountPath: "/var/lib/mysql" },
                  { name: "start", mountPath: startFolder, readOnly: true },
                ],
              },
            ],
            volumes: [{ name: "start", emptyDir: { medium: "Memory" } }],
          },
        },
        volumeClaimTemplates: [
          {
            metadata: { name: "data" },
            spec: {
              storageClassName: accounting.storageClass,
              accessModes: ["ReadWriteOnce"],
              resources: { requests: { storage: gibibytes(accounting.storageGibibytes) } },
            },
          },
        ],
      },
    },
  };
}
