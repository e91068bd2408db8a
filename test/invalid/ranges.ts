import { add, publicEgress, set, type InvalidCases } from "../support/invalid.ts";

/** Ranges of addresses: pods, Services, egress. */
export default {
  "egress-to-more-than-any-network": {
    change: (stack) => set(stack, "site.egress.registry.destination", { kind: "cidr", cidr: "10.0.0.0/7" }),
    faults: [
      "site.egress.registry.destination.cidr: got 10.0.0.0/7, want a prefix of /8 or longer: no one has a network so wide; fix: name the addresses that answer",
    ],
  },
  "egress-to-a-public-range-by-its-halves": {
    change: (stack) => {
      add(stack, "site.egress.mirror", publicEgress("8.8.0.0/16"));
      add(stack, "site.egress.other", publicEgress("8.9.0.0/16"));
    },
    faults: [
      "site.egress.other.destination.cidr: got 8.8.0.0/16 and 8.9.0.0/16, which are 8.8.0.0 to 8.9.255.255 together, want no more public addresses in a row than a /16 has: a wider range lies in no one jurisdiction; fix: name the addresses that answer",
    ],
  },
  "egress-to-a-public-range-by-its-halves-in-ipv6": {
    change: (stack) => {
      add(stack, "site.egress.mirror", publicEgress("2600::/32"));
      add(stack, "site.egress.other", publicEgress("2600:1::/32"));
    },
    faults: [
      "site.egress.other.destination.cidr: got 2600::/32 and 2600:1::/32, which are 2600:: to 2600:1:ffff:ffff:ffff:ffff:ffff:ffff together, want no more public addresses in a row than a /32 has: a wider range lies in no one jurisdiction; fix: name the addresses that answer",
    ],
  },
  "egress-to-a-public-range-of-nobody": {
    change: (stack) => set(stack, "site.egress.registry.destination", { kind: "cidr", cidr: "8.8.0.0/16" }),
    faults: [
      "site.egress.registry.destination.cidr: got 8.8.0.0/16, a public range that nobody is named for, want its operator, and the source of its jurisdiction; fix: add publicRange: { operator, jurisdictionSource }, or write a private range",
    ],
  },
  "egress-to-a-public-range-of-several-countries": {
    change: (stack) => add(stack, "site.egress.mirror", publicEgress("8.8.0.0/15")),
    faults: [
      "site.egress.mirror.destination.cidr: got 8.8.0.0/15, a public IPv4 range, want a prefix of /16 or longer: a wider one lies in no one jurisdiction; fix: name the addresses that answer",
    ],
  },
  "egress-to-a-public-range-of-several-countries-in-ipv6": {
    change: (stack) => add(stack, "site.egress.mirror", publicEgress("2600::/31")),
    faults: [
      "site.egress.mirror.destination.cidr: got 2600::/31, a public IPv6 range, want a prefix of /32 or longer: a wider one lies in no one jurisdiction; fix: name the addresses that answer",
    ],
  },
  "egress-to-every-address": {
    change: (stack) => set(stack, "site.egress.registry.destination", { kind: "cidr", cidr: "0.0.0.0/0" }),
    faults: [
      "site.egress.registry.destination.cidr: got 0.0.0.0/0, want a prefix of /8 or longer: no one has a network so wide; fix: name the addresses that answer",
    ],
  },
  "egress-to-half-of-all-addresses-in-ipv6": {
    change: (stack) => set(stack, "site.egress.registry.destination", { kind: "cidr", cidr: "8000::/1" }),
    faults: [
      "site.egress.registry.destination.cidr: got 8000::/1, want a prefix of /8 or longer: no one has a network so wide; fix: name the addresses that answer",
    ],
  },
  "egress-to-loopback": {
    change: (stack) => set(stack, "site.egress.registry.destination", { kind: "cidr", cidr: "127.0.0.0/8" }),
    faults: [
      "site.egress.registry.destination.cidr: got 127.0.0.0/8, a loopback address (RFC 1122, RFC 4291), want addresses of hosts; fix: name the addresses that answer",
    ],
  },
  "egress-to-more-than-private-addresses": {
    change: (stack) => set(stack, "site.egress.registry.destination", { kind: "cidr", cidr: "172.16.0.0/11" }),
    faults: [
      "site.egress.registry.destination.cidr: got 172.16.0.0/11, a public IPv4 range, want a prefix of /16 or longer: a wider one lies in no one jurisdiction; fix: name the addresses that answer",
    ],
  },
  "pod-range-of-less-than-a-node": {
    change: (stack) => set(stack, "clusters.training.network.podCidr", "10.64.0.0/26"),
    faults: [
      "clusters.training.network.podCidr: got 10.64.0.0/26, which holds a /24 for 0 nodes, want room for 35 nodes; fix: write a prefix of /18 or shorter",
    ],
  },
  "pod-range-of-one-node": {
    change: (stack) => set(stack, "clusters.training.network.podCidr", "10.64.0.0/24"),
    faults: [
      "clusters.training.network.podCidr: got 10.64.0.0/24, which holds a /24 for 1 node, want room for 35 nodes; fix: write a prefix of /18 or shorter",
    ],
  },
  "pod-range-too-small": {
    change: (stack) => set(stack, "clusters.training.network.podCidr", "10.64.0.0/20"),
    faults: [
      "clusters.training.network.podCidr: got 10.64.0.0/20, which holds a /24 for 16 nodes, want room for 35 nodes; fix: write a prefix of /18 or shorter",
    ],
  },
  "pod-range-too-wide-for-kubeadm": {
    change: (stack) => set(stack, "clusters.training.network.podCidr", "172.0.0.0/7"),
    faults: [
      "clusters.training.network.podCidr: got 172.0.0.0/7, want a prefix of /8 or longer: kubeadm wants a node's /24 to be at most 16 bits longer; fix: write a prefix of /18, which has room for the 35 nodes",
    ],
  },
  "pod-range-without-a-prefix": {
    change: (stack) => set(stack, "clusters.training.network.podCidr", "10.64.0.0"),
    faults: [
      'clusters.training.network.podCidr: got "10.64.0.0", want an IPv4 range such as 10.0.0.0/16; fix: write the IPv4 range of pods, in CIDR notation: private, /8 or longer, with a /24 for each node',
    ],
  },
  "pods-of-two-clusters-over-the-proxy": {
    change: (stack) => set(stack, "site.egressProxy.address", "10.64.0.20"),
    faults: [
      "clusters.training.network.podCidr: got 10.64.0.0/12 for pods, as in racks, which has addresses of site.egressProxy.address (10.64.0.20), want a range apart from it: inside a cluster, pods would answer in its place; fix: choose another range, or another address",
    ],
  },
  "pods-over-everything": {
    change: (stack) => set(stack, "clusters.training.network.podCidr", "10.0.0.0/10"),
    faults: [
      "clusters.training.network.podCidr: got 10.0.0.0/10 for pods, which has addresses of clusters.training.controlPlane.endpoint.host (10.0.0.10), clusters.racks.controlPlane.endpoint.host (10.0.0.11), site.egressProxy.address (10.0.0.20), want a range apart from them: inside a cluster, pods would answer in their place; fix: choose another range, or other addresses",
    ],
  },
  "pods-with-public-addresses": {
    change: (stack) => set(stack, "clusters.training.network.podCidr", "8.0.0.0/12"),
    faults: [
      "clusters.training.network.podCidr: got 8.0.0.0/12, a public range, for pods, want a private range (RFC 1918, RFC 6598): whoever has those addresses could not be reached; fix: choose a part of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10",
    ],
  },
  "ranges-that-overlap": {
    change: (stack) => set(stack, "clusters.training.network.serviceCidr", "10.66.0.0/16"),
    faults: [
      "clusters.training.network.serviceCidr: got 10.66.0.0/16, which overlaps the pods' 10.64.0.0/12, want a range apart from the pods'; fix: choose another range",
    ],
  },
  "ranges-that-overlap-below-an-address": {
    change: (stack) => set(stack, "clusters.training.network", { podCidr: "10.70.0.0/12", serviceCidr: "10.65.0.0/16" }),
    faults: [
      "clusters.training.network.serviceCidr: got 10.65.0.0/16, which overlaps the pods' 10.70.0.0/12, want a range apart from the pods'; fix: choose another range",
    ],
  },
  "service-range-at-the-first-pod": {
    change: (stack) => set(stack, "clusters.training.network.serviceCidr", "10.64.0.0/28"),
    faults: [
      "clusters.training.network.serviceCidr: got 10.64.0.0/28, which overlaps the pods' 10.64.0.0/12, want a range apart from the pods'; fix: choose another range",
    ],
  },
  "service-range-at-the-last-pod": {
    change: (stack) => set(stack, "clusters.training.network.serviceCidr", "10.79.255.240/28"),
    faults: [
      "clusters.training.network.serviceCidr: got 10.79.255.240/28, which overlaps the pods' 10.64.0.0/12, want a range apart from the pods'; fix: choose another range",
    ],
  },
  "service-range-too-narrow-for-kubeadm": {
    change: (stack) => set(stack, "clusters.training.network.serviceCidr", "10.96.0.0/29"),
    faults: [
      "clusters.training.network.serviceCidr: got 10.96.0.0/29, want a prefix of /12 to /28: the API server takes no wider range, and kubeadm none of fewer than 10 addresses; fix: write a prefix between these, for example /16",
    ],
  },
  "service-range-too-wide-for-the-api-server": {
    change: (stack) => set(stack, "clusters.training.network.serviceCidr", "172.16.0.0/11"),
    faults: [
      "clusters.training.network.serviceCidr: got 172.16.0.0/11, want a prefix of /12 to /28: the API server takes no wider range, and kubeadm none of fewer than 10 addresses; fix: write a prefix between these, for example /16",
    ],
  },
  "services-on-loopback": {
    change: (stack) => set(stack, "clusters.training.network.serviceCidr", "127.0.0.0/16"),
    faults: [
      "clusters.training.network.serviceCidr: got 127.0.0.0/16, a loopback address (RFC 1122, RFC 4291), for Services, want a private range (RFC 1918, RFC 6598): whoever has those addresses could not be reached; fix: choose a part of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10",
    ],
  },
} satisfies InvalidCases;
