import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseAllDocuments, stringify } from "yaml";
import { buildControllers } from "./controllers.ts";
import { freePorts } from "./free-ports.ts";
import { moduleDirectory } from "./go-module.ts";
import { logTail } from "./log.ts";
import { ApiError, callApi } from "./rest.ts";
import type { TestCluster } from "./start.ts";
import { waitFor } from "./wait.ts";

const readyWithinSeconds = 120;

/** What Kueue's chart calls its parts. */
const namespace = "kueue-system";
const service = "kueue-webhook-service";
const secret = "kueue-webhook-server-cert";
const webhookConfigurations = ["mutating", "validating"].map(
  (kind) => [`${kind}webhookconfigurations`, `kueue-${kind}-webhook-configuration`] as const,
);

/** The kinds of which Kueue serves an older version too. */
const converted = ["clusterqueues", "cohorts", "localqueues", "multikueueclusters", "workloads"].map(
  (plural) => `${plural}.kueue.x-k8s.io`,
);

const crdPath = (name: string) => `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`;
const webhooksPath = (plural: string, name: string) => `/apis/admissionregistration.k8s.io/v1/${plural}/${name}`;

/** The folder of Kueue's Go module, which holds its chart and its webhook configurations. */
export const kueueModule = (): Promise<string> => moduleDirectory(join(import.meta.dirname, "modules", "kueue"), "sigs.k8s.io/kueue");

const apply = (cluster: TestCluster, path: string, body: unknown) =>
  callApi(cluster, {
    method: "PATCH",
    path,
    query: { fieldManager: "kueue", force: "true" },
    contentType: "application/apply-patch+yaml",
    body,
  });

/**
 * Starts Kueue's manager beside a cluster that has its CRDs: with the configuration that its chart's values carry, its webhooks and its certificates.
 *
 * @param configuration Of the manager, but for its addresses.
 */
export async function startKueue(cluster: TestCluster, configuration: Readonly<Record<string, unknown>>): Promise<void> {
  await apply(cluster, `/api/v1/namespaces/${namespace}`, { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
  await apply(cluster, `/api/v1/namespaces/${namespace}/secrets/${secret}`, {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: secret, namespace },
  });
  for (const crd of converted) await convertByWebhook(cluster, crd);
  await installWebhooks(cluster, configuration["managedJobsNamespaceSelector"]);
  await runKueue(cluster, configuration);
}

const convertByWebhook = (cluster: TestCluster, crd: string) =>
  apply(cluster, crdPath(crd), {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: crd },
    spec: {
      conversion: {
        strategy: "Webhook",
        webhook: { conversionReviewVersions: ["v1"], clientConfig: { service: { namespace, name: service, path: "/convert" } } },
      },
    },
  });

interface WebhookConfiguration {
  readonly apiVersion: string;
  readonly kind: string;
  readonly webhooks: readonly {
    readonly name: string;
    readonly clientConfig: { readonly service: { readonly path: string } };
  }[];
}

/** The webhooks of the kinds that a test cluster serves. */
const ofJobs = /^[mv](job|pod)\.kb\.io$/;
const ofKueue = /^[mv](clusterqueue|cohort|resourceflavor|workload)\.kb\.io$/;

async function installWebhooks(cluster: TestCluster, managedJobsNamespaceSelector: unknown): Promise<void> {
  const manifests = await readFile(join(await kueueModule(), "config", "components", "webhook", "manifests.yaml"), "utf8");
  for (const document of parseAllDocuments(manifests)) {
    const { apiVersion, kind, webhooks } = document.toJS() as WebhookConfiguration;
    const [plural, name] = webhookConfigurations.find(([each]) => each === `${kind.toLowerCase()}s`) ?? ["", ""];
    await apply(cluster, webhooksPath(plural, name), {
      apiVersion,
      kind,
      metadata: { name },
      webhooks: webhooks
        .filter((webhook) => ofJobs.test(webhook.name) || ofKueue.test(webhook.name))
        .map((webhook) => ({
          ...webhook,
          clientConfig: { service: { namespace, name: service, path: webhook.clientConfig.service.path } },
          ...(ofJobs.test(webhook.name) ? { namespaceSelector: managedJobsNamespaceSelector } : {}),
        })),
    });
  }
}

