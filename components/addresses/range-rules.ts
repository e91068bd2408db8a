import { gpusInAll } from "../capacity/growth.ts";
import { machinesFor } from "../capacity/power.ts";
import { classOf, isPartOf, overlap, rangeOf, shortestPrefix } from "../lib/address-range.ts";
import { printNumber } from "../lib/number.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import { rangeFaults } from "../residency/ranges.ts";
import type { StackSpec } from "../schema/stack.ts";
import { addressesOf, type SiteAddress } from "./table.ts";

const rule = rulesOver<StackSpec>();

/** The controller manager gives each node a /24 of the pod range. */
const nodePrefix = 24;

/** kubeadm's PodSubnetNodeMaskMaxDiff: a pod range is at most 16 bits shorter than a node's part of it. */
const shortestPodPrefix = nodePrefix - 16;

/** kube-apiserver: "for 32-bit addresses, the mask must be >= 12". */
const shortestServicePrefix = 12;

/** kubeadm's MinimumAddressesInServiceSubnet is 10, which a /28 is the narrowest range to have. */
const longestServicePrefix = 28;

const privateRanges = "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10";

/** The fault of a range that hosts elsewhere have, or that no host has. */
function classFault(path: string, cidr: string, purpose: string): Fault[] {
  const range = rangeOf(cidr);
  const found = range === undefined ? undefined : classOf(range);
  if (found === undefined || found.kind === "private") return [];
  return [
    {
      path,
      got: `${cidr}, ${found.kind === "public" ? "a public range" : found.purpose}, for ${purpose}`,
      want: "a private range (RFC 1918, RFC 6598): whoever has those addresses could not be reached",
      fix: `choose a part of ${privateRanges}`,
    },
  ];
}

/** What to do about more nodes than any range of pods has room for. */
const tooMany = "spread the GPUs over more clusters: no range of pods has room for as many nodes";

function podFaults(path: string, cidr: string, nodes: number): Fault[] {
  const prefix = rangeOf(cidr)?.prefix ?? 0;
  const room = 2 ** (nodePrefix - prefix);
  const wanted = nodePrefix - Math.ceil(Math.log2(nodes));
  if (prefix < shortestPodPrefix) {
    return [
      {
        path,
        got: cidr,
        want: `a prefix of /${shortestPodPrefix} or longer: kubeadm wants a node's /${nodePrefix} to be at most 16 bits longer`,
        fix: wanted < shortestPodPrefix ? tooMany : `write a prefix of /${wanted}, which has room for the ${printNumber(nodes)} nodes`,
      },
    ];
  }
  if (room >= nodes) return classFault(path, cidr, "pods");
  return [
    {
      path,
      got: `${cidr}, which holds a /${nodePrefix} for ${printNumber(Math.floor(room))} ${room === 1 ? "node" : "nodes"}`,
      want: `room for ${printNumber(nodes)} nodes`,
      fix: wanted < shortestPodPrefix ? tooMany : `write a prefix of /${wanted} or shorter`,
    },
  ];
}

function serviceFaults(path: string, cidr: string): Fault[] {
  const prefix = rangeOf(cidr)?.prefix ?? 0;
  if (prefix >= shortestServicePrefix && prefix <= longestServicePrefix) return classFault(path, cidr, "Services");
  return [
    {
      path,
      got: cidr,
      want: `a prefix of /${shortestServicePrefix} to /${longestServicePrefix}: the API server takes no wider range, and kubeadm none of fewer than 10 addresses`,
      fix: "write a prefix between these, for example /16",
    },
  ];
}

/** Of a range around an address that no host has, the address says enough. */
function hostFaults(path: string, cidr: string, purpose: string, endpoint: string): Fault[] {
  const [range, address] = [rangeOf(cidr), rangeOf(endpoint)];
  const isAround = range !== undefined && address !== undefined && isPartOf(address, range);
  return isAround && classOf(address).kind !== "private" ? [] : classFault(path, cidr, purpose);
}

const overlaysFit = rule(["clusters.*"], (clusters) =>
  Object.entries(clusters).flatMap(([name, cluster]) => {
    const { accelerator, controlPlane, network } = cluster;
    const nodes = machinesFor(accelerator, gpusInAll(cluster)).hosts + controlPlane.replicas;
    const path = `clusters.${name}.network`;
    return [
      ...podFaults(`${path}.podCidr`, network.podCidr, nodes),
      ...serviceFaults(`${path}.serviceCidr`, network.serviceCidr),
      ...hostFaults(`${path}.hostCidr`, network.hostCidr, "hosts", controlPlane.endpoint.host),
      ...hostFaults(
        `clusters.${name}.controlPlane.hostCidr`,
        controlPlane.hostCidr,
        "hosts of the control plane",
        controlPlane.endpoint.host,
      ),
    ];
  }),
);

