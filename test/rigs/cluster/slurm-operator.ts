import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { buildSlurmOperator } from "./controllers.ts";
import { freePorts } from "./free-ports.ts";
import { moduleDirectory } from "./go-module.ts";
import { untilReady } from "./manager.ts";
import { callApi } from "./rest.ts";
import type { TestCluster } from "./start.ts";
import { waitFor } from "./wait.ts";

const readyWithinSeconds = 120;

/** The folder of the Go module that the manager is built from; it has the CRDs of the same release. */
const operatorModule = () =>
  moduleDirectory(join(import.meta.dirname, "modules", "slurm-operator"), "github.com/SlinkyProject/slurm-operator");

interface CustomResourceDefinition {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly group: string; readonly names: { readonly plural: string } };
}

/** Installs the CRDs of the manager's own release, and waits until they are served. */
async function installItsCrds(cluster: TestCluster): Promise<void> {
  const folder = join(await operatorModule(), "config", "crd", "bases");
  for (const name of await readdir(folder)) {
    const crd = parse(await readFile(join(folder, name), "utf8")) as CustomResourceDefinition;
    await callApi(cluster, {
      method: "PATCH",
      path: `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${crd.metadata.name}`,
      query: { fieldManager: "crds", force: "true" },
      contentType: "application/apply-patch+yaml",
      body: crd,
    });
    await waitFor(`${crd.metadata.name} to be served`, readyWithinSeconds, async () => {
      const { group, names } = crd.spec;
      try {
        await callApi(cluster, { path: `/apis/${group}/v1beta1/${names.plural}` });
        return undefined;
      } catch (error) {
        return String(error);
      }
    });
  }
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