/**
 * Runs the manager for a cluster on which its webhooks and CRDs are installed already, by its chart for example.
 *
 * Its certificates are those that it makes for itself. What the kubelet does for a pod is done here: its Secret becomes files, and its Service leads to it.
 */
export async function runKueue(cluster: TestCluster, configuration: Readonly<Record<string, unknown>>): Promise<void> {
  const binaries = await buildControllers();
  const [webhookPort, healthPort] = (await freePorts(2)) as [number, number];
  await leadServiceTo(cluster, webhookPort);
  const certificates = join(cluster.directory, "kueue");
  await mkdir(certificates);
  const file = join(cluster.directory, "kueue.yaml");
  await writeFile(
    file,
    stringify({
      ...configuration,
      health: { healthProbeBindAddress: `127.0.0.1:${healthPort}` },
      metrics: { bindAddress: "0" },
      webhook: { host: "127.0.0.1", port: webhookPort, certDir: certificates },
      leaderElection: { leaderElect: false },
      clientConnection: { qps: 2000, burst: 4000 },
      // Served through the API server's aggregation, which reaches no further than pods.
      featureGates: { VisibilityOnDemand: false },
    }),
  );
  cluster.run({
    name: "kueue",
    command: join(binaries, "kueue"),
    args: [`--kubeconfig=${join(cluster.directory, "kubeconfig")}`, `--config=${file}`],
  });
  await waitFor("Kueue's certificates", readyWithinSeconds, () => copyCertificates(cluster, certificates));
  await waitFor("Kueue", readyWithinSeconds, async () => {
    try {
      const { status } = await fetch(`http://127.0.0.1:${healthPort}/readyz`);
      return status === 200 ? undefined : `its health is ${status}`;
    } catch (error) {
      return `${String(error)}; the end of its log:\n${logTail(cluster.directory, "kueue")}`;
    }
  });
}

/** An API server that runs beside its cluster's network reaches a Service by its external name alone, at the port that the webhook itself names. */
async function leadServiceTo(cluster: TestCluster, port: number): Promise<void> {
  await apply(cluster, `/api/v1/namespaces/${namespace}/services/${service}`, {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: service, namespace },
    spec: { type: "ExternalName", externalName: "127.0.0.1" },
  });
  const setPort = { op: "add", value: port } as const;
  for (const [plural, name] of webhookConfigurations) {
    const path = webhooksPath(plural, name);
    const { webhooks } = (await callApi(cluster, { path })) as WebhookConfiguration;
    const body = webhooks.map((_, index) => ({ ...setPort, path: `/webhooks/${index}/clientConfig/service/port` }));
    await callApi(cluster, { method: "PATCH", path, contentType: "application/json-patch+json", body });
  }
  for (const crd of converted) {
    const body = [{ ...setPort, path: "/spec/conversion/webhook/clientConfig/service/port" }];
    await callApi(cluster, { method: "PATCH", path: crdPath(crd), contentType: "application/json-patch+json", body });
  }
}

async function copyCertificates(cluster: TestCluster, directory: string): Promise<string | undefined> {
  try {
    const { data = {} } = (await callApi(cluster, { path: `/api/v1/namespaces/${namespace}/secrets/${secret}` })) as {
      data?: Readonly<Record<string, string>>;
    };
    const files = ["tls.key", "tls.crt"].map((name) => [name, data[name]] as const);
    if (files.some(([, content]) => content === undefined)) return `the end of its log:\n${logTail(cluster.directory, "kueue")}`;
    for (const [name, content = ""] of files) await writeFile(join(directory, name), Buffer.from(content, "base64"));
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}
