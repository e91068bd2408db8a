import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { argumentsOf, controlPlaneFlags, type Flags } from "../../../components/catalog/control-plane.ts";
import { buildControlPlane } from "./control-plane.ts";
import { installCrds } from "./crds.ts";
import { freePorts } from "./free-ports.ts";
import { logTail } from "./log.ts";
import { callApi, type ClusterAccess, type Identity } from "./rest.ts";
import { supervise, type Supervised } from "./supervised.ts";
import type { SupervisedProcess } from "./supervisor.ts";
import { waitFor } from "./wait.ts";

/** A real Kubernetes control plane on this machine, without nodes. */
export interface TestCluster extends ClusterAccess {
  /** A kubeconfig (YAML) with the certificates and the token inline. */
  readonly kubeconfig: string;
  /** Folder of the cluster's data and logs; removed when it stops. */
  readonly directory: string;
  /** Starts one more process that ends with the cluster; if it ends before, so does the cluster. */
  run(process: SupervisedProcess): void;
  /** Kills the cluster's processes and removes its directory; does nothing the second time. */
  stop(): Promise<void>;
}

/** Options of a test's cluster. */
export interface ClusterOptions {
  /** True when pods are bound to nodes. @default false */
  readonly scheduler?: boolean;
  /**
   * The API groups whose CRDs are there from the start; see installCrds. @default none
   *
   * The garbage collector learns of CRDs that come later only within 30 s, and a foreground deletion of their objects waits for it.
   */
  readonly crds?: readonly string[];
  /** Flags of the API server beside a cluster's own. @default none */
  readonly apiServer?: Flags;
  /** The folder of etcd's and Kubernetes' programs. @default the one into which they are built */
  readonly binaries?: string;
  /** After how long the cluster is killed, whatever its user does. @default 30 */
  readonly lifetimeMinutes?: number;
}

/** The flags that a cluster of the most nodes is rendered with. */
const flags = controlPlaneFlags(5000);

/** Whoever is in it may do everything. */
const administrators = "system:masters";

/**
 * Writes a kubeconfig with which a part of the cluster works under its own name, as admission policies know it, and with every right.
 *
 * @returns the path of the file.
 */
export async function kubeconfigAs(cluster: ClusterAccess & { readonly directory: string }, { user, groups }: Identity): Promise<string> {
  const file = join(cluster.directory, `kubeconfig-${user.replaceAll(":", "-")}`);
  await writeFile(file, kubeconfigOf(cluster, { user, groups: [...groups, administrators] }));
  return file;
}

/** The account of an operator's manager. */
export const managerOf = (namespace: string, name: string): Identity => ({
  user: `system:serviceaccount:${namespace}:${name}`,
  groups: [`system:serviceaccounts:${namespace}`],
});

/** It takes three to five seconds on two idle cores; a build beside it makes it tens. */
const readyWithinSeconds = 120;

/**
 * Starts etcd, kube-apiserver, kube-controller-manager and, if asked for, kube-scheduler on loopback, and waits until they answer.
 *
 * The first call on a machine builds them. The cluster ends with the process that started it.
 *
 * @throws Error when a part cannot be had or does not become ready, with the end of its log.
 */
export async function startCluster({
  scheduler = false,
  crds = [],
  apiServer = {},
  lifetimeMinutes = 30,
  ...given
}: ClusterOptions = {}): Promise<TestCluster> {
  const binaries = given.binaries ?? (await buildControlPlane());
  const directory = await mkdtemp(join(tmpdir(), "nscale-cluster-"));
  const processes = supervise(directory, lifetimeMinutes);
  try {
    const [clientPort, peerPort, port] = (await freePorts(3)) as [number, number, number];
    const etcdAddress = `http://127.0.0.1:${clientPort}`;
    startEtcd(processes, join(binaries, "etcd"), directory, etcdAddress, `http://127.0.0.1:${peerPort}`);
    const access = await startApiServer(processes, join(binaries, "kube-apiserver"), directory, port, etcdAddress, apiServer);
    if (crds.length > 0) await installCrds(access, crds);
    // Whoever installs an operator's kinds makes its namespace too.
    if (crds.includes("nvidia.com")) await makeNamespace(access, "gpu-operator");
    if (crds.includes("gateway.envoyproxy.io")) await makeNamespace(access, "envoy-gateway-system");
    const kubeconfig = kubeconfigOf(access);
    await writeFile(join(directory, "kubeconfig"), kubeconfig);
    const clientOf = async (name: string) => [
      `--kubeconfig=${await kubeconfigAs({ ...access, directory }, { user: `system:${name}`, groups: [] })}`,
      "--leader-elect=false",
      "--secure-port=0",
    ];
    if (scheduler) {
      processes.start({
        name: "kube-scheduler",
        command: join(binaries, "kube-scheduler"),
        args: [...(await clientOf("kube-scheduler")), ...argumentsOf(flags.scheduler)],
      });
    }
    const client = await clientOf("kube-controller-manager");
    await startControllerManager(processes, join(binaries, "kube-controller-manager"), directory, client, access);
    void processes.ended.then((fault) => fault !== undefined && process.stderr.write(`${fault}\n`));
    return { ...access, kubeconfig, directory, run: (process) => processes.start(process), stop: () => processes.stop() };
  } catch (error) {
    await processes.stop();
    const fault = processes.fault();
    // A process that fails takes the others and their directory with it: what failed then in here is only a consequence.
    throw fault === undefined ? error : new Error(`the test cluster did not start: ${fault}`, { cause: error });
  }
}

