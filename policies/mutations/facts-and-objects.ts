import { deliveryContract, gpuClusterContract } from "../../components/schema/contracts/cluster.ts";
import { egressContract } from "../../components/schema/contracts/site.ts";
import type { Mutation } from "./mutation.ts";

const rule = "objects-match-facts";
const elsewhere = (old: unknown) => (old === "NO" ? "GB" : "NO");

/** Mutations by which objects, or facts among themselves, no longer agree: one at least for each comparison; and places that contradict their hosts. */
export const mutations: readonly Mutation[] = [
  {
    rule,
    what: "ten times the machines",
    type: "kubernetes:cluster.x-k8s.io/v1beta2:Cluster",
    set: {
      "spec.topology.workers.machineDeployments": (old: readonly { readonly replicas: number }[]) =>
        old.map((one) => ({ ...one, replicas: one.replicas * 10 })),
    },
  },
  {
    rule,
    what: "more hosts in Slurm than there are",
    type: "kubernetes:slinky.slurm.net/v1beta1:NodeSet",
    set: { "spec.replicas": 100_000 },
  },
  {
    rule,
    what: "the site's ConfigMap says another jurisdiction",
    type: "kubernetes:core/v1:ConfigMap",
    when: ({ metadata }) => metadata?.name === "site-facts",
    set: { "data.jurisdiction": elsewhere },
  },
  { rule, what: "a delivery is taken away", type: deliveryContract.type, removes: true },
  { rule, what: "a delivery of one GPU", type: deliveryContract.type, set: { gpus: 1 } },
  { rule, what: "a cluster of another site", type: gpuClusterContract.type, set: { site: "elsewhere" } },
  {
    rule,
    what: "a route lets a stranger in",
    type: "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute",
    when: ({ spec }) => JSON.stringify(spec).includes("x-nscale-client"),
    set: {
      "spec.rules": (old: unknown) => JSON.parse(JSON.stringify(old).replaceAll(/\((?:[a-z0-9-]+\|?)+\)\\/g, "(stranger)\\")) as unknown,
    },
  },
  {
    rule,
    what: "a stranger's key opens the gateway",
    type: "kubernetes:gateway.envoyproxy.io/v1alpha1:SecurityPolicy",
    set: { "spec.apiKeyAuth.credentialRefs": (old: readonly object[]) => [...old, { kind: "Secret", name: "key-stranger-1" }] },
  },
  {
    rule: "place-as-published",
    what: "a host of a cloud in another country",
    type: egressContract.type,
    set: { destination: { kind: "host", host: "s3.ap-southeast-2.amazonaws.com" } },
  },
  {
    rule: "destination-declared",
    what: "a job sends data to a registry",
    type: egressContract.type,
    when: ({ purpose, destination }) => purpose === "registry" && destination?.host !== undefined,
    adds: ({ props }) => {
      const { host } = props["destination"] as { readonly host: string };
      return {
        type: "kubernetes:core/v1:Pod",
        props: {
          metadata: { name: "stray", namespace: "stray" },
          spec: { containers: [{ name: "main", command: ["curl", "-T", "/data", `https://${host}/`] }] },
        },
      };
    },
  },
];
