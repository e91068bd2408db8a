import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import { wrongName } from "../lib/parse/reference.ts";
import type { StackSpec } from "../schema/stack.ts";
import type { EndpointSpec, InferenceSpec } from "../schema/inference.ts";

const rule = rulesOver<StackSpec>();

type Endpoints = InferenceSpec["endpoints"];

const faultsOf = (endpoints: Endpoints, judge: (endpoint: EndpointSpec, path: string) => Fault[]): Fault[] =>
  Object.entries(endpoints).flatMap(([name, endpoint]) => judge(endpoint, `inference.endpoints.${name}`));

const clustersExist = rule(["inference.gateway", "inference.endpoints.*", "keys of clusters"], (gateway, endpoints, known) => {
  const missing = (path: string, clusterName: string): Fault[] =>
    known.includes(clusterName)
      ? []
      : [
          wrongName({
            path,
            name: clusterName,
            of: "a cluster of the stack",
            known,
            fix: `correct the name, or declare clusters.${clusterName}`,
            missing: `clusters.${clusterName}`,
          }),
        ];
  const own = gateway.cluster;
  return [
    ...missing("inference.gateway.cluster", own),
    ...faultsOf(endpoints, ({ cluster }, path): Fault[] => {
      const faults = missing(`${path}.cluster`, cluster);
      if (faults.length > 0 || cluster === own || !known.includes(own)) return faults;
      return [
        {
          path: `${path}.cluster`,
          got: `${cluster}, while the gateway stands in ${own}`,
          want: `${own}: a picker hands out addresses of pods, which lead nowhere from another cluster`,
          fix: `write cluster: "${own}", or move the gateway`,
        },
      ];
    }),
  ];
});

const sharesExist = rule(["inference.endpoints.*", "clusters.*"], (endpoints, clusters) =>
  faultsOf(endpoints, ({ cluster, share }, path): Fault[] => {
    const tenants = clusters[cluster]?.kubernetes.tenants;
    if (tenants === undefined || share in tenants) return [];
    return [
      wrongName({
        path: `${path}.share`,
        name: share,
        got: `${share}, which has no part of cluster ${cluster}`,
        of: `a key of clusters.${cluster}.kubernetes.tenants`,
        known: Object.keys(tenants),
        fix: "name the tenant whose GPUs it runs on, or give that one a share of the cluster",
        missing: `clusters.${cluster}.kubernetes.tenants.${share}`,
      }),
    ];
  }),
);

const weightsLieHere = rule(["inference.endpoints.*", "site.storage", "site.location"], (endpoints, { classes }, { jurisdiction }) =>
  faultsOf(endpoints, ({ storageClass }, path): Fault[] => {
    const declared = classes[storageClass];
    if (declared === undefined) {
      return [
        wrongName({
          path: `${path}.storageClass`,
          name: storageClass,
          of: "a key of site.storage.classes",
          known: Object.keys(classes),
          fix: "correct the name, or declare the class",
          missing: `site.storage.classes.${storageClass}`,
        }),
      ];
    }
    if (declared.jurisdiction === jurisdiction) return [];
    return [
      {
        path: `${path}.storageClass`,
        got: `${storageClass}, whose volumes lie in ${declared.jurisdiction}`,
        want: `a class in ${jurisdiction}, where the endpoint is`,
        fix: "name a class of the site's own jurisdiction",
      },
    ];
  }),
);

const weightsHaveASource = rule(["inference.weightsFrom", "site.egress"], (weightsFrom, egress): Fault[] => {
  const hosts = Object.keys(egress).filter((name) => egress[name]?.destination.kind === "host");
  if (hosts.includes(weightsFrom)) return [];
  return [
    wrongName({
      path: "inference.weightsFrom",
      name: weightsFrom,
      got: weightsFrom in egress ? `${weightsFrom}, a range of addresses` : weightsFrom,
      of: "an entry of site.egress that is a host",
      known: hosts,
      fix: "declare in site.egress the host that keeps the weights, with its jurisdiction, and name it here",
    }),
  ];
});

/** Rules over the cluster of endpoints, the share that they use, and the place and source of their weights. */
export const placeRules = [clustersExist, sharesExist, weightsLieHere, weightsHaveASource];
