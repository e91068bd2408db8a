import { noParameters } from "../lib/parameters.ts";
import { stackRule, type Finding, type Resource } from "../lib/rule.ts";
import { nothingLeaves } from "./framework.ts";
import { closingOf, directions, type Closing } from "./network-policies.ts";
import { kubernetesObjects, podSpecsIn, textAt, type KubernetesObject } from "./objects.ts";

/** The label of a tenant's namespace: there run pods that no stack declares. */
const tenantLabel = "nscale.com/tenant";

/** The namespaces in which an object puts pods: its own, or the one that a chart is installed in. */
function podNamespaces(object: KubernetesObject): string[] {
  const { kind, props, isPatch } = object;
  const own = textAt(props, "metadata", "namespace") ?? "default";
  if (kind === "HelmRelease") return [textAt(props, "spec", "targetNamespace") ?? own];
  if (kind === "Release") return [textAt(props, "namespace") ?? "default"];
  if (kind === "Namespace")
    return textAt(props, "metadata", "labels", tenantLabel) === undefined ? [] : [textAt(props, "metadata", "name") ?? ""];
  // Envoy Gateway makes the proxies in its own namespace.
  if (kind === "EnvoyProxy" || isPatch) return [];
  return podSpecsIn(object).length > 0 ? [own] : [];
}

/** The name of the release that an object installs: of one name there is one in a namespace of a cluster. */
function releaseOf({ kind, props }: KubernetesObject): string | undefined {
  if (kind === "HelmRelease") return textAt(props, "spec", "releaseName") ?? textAt(props, "metadata", "name");
  return kind === "Release" ? textAt(props, "name") : undefined;
}

interface Place {
  readonly namespace: string;
  /** The object that is judged: the namespace itself, or the first with pods in it. */
  readonly urn: string;
  /** How many clusters have the namespace: it is declared, or a release of one name is installed in it, once for each. */
  readonly clusters: number;
}

function placesOf(objects: readonly KubernetesObject[]): Place[] {
  const named = Map.groupBy(
    objects.filter(({ kind, apiGroup }) => kind === "Namespace" && apiGroup === "core"),
    ({ props }) => textAt(props, "metadata", "name") ?? "",
  );
  const inPlace = Map.groupBy(
    objects.flatMap((object) => podNamespaces(object).map((namespace) => ({ namespace, urn: object.urn, release: releaseOf(object) }))),
    ({ namespace }) => namespace,
  );
  return [...inPlace].map(([namespace, pods]) => {
    const declared = named.get(namespace) ?? [];
    const installed = [...Map.groupBy(pods, ({ release }) => release)].map(([release, all]) => (release === undefined ? 1 : all.length));
    return { namespace, urn: declared[0]?.urn ?? pods[0]?.urn ?? "", clusters: Math.max(declared.length, ...installed) };
  });
}

/** Every cluster has a policy of its own: as many close a namespace as there are namespaces of the name. */
function openIn({ namespace, urn, clusters }: Place, closings: readonly Closing[]): Finding[] {
  const open = directions.filter(
    (direction) =>
      closings.filter((one) => [namespace, "*"].includes(one.namespace) && one.directions.includes(direction)).length < clusters,
  );
  if (open.length === 0) return [];
  return [
    {
      urn,
      got: `namespace ${namespace}, whose pods no policy closes off (${open.join(", ")})`,
      want: "a network policy over all pods, for Ingress and Egress, on each cluster",
      fix: "add a NetworkPolicy with an empty podSelector and both policyTypes; others then open what is needed",
    },
  ];
}

export const namespaceClosed = stackRule({
  name: "namespace-closed",
  description: "Every namespace with pods has a network policy over all of them, in both directions",
  why: "Without a policy a pod may send anything anywhere, whatever the declarations say. What no rule reads then stays inside all the same.",
  level: "mandatory",
  severity: "critical",
  framework: nothingLeaves,
  remediation: "Add a NetworkPolicy that selects all pods of the namespace for Ingress and Egress; others then open what is needed.",
  tags: ["sovereignty", "kubernetes", "network"],
  parameters: noParameters,
  reads: ["kubernetes:helm.toolkit.fluxcd.io/v2:HelmRelease spec.targetNamespace", "kubernetes:helm.sh/v3:Release namespace"],
  judge: ({ resources }: { readonly resources: readonly Resource[] }) => {
    const objects = kubernetesObjects(resources);
    const places = placesOf(objects);
    if (places.length === 0) return { notApplicable: "the stack has no pod" };
    const closings = objects.flatMap((object) => closingOf(object) ?? []);
    return places.flatMap((place) => openIn(place, closings));
  },
});
