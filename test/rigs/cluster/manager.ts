import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseAllDocuments, stringify } from "yaml";
import { freePorts } from "./free-ports.ts";
import { logTail } from "./log.ts";
import { ApiError, callApi } from "./rest.ts";
import { kubeconfigAs, managerOf, type TestCluster } from "./start.ts";
import { untilOpen } from "./until-open.ts";
import { waitFor } from "./wait.ts";

const readyWithinSeconds = 300;

/** A manager whose caches are not there within its own two minutes ends, and comes up when it is started again. */
const restarts = 3;

/** Names, in an operator's chart, of the parts by which the API server asks its manager. */
export interface WebhookServer {
  readonly namespace: string;
  readonly service: string;
  /** Secret in which the manager keeps the certificate that it makes for itself. */
  readonly secret: string;
  /** The plural and the name of each configuration of webhooks. */
  readonly configurations: readonly (readonly [plural: string, name: string])[];
  /** The CRDs whose versions it converts. */
  readonly converted: readonly string[];
}

/** An operator's manager. */
export interface Manager {
  /** Names its files too. */
  readonly name: string;
  /** Absolute path of the binary. */
  readonly command: string;
  /** Configuration that it reads as it starts, without its addresses. */
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly server: WebhookServer;
  /** Variables of its process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A webhook as a release's manifest has it. */
export interface Webhook {
  readonly name: string;
  readonly clientConfig: { readonly service: { readonly path: string } };
}

interface WebhookConfiguration {
  readonly apiVersion: string;
  readonly kind: string;
  readonly webhooks: readonly Webhook[];
}

export const crdPath = (name: string) => `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`;
const webhooksPath = (plural: string, name: string) => `/apis/admissionregistration.k8s.io/v1/${plural}/${name}`;

/** Applies an object, or the fields of one that are the manager's. */
export const apply = (cluster: TestCluster, path: string, body: unknown) =>
  callApi(cluster, {
    method: "PATCH",
    path,
    query: { fieldManager: "manager", force: "true" },
    contentType: "application/apply-patch+yaml",
    body,
  });

/** Makes the namespace of a manager, and the Secret that it fills. */
export async function prepareFor(cluster: TestCluster, { namespace, secret }: WebhookServer): Promise<void> {
  await apply(cluster, `/api/v1/namespaces/${namespace}`, { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
  await apply(cluster, `/api/v1/namespaces/${namespace}/secrets/${secret}`, {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: secret, namespace },
  });
}

/**
 * Installs the webhooks of a release's manifest.
 *
 * @param adjusted A webhook's further fields; undefined for one that is left out.
 */
export async function installWebhooks(
  cluster: TestCluster,
  manifest: string,
  { namespace, service, configurations }: WebhookServer,
  adjusted: (webhook: Webhook) => object | undefined,
): Promise<void> {
  for (const document of parseAllDocuments(manifest)) {
    const { apiVersion, kind, webhooks } = document.toJS() as WebhookConfiguration;
    const [plural, name] = configurations.find(([each]) => each === `${kind.toLowerCase()}s`) ?? ["", ""];
    await apply(cluster, webhooksPath(plural, name), {
      apiVersion,
      kind,
      metadata: { name },
      webhooks: webhooks.flatMap((webhook) => {
        const fields = adjusted(webhook);
        const { path } = webhook.clientConfig.service;
        return fields === undefined ? [] : [{ ...webhook, clientConfig: { service: { namespace, name: service, path } }, ...fields }];
      }),
    });
  }
}

/**
 * Runs a manager beside a cluster on which its webhooks and CRDs are installed already.
 *
 * Its certificates are those that it makes for itself. What the kubelet does for a pod is done here: its Secret becomes files, and its Service leads to it.
 */
export async function runManager(cluster: TestCluster, { name, command, configuration, server, environment = {} }: Manager): Promise<void> {
  const [webhookPort, healthPort] = (await freePorts(2)) as [number, number];
  await leadServiceTo(cluster, server, webhookPort);
  const certificates = join(cluster.directory, name);
  await mkdir(certificates);
  const file = join(cluster.directory, `${name}.yaml`);
  await writeFile(
    file,
    stringify({
      ...configuration,
      health: { healthProbeBindAddress: `127.0.0.1:${healthPort}` },
      metrics: { bindAddress: "0" },
      webhook: { host: "127.0.0.1", port: webhookPort, certDir: certificates },
      leaderElection: { leaderElect: false },
      clientConnection: { qps: 2000, burst: 4000 },
    }),
  );
  cluster.run({
    name,
    command,
    args: [`--kubeconfig=${await kubeconfigAs(cluster, managerOf(server.namespace, name))}`, `--config=${file}`],
    environment,
    restarts,
  });
  await waitFor(`the certificates of ${name}`, readyWithinSeconds, () => copyCertificates(cluster, name, server, certificates));
  // Some call themselves ready before they answer the API server.
  await untilOpen(`the webhooks of ${name}`, webhookPort);
  await untilReady(cluster, name, healthPort, readyWithinSeconds);
}

/** Waits until a manager calls itself ready. */
export const untilReady = (cluster: TestCluster, name: string, healthPort: number, seconds: number): Promise<void> =>
  waitFor(name, seconds, async () => {
    try {
      const { status } = await fetch(`http://127.0.0.1:${healthPort}/readyz`);
      return status === 200 ? undefined : `its health is ${status}`;
    } catch (error) {
      return `${String(error)}; the end of its log:\n${logTail(cluster.directory, name)}`;
    }
  });

/** An API server that runs beside its cluster's network reaches a Service by its external name alone, at the port that the webhook itself names. */
async function leadServiceTo(
  cluster: TestCluster,
  { namespace, service, configurations, converted }: WebhookServer,
  port: number,
): Promise<void> {
  await apply(cluster, `/api/v1/namespaces/${namespace}/services/${service}`, {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: service, namespace },
    spec: { type: "ExternalName", externalName: "127.0.0.1" },
  });
  const setPort = { op: "add", value: port } as const;
  for (const [plural, name] of configurations) {
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

async function copyCertificates(
  cluster: TestCluster,
  name: string,
  { namespace, secret }: WebhookServer,
  directory: string,
): Promise<string | undefined> {
  try {
    const { data = {} } = (await callApi(cluster, { path: `/api/v1/namespaces/${namespace}/secrets/${secret}` })) as {
      data?: Readonly<Record<string, string>>;
    };
    const files = ["tls.key", "tls.crt"].map((file) => [file, data[file]] as const);
    if (files.some(([, content]) => content === undefined)) return `the end of its log:\n${logTail(cluster.directory, name)}`;
    for (const [file, content = ""] of files) await writeFile(join(directory, file), Buffer.from(content, "base64"));
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}
