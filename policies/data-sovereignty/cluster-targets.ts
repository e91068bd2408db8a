import { printNames } from "../../components/lib/parse/fault.ts";
import { gpuClusterContract } from "../../components/schema/contracts/cluster.ts";
import { multiKueueContract } from "../../components/schema/contracts/layers.ts";
import { managementCluster } from "../../components/targets/spec.ts";
import { noParameters } from "../lib/parameters.ts";
import { stackRule, type Finding, type Resource } from "../lib/rule.ts";
import { dataProtection } from "./framework.ts";
import { at, kubernetesObjects, nodesOf, textAt, type KubernetesObject } from "./objects.ts";
import { printObject } from "./undeclared.ts";

const providerType = "pulumi:providers:kubernetes";

/** The Secret in which Cluster API stores a cluster's kubeconfig. */
const kubeconfigOf = (clusterName: string) => `${clusterName}-kubeconfig`;

function remoteClusters(object: KubernetesObject, clusters: readonly string[]): Finding[] {
  const finding = (got: string): Finding => ({
    urn: object.urn,
    got: `${printObject(object)} hands work to ${got}`,
    want: `a cluster of the stack, by its own Secret: ${printNames(clusters.map(kubeconfigOf))}`,
    fix: "name a cluster that this stack declares: queues may span the clusters of one jurisdiction, and a stack is one site",
  });
  if (object.kind === "MultiKueueCluster") {
    const spec = at(object.props, "spec");
    const location = textAt(spec, "clusterSource", "kubeConfig", "location") ?? textAt(spec, "kubeConfig", "location");
    const profile = textAt(spec, "clusterSource", "clusterProfileRef", "name");
    if (location === undefined && profile === undefined) return [finding("a cluster that it does not name")];
    // The target of a kubeconfig in a file beside Kueue cannot be judged: no object of the stack holds it.
    if (textAt(spec, "clusterSource", "kubeConfig", "locationType") === "Path")
      return [finding(`the cluster behind the file ${location ?? ""}`)];
    const isKnown =
      location === undefined ? clusters.includes(profile ?? "") : clusters.some((cluster) => kubeconfigOf(cluster) === location);
    return isKnown ? [] : [finding(location === undefined ? `the cluster profile ${profile}` : `the cluster behind ${location}`)];
  }
  // Flux and others deploy to the cluster of a kubeconfig that a Secret holds.
  return nodesOf(object)
    .filter(({ path }) => /(^|\.)kubeConfig\.secretRef\.name$/.test(path))
    .filter(({ value }) => !clusters.some((cluster) => kubeconfigOf(cluster) === value))
    .map(({ value }) => finding(`the cluster behind ${String(value)}`));
}

/** Cluster API writes these Secrets, and our queues their own; another's would lead wherever its author likes. */
const strayKubeconfigs = (object: KubernetesObject, clusters: readonly string[]): Finding[] =>
  object.kind !== "Secret" ||
  !clusters.some((cluster) => kubeconfigOf(cluster) === textAt(object.props, "metadata", "name")) ||
  object.urn.includes(`${multiKueueContract.type}$`)
    ? []
    : [
        {
          urn: object.urn,
          got: `${printObject(object)}, which stands for a kubeconfig of Cluster API`,
          want: "the Secret that Cluster API, or the queues across clusters, write",
          fix: "take the Secret away, or give it another name",
        },
      ];

function foreignProviders(resources: readonly Resource[], clusters: readonly string[]): Finding[] {
  const known = [managementCluster, ...clusters];
  const providers = resources.filter(({ type }) => type === providerType);
  const isOwn = ({ name, urn }: Resource) =>
    known.includes(name) && urn.split("::")[2] === providerType && providers.find((one) => one.name === name)?.urn === urn;
  return providers
    .filter((provider, index) => !isOwn(provider) || providers.findIndex(({ urn }) => urn === provider.urn) !== index)
    .map(({ urn, name }) => ({
      urn,
      got: known.includes(name) ? `a second provider by the name of cluster ${name}` : `objects for the cluster of provider ${name}`,
      want: `the provider of a cluster that the stack declares: ${known.join(", ")}`,
      fix: "give the object the provider of its cluster; without one it lands wherever the machine's kubeconfig leads",
    }));
}

export const clusterTargetDeclared = stackRule({
  name: "cluster-target-declared",
  description: "Objects and queued work go only to clusters that the stack declares",
  why: "A remote queue or a provider of its own carries a tenant's job, and its data, to a cluster whose place no rule has judged.",
  level: "mandatory",
  severity: "critical",
  framework: {
    ...dataProtection,
    reference: "article 44",
    specification: "Data goes to another country only on the conditions of chapter V; that a job moves there is such a transfer.",
  },
  remediation: "Name clusters of the same stack, by the Secret that Cluster API writes for each.",
  tags: ["sovereignty", "kubernetes", "queues"],
  parameters: noParameters,
  reads: [`${gpuClusterContract.type} site`],
  judge: ({ resources }) => {
    const clusters = resources.filter(({ type }) => type === gpuClusterContract.type).map(({ name }) => name);
    const objects = kubernetesObjects(resources);
    if (objects.length === 0 && !resources.some(({ type }) => type === providerType))
      return { notApplicable: "the stack has no Kubernetes object" };
    return [
      ...foreignProviders(resources, clusters),
      ...objects.flatMap((object) => [...remoteClusters(object, clusters), ...strayKubeconfigs(object, clusters)]),
    ];
  },
});
