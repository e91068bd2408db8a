import { charts } from "../../components/catalog/charts.ts";
import { printNames } from "../../components/lib/parse/fault.ts";
import { noParameters } from "../lib/parameters.ts";
import { stackRule, type Finding, type Resource } from "../lib/rule.ts";
import { nothingLeaves } from "./framework.ts";
import { strayKustomizations } from "./kustomizations.ts";
import { at, kubernetesObjects, textAt, type KubernetesObject } from "./objects.ts";
import { printObject } from "./undeclared.ts";
import { components, otherTypes } from "./world/resources.ts";

const kindsFile = "policies/data-sovereignty/world";

/** The types of the components above a resource, the nearest last: the engine writes them into the URN. */
export const above = ({ urn }: Resource): string[] => (urn.split("::")[2] ?? "").split("$").slice(0, -1);

function unknownType({ urn, type }: Resource): Finding[] {
  if (type.startsWith("kubernetes:") || type in components || otherTypes.includes(type)) return [];
  return [
    {
      urn,
      got: `a resource of type ${type}, of which no rule knows where it leads`,
      want: "a component of the project, an object of Kubernetes, or a random value",
      fix: `declare it as an object of a cluster; or add the type to ${kindsFile}/resources.ts with a test, if it can hold no host, place or pod`,
    },
  ];
}

/** A component's facts count where the data puts them. */
function strayFacts(resource: Resource): Finding[] {
  const { urn, type } = resource;
  const allowed = components[type];
  if (allowed === undefined) return [];
  const parent = above(resource).at(-1);
  if (parent === undefined ? allowed.length === 0 : allowed.includes(parent)) return [];
  return [
    {
      urn,
      got: `${type} ${parent === undefined ? "that stands alone" : `below ${parent}`}, beside the data`,
      want: allowed.length === 0 ? "one that stands alone" : `one below ${allowed.join(" or ")}`,
      fix: "declare it in the stack's data file",
    },
  ];
}

function unknownKind(object: KubernetesObject): Finding[] {
  if (object.holds !== undefined) return [];
  const kind = `${object.apiGroup}/${object.kind}`;
  return [
    {
      urn: object.urn,
      got: `${printObject(object)}, of a kind of which no rule knows what it holds: ${kind}`,
      want: "a kind whose hosts, images, pods, places and credentials are known",
      fix: `add the kind ${kind} to ${kindsFile}, one entry that names these fields, with a test that finds each; or take the object away`,
    },
  ];
}

const chartNames = Object.values(charts).map(({ name }) => name);

/** The chart that a release installs: only of the catalogue's is it known what images, pods and hosts its templates hold. */
function chartOf({ kind, props }: KubernetesObject): string | undefined {
  if (kind === "Release") return (textAt(props, "chart") ?? "").split("/").at(-1);
  if (kind === "OCIRepository") return (textAt(props, "spec", "url") ?? "").split("/").at(-1);
  return kind === "HelmRelease" ? textAt(props, "spec", "chart", "spec", "chart") : undefined;
}

function unknownChart(object: KubernetesObject): Finding[] {
  const chart = chartOf(object);
  // A folder of the machine is the target's own copy of the chart of its name.
  if (chart === undefined || chartNames.some((name) => chart === name || chart.startsWith(`${name}-`))) return [];
  return [
    {
      urn: object.urn,
      got: `${printObject(object)} of chart ${chart}, whose own images and pods nobody has read`,
      want: `a chart of the catalogue: ${printNames(chartNames)}`,
      fix: "add the chart to components/catalog/charts.ts with the images that it brings, give a folder the name of its chart, or declare the chart's objects",
    },
  ];
}

/** A release of Flux takes its chart from a source of the same stack. */
function strayChart(object: KubernetesObject, objects: readonly KubernetesObject[]): Finding[] {
  if (object.kind !== "HelmRelease") return [];
  const reference = at(object.props, "spec", "chartRef") ?? at(object.props, "spec", "chart", "spec", "sourceRef");
  if (reference === undefined) return [];
  const [kind, name] = [textAt(reference, "kind") ?? "", textAt(reference, "name") ?? ""];
  if (objects.some((one) => one.kind === kind && textAt(one.props, "metadata", "name") === name)) return [];
  return [
    {
      urn: object.urn,
      got: `${printObject(object)} of ${kind} ${name}, which the stack does not declare`,
      want: "a source of the stack, whose registry is judged",
      fix: "declare the source in the same stack",
    },
  ];
}

export const kindKnown = stackRule({
  name: "kind-known",
  description:
    "Every resource is of a type, and every Kubernetes object of a kind, of which the rules know what it can hold; facts stand below their site",
  why: "A rule can only judge the fields that it knows. A bucket of another provider, a program run by the engine or an operator's own kind carries data away by fields that nobody has read.",
  level: "mandatory",
  severity: "critical",
  framework: nothingLeaves,
  remediation: "Use a kind that is listed, or add one entry for it: its hosts, images, pods, places and credentials, with a test.",
  tags: ["sovereignty", "closed-world"],
  unexemptible: "judging",
  parameters: noParameters,
  reads: ["kubernetes:helm.sh/v3:Release chart", "kubernetes:source.toolkit.fluxcd.io/v1:OCIRepository spec.url"],
  judge: ({ resources }) => {
    if (resources.length === 0) return { notApplicable: "the stack has no resource" };
    const objects = kubernetesObjects(resources);
    return [
      ...resources.flatMap((resource) => [...unknownType(resource), ...strayFacts(resource)]),
      ...objects.flatMap((object) => [...unknownKind(object), ...unknownChart(object), ...strayChart(object, objects)]),
      ...strayKustomizations(objects, resources),
    ];
  },
});
