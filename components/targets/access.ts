import { ApiException, ApisApi, CoreV1Api, KubeConfig, VersionApi } from "@kubernetes/client-node";

const answersWithinMilliseconds = 10_000;

/** The provider's access to a cluster: a context of the kubeconfig in use, or a kubeconfig of its own, which holds credentials. */
export type Credentials = { readonly context: string } | { readonly kubeconfig: string };

/** Access to a real cluster, to query it before anything is declared. */
export interface ClusterAccess {
  readonly credentials: Credentials;
  readonly config: KubeConfig;
  /** The way out when the cluster refuses the credentials. */
  readonly renewal: string;
}

/** @throws Error when the kubeconfig in use has no such context. */
export function accessByContext(context: string): ClusterAccess {
  const config = new KubeConfig();
  config.loadFromDefault();
  const known = config.getContexts().map(({ name }) => name);
  if (!known.includes(context)) {
    throw new Error(
      `got context ${context}, want a context of the kubeconfig in use (${known.join(", ") || "it has none"}); fix: correct the name, or set KUBECONFIG`,
    );
  }
  config.setCurrentContext(context);
  return { credentials: { context }, config, renewal: `log in again for the context ${context}, or renew its token or certificate` };
}

/**
 * @param renewal what to do when the cluster refuses its credentials
 * @throws Error when the text is no kubeconfig.
 */
export function accessByKubeconfig(text: string, renewal: string): ClusterAccess {
  const config = new KubeConfig();
  try {
    config.loadFromString(text);
  } catch {
    throw new Error("got text that is no kubeconfig; fix: set the whole YAML file as the secret value");
  }
  return { credentials: { kubeconfig: text }, config, renewal };
}

/** @throws Error when the API server does not answer within ten seconds, or refuses the credentials. */
export async function requireAnswer(access: ClusterAccess): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${answersWithinMilliseconds / 1000} s`)), answersWithinMilliseconds);
  });
  try {
    await Promise.race([asked(access, "its version", access.config.makeApiClient(VersionApi).getCode()), timeout]);
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    throw new Error(
      `got no answer from ${serverOf(access)} (${reasonOf(error)}), want a reachable API server; fix: start it, or correct the kubeconfig`,
      { cause: error },
    );
  } finally {
    clearTimeout(timer);
  }
}

const serverOf = ({ config }: ClusterAccess) => config.getCurrentCluster()?.server ?? "a kubeconfig without a server";

/** A cluster that answers, and refuses. */
class RefusedError extends Error {}

/** @throws RefusedError where the cluster refuses what was asked for, with what to renew or to grant. */
async function asked<T>(access: ClusterAccess, what: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof ApiException)) throw error;
    if (error.code === 401) {
      throw new RefusedError(
        `got the credentials refused by ${serverOf(access)} (HTTP 401), want valid ones: they have run out or are another cluster's; fix: ${access.renewal}`,
        { cause: error },
      );
    }
    if (error.code === 403) {
      throw new RefusedError(
        `got ${what} refused by ${serverOf(access)} (HTTP 403), want the right to it; fix: grant it to the credentials' user there, or ${access.renewal}`,
        { cause: error },
      );
    }
    throw error;
  }
}

/** The innermost cause, since `fetch failed` alone explains nothing. */
function reasonOf(error: unknown): string {
  if (error instanceof ApiException) return `HTTP ${error.code}`;
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return reasonOf(error.cause);
  return "code" in error ? String(error.code) : error.message;
}

/** Every `group/version` that the cluster serves, without the core API's. */
export async function servedVersions(access: ClusterAccess): Promise<ReadonlySet<string>> {
  const { groups } = await asked(access, "its list of APIs", access.config.makeApiClient(ApisApi).getAPIVersions());
  return new Set(groups.flatMap(({ versions }) => versions.map(({ groupVersion }) => groupVersion)));
}

/** Without a network all nodes wait, so that the first few tell. */
const askedNodes = 50;

/** Names of nodes whose kubelet waits for a network of pods, among the first of the cluster. */
export async function nodesWithoutNetwork(access: ClusterAccess): Promise<readonly string[]> {
  const { items } = await asked(access, "its nodes", access.config.makeApiClient(CoreV1Api).listNode({ limit: askedNodes }));
  return items
    .filter(({ status }) =>
      status?.conditions?.some(({ type, status: state, message }) =>
        // The kubelet's words for a runtime in which no plugin has come up.
        type === "Ready"
          ? state !== "True" && message?.includes("NetworkPluginNotReady")
          : type === "NetworkUnavailable" && state === "True",
      ),
    )
    .map(({ metadata }) => metadata?.name ?? "");
}

/** What `read` finds in the cluster's core API, or nothing where the API server says that it does not exist. */
export async function ifFound<T>(access: ClusterAccess, what: string, read: (core: CoreV1Api) => Promise<T>): Promise<T | undefined> {
  try {
    return await asked(access, what, read(access.config.makeApiClient(CoreV1Api)));
  } catch (error) {
    if (error instanceof ApiException && error.code === 404) return undefined;
    throw error;
  }
}
