import { jurisdictions } from "../../components/catalog/jurisdictions.ts";
import { topologyKeys } from "../../components/lib/topology-keys.ts";
import { siteRule } from "../lib/fact-rules.ts";
import { sitePlace } from "../lib/site-facts.ts";
import { noParameters } from "../lib/parameters.ts";
import type { Finding } from "../lib/rule.ts";
import { knownPlace } from "./framework.ts";
import { at, kubernetesObjects, listAt, nodesOf, podSpecsIn, textAt, type KubernetesObject } from "./objects.ts";
import { printObject } from "./undeclared.ts";

/** Kinds of Kubernetes and of the bare metal inventory that represent a host. */
const hostKinds = ["Node", "BareMetalHost"];

/** True if an object represents a place: a host, or the site's own namespace. */
export const isLabelledForPlace = ({ kind, name }: KubernetesObject, site: string): boolean =>
  hostKinds.includes(kind) || (kind === "Namespace" && name === site);

/** The labels with which nodes join, a text for each list of kubelet arguments: as a map of arguments, or as a list of names and values. */
const nodeLabelsIn = (object: KubernetesObject): string[] =>
  nodesOf(object).flatMap(({ key, value, parent }) => {
    if (key === "name" && value === "node-labels" && typeof parent["value"] === "string") return [parent["value"]];
    return key === "node-labels" && typeof value === "string" ? [value] : [];
  });

/** The value that a list of labels gives one of them; undefined if it gives none. */
const labelIn = (labels: string, name: string): string | undefined =>
  labels
    .split(",")
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** A value that the host itself gives when it joins: its own label, which the host's rule judges. */
const isFromHost = (value: string) => value.includes("{{");

export const regionLabelRequired = siteRule({
  name: "region-label-required",
  description: "The site's namespace, its hosts and its GPU nodes carry the labels of region and zone",
  why: "These labels answer every later question: the place of a volume, the place of a pod, the content of evidence. An object without them has no place.",
  level: "mandatory",
  severity: "high",
  framework: knownPlace,
  remediation: "Set topology.kubernetes.io/region to the region of the jurisdiction and topology.kubernetes.io/zone to the site's key.",
  tags: ["sovereignty", "kubernetes", "labels"],
  parameters: noParameters,
  site: sitePlace,
  others: {},
  judge: (site, _, { resources }) => {
    const { region } = jurisdictions[site.facts.location.jurisdiction];
    const wanted = { [topologyKeys.region]: region, [topologyKeys.zone]: site.name };
    const objects = kubernetesObjects(resources);
    const labelled = objects.filter((object) => isLabelledForPlace(object, site.name));
    const joining = objects.filter(({ kind }) => /^KubeadmConfig(Template)?$/.test(kind));
    if (labelled.length === 0 && joining.length === 0) return { notApplicable: "the stack has no host, node or namespace of the site" };
    const wrongLabels = labelled.flatMap((object) =>
      Object.entries(wanted)
        .map(([label, value]) => ({ label, value, got: textAt(object.props, "metadata", "labels", label) }))
        .filter(({ value, got }) => got !== value)
        .map(({ label, value, got }): Finding => ({
          urn: object.urn,
          got: `${printObject(object)} with ${label} ${got ?? "left out"}`,
          want: value,
          fix: `set the label ${label}: ${value}`,
        })),
    );
    const unlabelled = joining.flatMap((object) => {
      const flags = nodeLabelsIn(object);
      return Object.entries(wanted).flatMap(([label, value]): Finding[] => {
        const given = flags.length === 0 ? [undefined] : flags.map((flag) => labelIn(flag, label));
        const wrong = given.find((one) => one === undefined || (one !== value && !isFromHost(one)));
        if (given.every((one) => one !== undefined && (one === value || isFromHost(one)))) return [];
        return [
          {
            urn: object.urn,
            got: `${printObject(object)}, whose nodes join ${wrong === undefined ? `without ${label}` : `with ${label}=${wrong}`}`,
            want: `--node-labels with ${label}${wrong === undefined ? "" : `=${value}`}`,
            fix: `hand the host's label ${label} on in kubeletExtraArgs`,
          },
        ];
      });
    });
    return [...wrongLabels, ...unlabelled];
  },
});

/** The regions to which a pod is bound, empty if it is not bound: a preference does not bind. */
export function boundTo(spec: unknown): readonly string[] {
  const selected = textAt(spec, "nodeSelector", topologyKeys.region);
  if (selected !== undefined) return [selected];
  const required = listAt(spec, "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms");
  const regions = required.map((term) =>
    listAt(term, "matchExpressions")
      .filter((expression) => textAt(expression, "key") === topologyKeys.region && textAt(expression, "operator") === "In")
      .flatMap((expression) => listAt(expression, "values").map(String)),
  );
  // Node selector terms are alternatives: one without a region leaves the region open.
  return regions.some((values) => values.length === 0) ? [] : regions.flat();
}

export const workloadRegionAffinity = siteRule({
  name: "workload-region-affinity",
  description: "Every pod and pod template must run in the site's region",
  why: "A preferred affinity is dropped as soon as the nodes are full, and a queue may carry a job to another cluster. Only what is required keeps the work where its data may lie.",
  level: "mandatory",
  severity: "high",
  framework: knownPlace,
  remediation: "Set nodeSelector topology.kubernetes.io/region, or a required node affinity with the same key, to the site's region.",
  tags: ["sovereignty", "kubernetes", "scheduling"],
  parameters: noParameters,
  site: sitePlace,
  others: {},
  judge: (site, _, { resources }) => {
    const { region } = jurisdictions[site.facts.location.jurisdiction];
    const pods = kubernetesObjects(resources).flatMap((object) => podSpecsIn(object).map((pod) => ({ object, ...pod })));
    if (pods.length === 0) return { notApplicable: "the stack has no pod and no template of one" };
    return pods.flatMap(({ object, path, spec }): Finding[] => {
      const regions = boundTo(spec);
      // What a patch leaves out stays as its object's own declaration has it.
      if (object.isPatch && regions.length === 0 && at(spec, "affinity") === undefined) return [];
      if (regions.length > 0 && regions.every((one) => one === region)) return [];
      return [
        {
          urn: object.urn,
          got: `${printObject(object)} ${path}: ${regions.length === 0 ? "no region required" : `regions ${regions.join(", ")}`}`,
          want: `${topologyKeys.region} ${region}, required`,
          fix: `set nodeSelector ${topologyKeys.region}: ${region}`,
        },
      ];
    });
  },
});
