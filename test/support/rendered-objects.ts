import { assumed } from "../../components/lib/fact.ts";
import { readDeclared } from "../../cli/policy/declared.ts";
import { stackFiles } from "../../stacks/files.ts";
import type { ServerObject } from "./cluster.ts";
import { layerObjects } from "./layer.ts";
import { exampleCluster, exampleSpec } from "./specs.ts";

/** A cluster whose devices are claimed, as none of the sites has one. */
const claiming = exampleSpec({
  clusters: {
    training: exampleCluster({
      kubernetes: {
        deviceAllocation: "dra",
        tenants: { research: { guaranteedSharePercent: assumed(50, "an example"), preemptionOrder: 1 } },
      },
    }),
  },
});

/** Every Kubernetes object that the sites' stacks render, and those of a cluster whose devices are claimed. */
export async function renderedObjects(): Promise<ServerObject[]> {
  const objects: ServerObject[] = [];
  // One after the other: they share the replacement for the engine.
  for (const stack of Object.keys(stackFiles)) {
    for (const { type, props } of (await readDeclared(stack)).resources) {
      const [origin, apiVersion = "", kind = ""] = type.split(":");
      if (origin === "kubernetes") objects.push({ ...props, apiVersion, kind } as ServerObject);
    }
  }
  return [...objects, ...layerObjects("training", claiming, { hardware: true })];
}
