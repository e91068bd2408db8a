import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { buildControllers } from "./controllers.ts";
import { moduleDirectory } from "./go-module.ts";
import { applyAs, crdPath, prepareFor, runManager, webhooksPath, type WebhookServer } from "./manager.ts";
import type { TestCluster } from "./start.ts";

/** What Kueue's chart calls its parts, and the kinds of which Kueue serves an older version too. */
const server: WebhookServer = {
  namespace: "kueue-system",
  service: "kueue-webhook-service",
  secret: "kueue-webhook-server-cert",
  configurations: ["mutating", "validating"].map(
    (kind) => [`${kind}webhookconfigurations`, `kueue-${kind}-webhook-configuration`] as const,
  ),
  converted: ["clusterqueues", "cohorts", "localqueues", "multikueueclusters", "workloads"].map((plural) => `${plural}.kueue.x-k8s.io`),
};

/** The folder of Kueue's Go module, which holds its chart and its webhook configurations. */
export const kueueModule = (): Promise<string> => moduleDirectory(join(import.meta.dirname, "modules", "kueue"), "sigs.k8s.io/kueue");

const apply = applyAs("kueue");

/**
 * Starts Kueue's manager beside a cluster that has its CRDs: with the configuration that its chart's values carry, its webhooks and its certificates.
 *
 * @param configuration Of the manager, but for its addresses.
 */
export async function startKueue(cluster: TestCluster, configuration: Readonly<Record<string, unknown>>): Promise<void> {
  await prepareFor(cluster, server);
  for (const crd of server.converted) await convertByWebhook(cluster, crd);
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
        webhook: {
          conversionReviewVersions: ["v1"],
          clientConfig: { service: { namespace: server.namespace, name: server.service, path: "/convert" } },
        },
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
const ofJobs = /^[mv](job|leaderworkerset|pod)\.kb\.io$/;
const ofKueue = /^[mv](clusterqueue|cohort|resourceflavor|workload)\.kb\.io$/;

async function installWebhooks(cluster: TestCluster, managedJobsNamespaceSelector: unknown): Promise<void> {
  const manifests = await readFile(join(await kueueModule(), "config", "components", "webhook", "manifests.yaml"), "utf8");
  for (const document of parseAllDocuments(manifests)) {
    const { apiVersion, kind, webhooks } = document.toJS() as WebhookConfiguration;
    const [plural, name] = server.configurations.find(([each]) => each === `${kind.toLowerCase()}s`) ?? ["", ""];
    await apply(cluster, webhooksPath(plural, name), {
      apiVersion,
      kind,
      metadata: { name },
      webhooks: webhooks
        .filter((webhook) => ofJobs.test(webhook.name) || ofKueue.test(webhook.name))
        .map((webhook) => ({
          ...webhook,
          clientConfig: { service: { namespace: server.namespace, name: server.service, path: webhook.clientConfig.service.path } },
          ...(ofJobs.test(webhook.name) ? { namespaceSelector: managedJobsNamespaceSelector } : {}),
        })),
    });
  }
}

/** Runs the manager for a cluster on which its webhooks and CRDs are installed already, by its chart for example. */
export const runKueue = async (cluster: TestCluster, configuration: Readonly<Record<string, unknown>>): Promise<void> =>
  runManager(cluster, {
    name: "kueue",
    command: join(await buildControllers(), "kueue"),
    server,
    configuration: {
      ...configuration,
      // Served through the API server's aggregation, which reaches no further than pods.
      featureGates: { VisibilityOnDemand: false },
    },
  });
