import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { strictApply } from "../../support/cluster.ts";
import { buildNetworkPolicy } from "../cluster/controllers.ts";
import { logTail } from "../cluster/log.ts";
import { callApi } from "../cluster/rest.ts";
import { startCluster, type TestCluster } from "../cluster/start.ts";
import { waitFor } from "../cluster/wait.ts";
import type { Place, Question } from "./question.ts";

/** Run as a program inside network and mount namespaces of its own: answers a question of standard input. */
const nodeName = "node";

/** The address by which every place reaches the node; each has a cable of its own to it. */
const gateway = "169.254.1.1";

const run = (command: string, ...args: string[]): string => execFileSync(command, args, { encoding: "utf8" });
const ip = (command: string): string => run("ip", ...command.split(" "));

/** A pod or another machine: a network namespace with a cable to the node, and the node as its way to everything else. */
function connect({ name, address }: Place, index: number, node: string): void {
  const cable = `cable${index}`;
  ip(`netns add ${name}`);
  ip(`link add ${cable} type veth peer name eth0 netns ${name}`);
  ip(`addr add ${gateway}/32 dev ${cable}`);
  ip(`link set ${cable} up`);
  ip(`route add ${address}/32 dev ${cable} src ${node}`);
  ip(`-n ${name} link set lo up`);
  ip(`-n ${name} link set eth0 up`);
  ip(`-n ${name} addr add ${address}/32 dev eth0`);
  ip(`-n ${name} route add ${gateway}/32 dev eth0 scope link`);
  ip(`-n ${name} route add default via ${gateway} dev eth0`);
}

function connectAll(places: readonly Place[], node: string): void {
  run("mount", "-t", "tmpfs", "none", "/run");
  run("mkdir", "-p", "/run/netns", "/run/lock");
  ip("link set lo up");
  ip(`addr add ${node}/32 dev lo`);
  run("sysctl", "-q", "-w", "net.ipv4.ip_forward=1");
  for (const [index, place] of places.entries()) if (place.at !== "node") connect(place, index, node);
}

/** A pod as the kubelet would report it. */
async function addPod(cluster: TestCluster, { name, address, pod }: Place, node: string): Promise<void> {
  if (pod === undefined) return;
  const { namespace, labels } = pod;
  const spec = { nodeName, containers: [{ name: "main", image: "example" }] };
  await strictApply(cluster, { apiVersion: "v1", kind: "Pod", metadata: { name, namespace, labels }, spec });
  await setStatus(cluster, `/api/v1/namespaces/${namespace}/pods/${name}`, {
    phase: "Running",
    podIP: address,
    podIPs: [{ ip: address }],
    hostIP: node,
    hostIPs: [{ ip: node }],
  });
}

const setStatus = (cluster: TestCluster, path: string, status: object) =>
  callApi(cluster, {
    method: "PATCH",
    path: `${path}/status`,
    contentType: "application/json-patch+json",
    body: [{ op: "replace", path: "/status", value: status }],
  });

async function apply(cluster: TestCluster, { places, namespaces, policies }: Question, node: string): Promise<void> {
  await strictApply(cluster, { apiVersion: "v1", kind: "Node", metadata: { name: nodeName } });
  await setStatus(cluster, `/api/v1/nodes/${nodeName}`, { addresses: [{ type: "InternalIP", address: node }] });
  const made = new Set([...namespaces, ...policies.map(({ metadata }) => metadata.namespace ?? "default")]);
  for (const name of made) await strictApply(cluster, { apiVersion: "v1", kind: "Namespace", metadata: { name } });
  for (const policy of policies) await strictApply(cluster, policy);
  for (const place of places) await addPod(cluster, place, node);
}

/** Starts the policy controller, and waits until every pod has its chain: all rules are written at once. */
async function enforce(cluster: TestCluster, pods: number): Promise<void> {
  cluster.run({
    name: "kube-router",
    command: join(await buildNetworkPolicy(), "kube-router"),
    args: [
      ...["--run-router=false", "--run-service-proxy=false", "--run-loadbalancer=false", "--run-firewall=true"],
      ...[`--kubeconfig=${join(cluster.directory, "kubeconfig")}`, `--hostname-override=${nodeName}`],
      ...["--iptables-sync-period=2s", "--health-port=0", "--metrics-port=0"],
    ],
  });
  await waitFor("kube-router to write its rules", 120, () => {
    const chains = run("iptables-save", "-t", "filter").match(/^:KUBE-POD-FW-/gm)?.length ?? 0;
    return Promise.resolve(
      chains >= pods ? undefined : `${chains} of ${pods} pods have a chain; ${logTail(cluster.directory, "kube-router")}`,
    );
  });
}

/** @returns Whether each probe came through. */
function connectionsOf({ places, probes }: Question): string {
  const byName = new Map(places.map((place) => [place.name, place]));
  const place = (name: string): Place => {
    const found = byName.get(name);
    if (found === undefined) throw new Error(`got a probe of ${name}, want one of ${[...byName.keys()].join(", ")}`);
    return found;
  };
  const netns = ({ at, name }: Place) => (at === "node" ? null : name);
  const input = {
    servers: places.map((each) => ({ netns: netns(each), tcp: each.tcp, udp: each.udp })),
    probes: probes.map(({ from, to, port, protocol }) => ({ netns: netns(place(from)), address: place(to).address, port, protocol })),
  };
  return execFileSync("python3", [join(import.meta.dirname, "connections.py")], { input: JSON.stringify(input), encoding: "utf8" });
}

async function main(): Promise<void> {
  const question = JSON.parse(await text(process.stdin)) as Question;
  const node = question.places.find(({ at }) => at === "node")?.address;
  if (node === undefined) throw new Error("got no place at the node, want its address");
  connectAll(question.places, node);
  const cluster = await startCluster({ lifetimeMinutes: 5 });
  try {
    await apply(cluster, question, node);
    await enforce(cluster, question.places.filter(({ at }) => at === "pod").length);
    process.stdout.write(connectionsOf(question));
  } finally {
    await cluster.stop();
  }
}

await main();
