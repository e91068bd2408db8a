import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { buildSlurmOperator } from "./controllers.ts";
import { applyCrds, readCrd } from "./crd.ts";
import { freePorts } from "./free-ports.ts";
import { moduleDirectory } from "../modules.ts";
import { untilReady } from "./manager.ts";
import type { TestCluster } from "./start.ts";

const readyWithinSeconds = 120;

/** The folder of the Go module that the manager is built from; it has the CRDs of the same release. */
const operatorModule = () => moduleDirectory("slurm-operator", "github.com/SlinkyProject/slurm-operator");

/** Installs the CRDs of the manager's own release. */
async function installItsCrds(cluster: TestCluster): Promise<void> {
  const folder = join(await operatorModule(), "config", "crd", "bases");
  await applyCrds(cluster, await Promise.all((await readdir(folder)).map((name) => readCrd(join(folder, name)))));
}

/** Starts Slinky's manager beside a cluster, with its CRDs. Its admission webhooks are a program of their own, and are not there. */
export async function startSlurmOperator(cluster: TestCluster): Promise<void> {
  await installItsCrds(cluster);
  const binaries = await buildSlurmOperator();
  const [healthPort] = (await freePorts(1)) as [number];
  cluster.run({
    name: "slurm-operator",
    command: join(binaries, "slurm-operator"),
    args: [`--kubeconfig=${join(cluster.directory, "kubeconfig")}`, `--health-addr=127.0.0.1:${healthPort}`, "--metrics-addr=0"],
  });
  await untilReady(cluster, "slurm-operator", healthPort, readyWithinSeconds);
}
