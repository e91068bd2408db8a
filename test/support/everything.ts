import { callApi, type ClusterAccess } from "../rigs/cluster/rest.ts";
import { listObjects } from "./cluster.ts";

/** Kinds of which Kubernetes itself makes and changes objects all the time. */
const passing = new Set(["ComponentStatus", "Endpoints", "EndpointSlice", "Event", "Lease"]);

interface Discovered {
  readonly kind: string;
  readonly name: string;
  readonly verbs: readonly string[];
}

/** Every group and version that the cluster prefers, its core first. */
async function versionsOf(cluster: ClusterAccess): Promise<string[]> {
  const { groups } = (await callApi(cluster, { path: "/apis" })) as { groups: { preferredVersion: { groupVersion: string } }[] };
  return ["v1", ...groups.map(({ preferredVersion }) => preferredVersion.groupVersion)];
}

/** Every object of a cluster, of whatever kind: its uid by `Kind namespace/name`. */
export async function everythingIn(cluster: ClusterAccess): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const apiVersion of await versionsOf(cluster)) {
    const { resources } = (await callApi(cluster, { path: apiVersion === "v1" ? "/api/v1" : `/apis/${apiVersion}` })) as {
      resources: Discovered[];
    };
    for (const { kind } of resources.filter(({ name, verbs }) => !name.includes("/") && verbs.includes("list"))) {
      if (passing.has(kind)) continue;
      for (const { metadata } of await listObjects(cluster, { apiVersion, kind })) {
        found.set(`${kind} ${metadata.namespace ?? ""}/${metadata.name}`, String(metadata["uid"]));
      }
    }
  }
  return found;
}
