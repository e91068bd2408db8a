import { planGpuCluster } from "../../components/cluster/plan/index.ts";
import { planMultiKueue } from "../../components/kubernetes/multi-kueue/plan.ts";
import { parseStack } from "../../components/stack/parse.ts";
import { siteFacts, siteLabels } from "../../components/site/plan.ts";
import { planStorage } from "../../components/site/storage-plan.ts";
import { planFlux } from "../../components/targets/operators/flux.ts";
import { nameOf, providerOf, type StateResource } from "./state.ts";
import { operatorsOf, planLayer } from "../support/plans.ts";

/** An object of a cluster's API. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** Objects by the cluster that they are for, the management cluster among them. */
export type ObjectsByCluster = Readonly<Record<string, readonly KubernetesObject[]>>;

/** The objects that a state holds; a cluster's provider has its name. */
export function objectsIn(resources: readonly StateResource[]): ObjectsByCluster {
  const objects: Record<string, KubernetesObject[]> = {};
  for (const resource of resources) {
    const provider = providerOf(resource);
    if (provider === undefined || !resource.type.startsWith("kubernetes:")) continue;
    (objects[nameOf(provider)] ??= []).push(resource.inputs as KubernetesObject);
  }
  return objects;
}

/** All steps between a stack's data and its resources: parsing and planning. The manifests lie where the plans have them. */
export function planStack(stack: string, input: unknown): object {
  const spec = parseStack(`stacks/${stack}.ts`, input);
  const labels = siteLabels(stack, spec.site);
  return {
    namespace: { metadata: { name: stack, labels } },
    facts: { metadata: { name: "site-facts", namespace: stack, labels }, data: siteFacts(spec.site) },
    storage: planStorage(spec.site.storage),
    ...(spec.multiKueue === undefined ? {} : { multiKueue: planMultiKueue(spec.multiKueue, spec.clusters) }),
    clusters: Object.entries(spec.clusters).map(([name, cluster]) => ({
      machines: planGpuCluster(name, cluster, { key: stack, spec: spec.site }),
      layer: planLayer(name, spec),
      operators: operatorsOf(name, spec).map((operator, _, all) => planFlux(operator, all)),
    })),
  };
}

/** JSON in which only the values tell two objects apart, not the order of their keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item) ? Object.fromEntries(Object.entries(item).sort()) : item,
  );

/** Every manifest in a plan: an object with a named metadata, of which apiVersion and kind are the resource's own. */
function manifestsIn(plan: unknown): string[] {
  if (typeof plan !== "object" || plan === null) return [];
  if ("metadata" in plan) return [canonical(plan)];
  return Object.values(plan).flatMap(manifestsIn);
}

/** The objects that are not in the plan, and how many of the plan's manifests became no object; none when both say the same. */
export function unplanned(objects: ObjectsByCluster, plan: object): string[] {
  const planned = new Set(manifestsIn(plan));
  const declared = Object.values(objects)
    .flat()
    .map(({ apiVersion, kind, ...manifest }) => ({ name: `${apiVersion} ${kind}`, manifest: canonical(manifest) }));
  const missing = declared.filter(({ manifest }) => !planned.has(manifest)).map(({ name, manifest }) => `not planned: ${name} ${manifest}`);
  const known = new Set(declared.map(({ manifest }) => manifest));
  return [...missing, ...[...planned].filter((manifest) => !known.has(manifest)).map((manifest) => `not declared: ${manifest}`)];
}