/** A range that is right in itself: of one that is not, no more is told. */
function judged({ at }: SiteAddress): boolean {
  const range = rangeOf(at);
  return range !== undefined && range.prefix >= shortestPrefix && classOf(range).kind === "private";
}

const overlapsOf = (one: SiteAddress, others: readonly SiteAddress[]): SiteAddress[] => {
  const range = rangeOf(one.at);
  return others.filter(({ at }) => {
    const other = rangeOf(at);
    return range !== undefined && other !== undefined && overlap(range, other);
  });
};

const servicesAreApart = rule(["clusters.*"], (clusters) =>
  Object.entries(clusters).flatMap(([name, { network }]): Fault[] => {
    const [pods, services] = [rangeOf(network.podCidr), rangeOf(network.serviceCidr)];
    if (pods === undefined || services === undefined || !overlap(pods, services)) return [];
    return [
      {
        path: `clusters.${name}.network.serviceCidr`,
        got: `${network.serviceCidr}, which overlaps the pods' ${network.podCidr}`,
        want: "a range apart from the pods'",
        fix: "choose another range",
      },
    ];
  }),
);

/** Ranges inside clusters hide what has the same addresses outside. Clusters may share a range: none reaches another's pods. */
const overlaysHideNothing = rule(["clusters.*", "site.egress.*", "site.egressProxy"], (clusters, egress, egressProxy) => {
  const all = addressesOf({ clusters, egress, egressProxy });
  const outer = all.filter((address) => ["site", "hosts", "outside"].includes(address.network) && judged(address));
  const byRange = Map.groupBy(
    all.filter((address) => address.network === "overlay" && judged(address)),
    ({ at, purpose }) => `${purpose} ${at}`,
  );
  return [...byRange.values()].flatMap(([range, ...alike]): Fault[] => {
    const found = range === undefined ? [] : overlapsOf(range, outer);
    // A range of hosts around an address that is told already says no more.
    const hidden = found.filter(
      ({ network, cluster }) => network !== "hosts" || !found.some((other) => other.network === "site" && other.cluster === cluster),
    );
    if (range === undefined || hidden.length === 0) return [];
    const others = alike.length === 0 ? "" : `, as in ${alike.map(({ cluster }) => cluster).join(", ")}`;
    return [
      {
        path: range.path,
        got: `${range.at} for ${range.purpose}${others}, which has addresses of ${hidden.map(({ path, at }) => `${path} (${at})`).join(", ")}`,
        want: `a range apart from ${hidden.length === 1 ? "it" : "them"}: inside a cluster, ${range.purpose} would answer in ${hidden.length === 1 ? "its" : "their"} place`,
        fix: `choose another range, or ${hidden.length === 1 ? "another address" : "other addresses"}`,
      },
    ];
  });
});

/** Whoever has an address of the control plane may call webhooks as the API server does. */
const controlPlaneIsAlone = rule(["clusters.*", "site.egress.*", "site.egressProxy"], (clusters, egress, egressProxy) => {
  const all = addressesOf({ clusters, egress, egressProxy });
  const others = all.filter((address) => /^(the egress proxy|egress for )/.test(address.purpose) && judged(address));
  return all
    .filter((address) => address.purpose === "hosts of the control plane" && judged(address))
    .flatMap((hosts): Fault[] => {
      const found = overlapsOf(hosts, others);
      if (found.length === 0) return [];
      return [
        {
          path: hosts.path,
          got: `${hosts.at}, which has addresses of ${found.map(({ path, at }) => `${path} (${at})`).join(", ")}`,
          want: "a range of the control plane's hosts alone: network policies take whoever is in it for the API server",
          fix: "write a narrower range",
        },
      ];
    });
});

/** The same judgement as that of policies, which see ranges of components. */
const egressLiesSomewhere = rule(["site.egress.*"], (egress) =>
  rangeFaults(
    Object.entries(egress).flatMap(([name, { destination, jurisdiction }]) =>
      destination.kind === "host"
        ? []
        : [
            {
              name: `site.egress.${name}.destination.cidr`,
              cidr: destination.cidr,
              jurisdiction,
              isAttributed: destination.publicRange !== undefined,
            },
          ],
    ),
  ).map(({ name, ...fault }) => ({ path: name, ...fault })),
);

/** Rules over ranges of addresses: their size, their class, and what they share. */
export const rangeRules = [overlaysFit, servicesAreApart, overlaysHideNothing, controlPlaneIsAlone, egressLiesSomewhere];
