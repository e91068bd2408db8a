import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildControllers } from "./controllers.ts";
import { moduleDirectory } from "../modules.ts";
import { kubeconfigAs, type TestCluster } from "./start.ts";

/**
 * Of kwok's stages those by which nodes become ready, pods run, and deleted pods go. Without heartbeats, twenty-five thousand nodes cost nothing while
 * they stand.
 */
const stages = ["node/fast/node-initialize", "pod/fast/pod-ready", "pod/fast/pod-delete"];

/** The one by which the pods of jobs have done their work as soon as they run. */
const completion = "pod/fast/pod-complete";

/**
 * Starts kwok on a cluster: from now on every node is ready, and every pod that is bound to one runs.
 *
 * @param options.completesJobs Whether jobs end by themselves; else each runs until it is deleted. @default false
 * @param options.alive The label, `key=value`, of the nodes that run anything; the others are dead. @default every node is alive
 */
export async function startKwok(
  cluster: TestCluster,
  { completesJobs = false, alive }: { readonly completesJobs?: boolean; readonly alive?: string } = {},
): Promise<void> {
  const binaries = await buildControllers();
  const module = await moduleDirectory("parts", "sigs.k8s.io/kwok");
  const texts = await Promise.all(
    [...stages, ...(completesJobs ? [completion] : [])].map((stage) =>
      readFile(join(module, "kustomize", "stage", `${stage}.yaml`), "utf8"),
    ),
  );
  const config = join(cluster.directory, "kwok.yaml");
  await writeFile(config, texts.join("\n---\n"));
  cluster.run({
    name: "kwok",
    command: join(binaries, "kwok"),
    args: [
      `--kubeconfig=${await kubeconfigAs(cluster, { user: "system:node:kwok", groups: ["system:nodes"] })}`,
      `--config=${config}`,
      alive === undefined ? "--manage-all-nodes=true" : `--manage-nodes-with-label-selector=${alive}`,
    ],
  });
}