const makeNamespace = (access: ClusterAccess, name: string) =>
  callApi(access, { method: "POST", path: "/api/v1/namespaces", body: { apiVersion: "v1", kind: "Namespace", metadata: { name } } });

function startEtcd(processes: Supervised, command: string, directory: string, client: string, peer: string): void {
  processes.start({
    name: "etcd",
    command,
    args: [
      `--data-dir=${join(directory, "etcd")}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      // Data that a power cut would lose is not worth waiting for the disk.
      "--unsafe-no-fsync",
      ...argumentsOf(flags.etcd),
    ],
  });
}

async function startApiServer(
  processes: Supervised,
  command: string,
  directory: string,
  port: number,
  etcdAddress: string,
  apiServer: Flags,
): Promise<ClusterAccess> {
  const token = randomBytes(32).toString("hex");
  const certificates = join(directory, "certificates");
  const tokenFile = join(directory, "tokens.csv");
  await writeFile(tokenFile, `${token},admin,admin,${administrators}\n`);
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  await writeFile(join(directory, "sa.pub"), publicKey);
  await writeFile(join(directory, "sa.key"), privateKey);
  processes.start({
    name: "kube-apiserver",
    command,
    args: [
      `--etcd-servers=${etcdAddress}`,
      `--cert-dir=${certificates}`,
      `--secure-port=${port}`,
      "--bind-address=127.0.0.1",
      // A machine without a network has no other address, and nothing asks for the endpoints of the API server's own Service.
      "--advertise-address=127.0.0.1",
      "--endpoint-reconciler-type=none",
      "--service-account-issuer=https://kubernetes.default.svc",
      `--service-account-key-file=${join(directory, "sa.pub")}`,
      `--service-account-signing-key-file=${join(directory, "sa.key")}`,
      `--token-auth-file=${tokenFile}`,
      "--authorization-mode=RBAC",
      "--service-cluster-ip-range=10.96.0.0/16",
      "--disable-admission-plugins=ServiceAccount",
      "--allow-privileged=true",
      ...argumentsOf(flags.apiServer),
      ...argumentsOf(apiServer),
    ],
  });
  const server = `https://127.0.0.1:${port}`;
  let access: ClusterAccess | undefined;
  await ready(processes, "kube-apiserver", directory, async () => {
    // The server writes its self-signed certificate as it starts, followed by the one that signed it.
    const candidate = { server, token, certificateAuthority: await readFile(join(certificates, "apiserver.crt"), "utf8") };
    await callApi(candidate, { path: "/readyz" });
    access = candidate;
  });
  if (access === undefined) throw new Error("kube-apiserver became ready without a certificate");
  return access;
}

async function startControllerManager(
  processes: Supervised,
  command: string,
  directory: string,
  client: readonly string[],
  access: ClusterAccess,
): Promise<void> {
  processes.start({
    name: "kube-controller-manager",
    command,
    args: [
      ...client,
      `--service-account-private-key-file=${join(directory, "sa.key")}`,
      // The certificate that comes with a service account's token, by which its holder checks the server.
      `--root-ca-file=${join(directory, "certificates", "apiserver.crt")}`,
      // Nodes here are objects: nothing reports that they are still alive.
      "--node-monitor-grace-period=12h",
      ...argumentsOf(flags.controllerManager),
    ],
  });
  await ready(processes, "kube-controller-manager", directory, async () => {
    // One of its controllers makes this account, in a namespace that the API server makes shortly after it is ready.
    await callApi(access, { path: "/api/v1/namespaces/default/serviceaccounts/default" });
  });
}

/** Waits until `probe` does not throw. */
async function ready(processes: Supervised, name: string, directory: string, probe: () => Promise<void>): Promise<void> {
  await waitFor(name, readyWithinSeconds, async () => {
    const fault = processes.fault();
    if (fault !== undefined) throw new Error(fault);
    try {
      await probe();
      return undefined;
    } catch (error) {
      return `${error instanceof Error ? error.message : String(error)}; the end of its log:\n${logTail(directory, name)}`;
    }
  });
}

function kubeconfigOf({ server, token, certificateAuthority }: ClusterAccess, as?: Identity): string {
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "test", cluster: { server, "certificate-authority-data": Buffer.from(certificateAuthority).toString("base64") } }],
    users: [{ name: "admin", user: { token, ...(as === undefined ? {} : { as: as.user, "as-groups": as.groups }) } }],
    contexts: [{ name: "test", context: { cluster: "test", user: "admin" } }],
    "current-context": "test",
  });
}
