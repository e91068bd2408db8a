import type { ServiceMonitorSpec } from "../../crd/monitoring.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { AccountingSpec, ControllerSpec, RestApiSpec, TokenSpec } from "../../crd/slinky.ts";
import { accountingExtraConf, metricsUser } from "../configuration/isolation.ts";
import { controllerExtraConf } from "../configuration/slurm-conf.ts";
import type { SlurmModel } from "../model.ts";
import type { SlurmSpec } from "../../schema/slurm.ts";
import { apps, configMaps, namespace, secrets, slurm } from "./names.ts";
import { daemonResources, image, type Images } from "./pods.ts";

const keys = { slurmKeyRef: secrets.slurmKey, jwtKeyRef: secrets.jwtKey } as const;
const template = (nodeSelector: Readonly<Record<string, string>>) => ({
  spec: { nodeSelector, priorityClassName: "system-cluster-critical" },
});
const one = { controllerRef: { name: slurm }, replicas: 1 } as const;

/** Volume for jobs and their state: some hundred megabytes for thousands of jobs. */
const stateSize = "10Gi";

export const planController = (
  model: SlurmModel,
  spec: SlurmSpec,
  images: Images,
  nodeSelector: Readonly<Record<string, string>>,
): Manifest<ControllerSpec> => ({
  metadata: { name: slurm, namespace },
  spec: {
    clusterName: model.clusterName,
    ...keys,
    accountingRef: { name: slurm },
    // A changed line reaches the daemons by reconfigure, without a restart of the controller's pod.
    inplaceReconfigure: true,
    extraConf: controllerExtraConf(model),
    configFileRefs: [{ name: configMaps.files }],
    prologScriptRefs: [{ name: configMaps.prolog }],
    epilogScriptRefs: [{ name: configMaps.epilog }],
    persistence: {
      enabled: true,
      storageClassName: spec.stateStorageClass,
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: stateSize } },
    },
    // The operator's own monitor brings no token.
    metrics: { enabled: true, serviceMonitor: { enabled: false } },
    slurmctld: { ...image(images.slurmctld), resources: daemonResources("4", "16Gi") },
    reconfigure: image(images.slurmctld),
    logfile: image(images.logfile),
    template: template(nodeSelector),
  },
});

export const planAccounting = (
  { accounting }: SlurmModel,
  spec: SlurmSpec,
  images: Images,
  nodeSelector: Readonly<Record<string, string>>,
): Manifest<AccountingSpec> => ({
  metadata: { name: slurm, namespace },
  spec: {
    ...keys,
    storageConfig: {
      host: accounting.host,
      port: accounting.port,
      database: accounting.database,
      username: accounting.user,
      passwordKeyRef: spec.accounting.kind === "given" ? spec.accounting.password : secrets.databasePassword,
    },
    extraConf: accountingExtraConf,
    slurmdbd: { ...image(images.slurmdbd), resources: daemonResources("2", "8Gi") },
    template: template(nodeSelector),
  },
});

/** The API through which the operator talks to Slurm: without it, no node is drained before its pod is deleted. */
export const planRestApi = (images: Images, nodeSelector: Readonly<Record<string, string>>): Manifest<RestApiSpec> => ({
  metadata: { name: slurm, namespace },
  spec: {
    ...one,
    slurmrestd: { ...image(images.slurmrestd), resources: daemonResources("1", "2Gi") },
    template: template(nodeSelector),
  },
});

const tokenOf = (name: string, username: string, secretRef: TokenSpec["secretRef"]): Manifest<TokenSpec> => ({
  metadata: { name, namespace },
  spec: { username, jwtKeyRef: secrets.jwtKey, lifetime: "24h", refresh: true, secretRef },
});

/** Tokens, each for a day at a time: of Slurm's own user for the job that loads the accounts, and of one that may read metrics and do nothing else. */
export const planTokens = (): Readonly<Record<"accounts" | "metrics", Manifest<TokenSpec>>> => ({
  accounts: tokenOf(slurm, "slurm", secrets.token),
  metrics: tokenOf(`${slurm}-metrics`, metricsUser, secrets.metricsToken),
});

/** slurmctld's metrics, by path. */
const metricPaths = ["/metrics/jobs", "/metrics/nodes", "/metrics/partitions", "/metrics/scheduler"];

export const planMetrics = (): Manifest<ServiceMonitorSpec> => ({
  metadata: { name: `${slurm}-controller-metrics`, namespace },
  spec: {
    selector: { matchLabels: { "app.kubernetes.io/name": apps.controller, "app.kubernetes.io/instance": slurm } },
    endpoints: metricPaths.map((path) => ({ port: apps.controller, path, authorization: { credentials: secrets.metricsToken } })),
  },
});
