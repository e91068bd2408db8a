import { jurisdictions } from "../../components/catalog/jurisdictions.ts";
import { tenantLabel, tenantNamespace } from "../../components/lib/names.ts";
import { topologyKeys } from "../../components/lib/topology-keys.ts";
import type { Addition, RemedyPlace, Remedy } from "../lib/remedy.ts";
import { knownPlace } from "./framework.ts";
import { kubernetesObjects, podSpecsIn, podTemplatesIn, textAt, type KubernetesObject } from "./objects.ts";
import { jurisdictionLabel } from "./volume-classes.ts";
import { boundTo, isLabelledForPlace } from "./regions.ts";

const tenantPrefix = tenantNamespace("");

const regionAffinityAdded: Remedy = {
  name: "region-affinity-added",
  description: "A pod or pod template without a region is bound to the site's region",
  why: "A hand-written workload usually lacks the selector, and only the site's region can be meant.",
  severity: "high",
  framework: knownPlace,
  tags: ["sovereignty", "kubernetes", "scheduling"],
  mends: ["workload-region-affinity"],
  additions: (resource, { jurisdiction }) =>
    kubernetesObjects([resource])
      .flatMap(podSpecsIn)
      // An absent template cannot be extended.
      .filter(({ spec }) => Object.keys(spec).length > 0 && boundTo(spec).length === 0)
      .map(({ spec }) => ({
        holder: spec,
        path: ["nodeSelector"],
        entries: { [topologyKeys.region]: jurisdictions[jurisdiction].region },
      })),
};

/** The labels that follow from an object's kind and namespace, for the object and its pod templates. */
function labelAdditions(object: KubernetesObject, { site, jurisdiction }: RemedyPlace): Addition[] {
  const labels = (holder: Addition["holder"], entries: Addition["entries"]): Addition => ({
    holder,
    path: ["metadata", "labels"],
    entries,
  });
  if (isLabelledForPlace(object, site))
    return [labels(object.props, { [topologyKeys.region]: jurisdictions[jurisdiction].region, [topologyKeys.zone]: site })];
  const namespace = textAt(object.props, "metadata", "namespace");
  const templates = podTemplatesIn(object);
  if (namespace?.startsWith(tenantPrefix) !== true || templates.length === 0) return [];
  const entries = { [tenantLabel]: namespace.slice(tenantPrefix.length), [jurisdictionLabel]: jurisdiction };
  return [object.props, ...templates].map((holder) => labels(holder, entries));
}

const placeLabelsAdded: Remedy = {
  name: "place-labels-added",
  description: "Hosts and the site's namespace get the labels of region and zone, a tenant's workloads those of tenant and jurisdiction",
  why: "The labels follow from the site and the namespace, so missing ones have exactly one right value.",
  severity: "high",
  framework: knownPlace,
  tags: ["sovereignty", "kubernetes", "labels"],
  mends: ["region-label-required"],
  additions: (resource, place) => kubernetesObjects([resource]).flatMap((object) => labelAdditions(object, place)),
};

/** Additions to a resource before it is made: labels and affinity, never the facts of a contract or a licence. */
export const remedies: readonly Remedy[] = [regionAffinityAdded, placeLabelsAdded];
