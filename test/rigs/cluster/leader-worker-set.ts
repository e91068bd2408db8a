import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { buildControllers } from "./controllers.ts";
import { moduleDirectory } from "../modules.ts";
import { installWebhooks, prepareFor, runManager, type WebhookServer } from "./manager.ts";
import type { TestCluster } from "./start.ts";

/** Names of the parts in the operator's chart. */
const server: WebhookServer = {
  namespace: "lws-system",
  service: "lws-webhook-service",
  secret: "lws-webhook-server-cert",
  configurations: ["mutating", "validating"].map((kind) => [`${kind}webhookconfigurations`, `lws-${kind}-webhook-configuration`] as const),
  converted: [],
};

/** Of the operator's webhooks those of groups, and of their pods. */
const ofGroups = /^[mv](leaderworkerset|pod)\.kb\.io$/;

/** Its release lets these webhooks see the pods of groups alone. */
const ofItsPods = { matchExpressions: [{ key: "leaderworkerset.sigs.k8s.io/name", operator: "Exists" }] };

/** Starts the LeaderWorkerSet operator's manager beside a cluster that has its CRDs, with its webhooks. */
export async function startLeaderWorkerSet(cluster: TestCluster): Promise<void> {
  await prepareFor(cluster, server);
  const module = await moduleDirectory("parts", "sigs.k8s.io/lws");
  const manifest = await readFile(join(module, "config", "webhook", "manifests.yaml"), "utf8");
  await installWebhooks(cluster, manifest, server, ({ name }) =>
    !ofGroups.test(name) ? undefined : name.endsWith("pod.kb.io") ? { objectSelector: ofItsPods } : {},
  );
  await runManager(cluster, {
    name: "lws",
    command: join(await buildControllers(), "lws"),
    server,
    configuration: {
      apiVersion: "config.lws.x-k8s.io/v1alpha1",
      kind: "Configuration",
      internalCertManagement: { enable: true, webhookServiceName: server.service, webhookSecretName: server.secret },
    },
  });
}
