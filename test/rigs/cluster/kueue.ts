import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { buildControllers } from "./controllers.ts";
import { moduleDirectory } from "../modules.ts";
import { apply, crdPath, installWebhooks, prepareFor, runManager, type WebhookServer } from "./manager.ts";
import type { TestCluster } from "./start.ts";

/** Names of the parts in Kueue's chart, and the kinds of which Kueue serves an older version too. */
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
export const kueueModule = (): Promise<string> => moduleDirectory("parts", "sigs.k8s.io/kueue");

/**
 * Starts Kueue's manager beside a cluster that has its CRDs: with the configuration that its chart's values carry, its webhooks and its certificates.
 *
 * @param configuration Of the manager, but for its addresses.
 * @param environment Variables of its process.
 */
export async function startKueue(
  cluster: TestCluster,
  configuration: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  await prepareFor(cluster, server);
  for (const crd of server.converted) await convertByWebhook(cluster, crd);
  const manifest = await readFile(join(await kueueModule(), "config", "components", "webhook", "manifests.yaml"), "utf8");
  const namespaceSelector = configuration["managedJobsNamespaceSelector"];
  await installWebhooks(cluster, manifest, server, ({ name }) =>
    ofJobs.test(name) ? { namespaceSelector } : ofKueue.test(name) ? {} : undefined,
  );
  await runKueue(cluster, configuration, environment);
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

/** The webhooks of the kinds that a test cluster serves. */
const ofJobs = /^[mv](job|leaderworkerset|pod)\.kb\.io$/;
const ofKueue = /^[mv](clusterqueue|cohort|resourceflavor|workload)\.kb\.io$/;

/** Runs the manager for a cluster on which its webhooks and CRDs are installed already, by its chart for example. */
export const runKueue = async (
  cluster: TestCluster,
  configuration: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> =>
  runManager(cluster, {
    environment,
    name: "kueue",
    command: join(await buildControllers(), "kueue"),
    server,
    configuration: {
      ...configuration,
      // Served through the API server's aggregation, which reaches no further than pods.
      featureGates: { VisibilityOnDemand: false },
    },
  });
