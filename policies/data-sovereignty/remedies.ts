import { jurisdictions } from "../../components/catalog/jurisdictions.ts";
import { tenantLabel, tenantNamespace } from "../../components/lib/names.ts";
import { topologyKeys } from "../../components/lib/topology-keys.ts";
import type { Addition, Place, Remedy } from "../lib/remedy.ts";
import { knownPlace } from "./framework.ts";
import { kubernetesObjects, podSpecsIn, podTemplatesIn, textAt, type KubernetesObject } from "./objects.ts";
import { jurisdictionLabel } from "./volume-classes.ts";
import { boundTo, isLabelledForPlace } from "./regions.ts";

const tenantPrefix = tenantNamespace("");

const regionAffinityAdded: Remedy = {
  name: "region-affinity-added",
  description: "A pod, or a template of pods, that asks for no region is bound to the site's",
  why: "A workload that somebody writes by hand mostly lacks the selector, and nothing but the site's region can be meant.",
  severity: "high",
  framework: knownPlace,
  tags: ["sovereignty", "kubernetes", "scheduling"],
  mends: ["workload-region-affinity"],
  additions: (resource, { jurisdiction }) =>
    kubernetesObjects([resource])
      .flatMap(podSpecsIn)
      // Nothing can be added to a template that is not there.
      .filter(({ spec }) => Object.keys(spec).length > 0 && boundTo(spec).length === 0)
      .map(({ spec }) => ({
        holder: spec,
        path: ["nodeSelector"],
        entries: { [topologyKeys.region]: jurisdictions[jurisdiction].region },
      })),
};

/** The labels that follow from an object's kind and namespace, for the object and its templates of pods. */
function labelAdditions(object: KubernetesObject, { site, jurisdiction }: Place): Addition[] {
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
  why: "The labels follow from the site and the namespace: where they are left out, there is one way to fill them in.",
  severity: "high",
  framework: knownPlace,
  tags: ["sovereignty", "kubernetes", "labels"],
  mends: ["region-label-required"],
  additions: (resource, place) => kubernetesObjects([resource]).flatMap((object) => labelAdditions(object, place)),
};

/** What may be added to a resource before it is made: labels and affinity, never what a contract or a licence says. */
export const remedies: readonly Remedy[] = [regionAffinityAdded, placeLabelsAdded];
