import { add, set, type InvalidCases } from "../support/invalid.ts";
import { serve } from "../support/inference.ts";
import { exampleSlurm, useDirectory } from "../support/slurm.ts";

/** Addresses and names of hosts: control planes, the proxy, the directory, the database, backups, the API. */
export default {
  "api-at-a-name-of-one-link": {
    change: (stack) => {
      serve(stack);
      set(stack, "inference.gateway.hostname", "api.local");
    },
    faults: [
      "inference.gateway.hostname: got api.local, want a name that a resolver of the site knows: this one is kept for another use (RFC 6761, RFC 6762, RFC 7686); fix: write the host name of the API",
    ],
  },
  "backups-at-a-name-that-never-resolves": {
    change: (stack) =>
      add(stack, "site.storage.backups", {
        site: { host: "objects.invalid", bucket: "backups", retentionDays: 35, jurisdiction: "NO", encryptionKey: "site" },
      }),
    faults: [
      "site.storage.backups.site.host: got objects.invalid, want a name that a resolver of the site knows: this one is kept for another use (RFC 6761, RFC 6762, RFC 7686); fix: write the host name of backups",
    ],
  },
  "cluster-behind-the-address-of-another": {
    change: (stack) => set(stack, "clusters.racks.controlPlane.endpoint.host", "10.0.0.10"),
    faults: [
      "clusters.racks.controlPlane.endpoint.host: got 10.0.0.10 port 6443, which is clusters.training.controlPlane.endpoint.host too, want an address of its own for the control plane; fix: correct one of the two",
    ],
  },
  "cluster-behind-the-name-of-another": {
    change: (stack) => {
      for (const cluster of ["training", "racks"]) {
        set(stack, `clusters.${cluster}.controlPlane.endpoint.host`, "api.example.com");
        add(stack, `clusters.${cluster}.controlPlane.hostCidr`, "10.0.0.0/28");
        add(stack, `clusters.${cluster}.network.hostCidr`, "10.0.0.0/16");
      }
    },
    faults: [
      "clusters.racks.controlPlane.endpoint.host: got api.example.com port 6443, which is clusters.training.controlPlane.endpoint.host too, want an address of its own for the control plane; fix: correct one of the two",
    ],
  },
  "control-plane-among-documentation": {
    change: (stack) => set(stack, "clusters.training.controlPlane.endpoint.host", "192.0.2.10"),
    faults: [
      "clusters.training.controlPlane.endpoint.host: got 192.0.2.10, a reserved or documentation address (RFC 6890), want an address that one host of a network has; fix: write the address of the control plane",
    ],
  },
  "control-plane-among-pods": {
    change: (stack) => set(stack, "clusters.training.controlPlane.endpoint.host", "10.64.0.10"),
    faults: [
      "clusters.training.network.podCidr: got 10.64.0.0/12 for pods, as in racks, which has addresses of clusters.training.controlPlane.endpoint.host (10.64.0.10), want a range apart from it: inside a cluster, pods would answer in its place; fix: choose another range, or another address",
    ],
  },
  "control-plane-at-a-link-local-address": {
    change: (stack) => set(stack, "clusters.training.controlPlane.endpoint.host", "169.254.0.10"),
    faults: [
      "clusters.training.controlPlane.endpoint.host: got 169.254.0.10, a link-local address (RFC 3927, RFC 4291), want an address that one host of a network has; fix: write the address of the control plane",
    ],
  },
  "control-plane-at-a-multicast-address": {
    change: (stack) => set(stack, "clusters.training.controlPlane.endpoint.host", "224.0.0.10"),
    faults: [
      "clusters.training.controlPlane.endpoint.host: got 224.0.0.10, a multicast address (RFC 5771, RFC 4291), want an address that one host of a network has; fix: write the address of the control plane",
    ],
  },
  "control-plane-at-an-unspecified-address": {
    change: (stack) => set(stack, "clusters.training.controlPlane.endpoint.host", "0.0.0.0"),
    faults: [
      "clusters.training.controlPlane.endpoint.host: got 0.0.0.0, an unspecified address (RFC 1122, RFC 4291), want an address that one host of a network has; fix: write the address of the control plane",
    ],
  },
  "control-plane-in-another-family": {
    change: (stack) => set(stack, "clusters.training.controlPlane.endpoint.host", "fd00::10"),
    faults: [
      'clusters.training.controlPlane.endpoint.host: got "fd00::10", want an IPv4 address or a host name: labels in lower case, the last one no number, and no dot at the end; fix: write an IPv4 address, as pods have, or a host name',
    ],
  },
  "control-plane-on-loopback": {
    change: (stack) => set(stack, "clusters.training.controlPlane.endpoint.host", "127.0.0.1"),
    faults: [
      "clusters.training.controlPlane.endpoint.host: got 127.0.0.1, a loopback address (RFC 1122, RFC 4291), want an address that one host of a network has; fix: write the address of the control plane",
    ],
  },
  "control-plane-with-a-number-above-255": {
    change: (stack) => set(stack, "clusters.training.controlPlane.endpoint.host", "10.10.0.300"),
    faults: [
      'clusters.training.controlPlane.endpoint.host: got "10.10.0.300", want an IPv4 address or a host name: labels in lower case, the last one no number, and no dot at the end; fix: write an IPv4 address, as pods have, or a host name',
    ],
  },
  "control-plane-with-the-name-of-the-machine-itself": {
    change: (stack) => {
      set(stack, "clusters.training.controlPlane.endpoint.host", "api.localhost");
      add(stack, "clusters.training.controlPlane.hostCidr", "10.0.0.0/28");
      add(stack, "clusters.training.network.hostCidr", "10.0.0.0/16");
    },
    faults: [
      "clusters.training.controlPlane.endpoint.host: got api.localhost, want a name that a resolver of the site knows: this one is kept for another use (RFC 6761, RFC 6762, RFC 7686); fix: write the host name of the control plane",
    ],
  },
  "control-plane-whose-hosts-are-not-known": {
    change: (stack) => set(stack, "clusters.training.controlPlane.endpoint.host", "api.example.com"),
    faults: [
      "clusters.training.controlPlane.hostCidr: got nothing, want an IPv4 range such as 10.0.0.0/16; fix: add it: the IPv4 range of the control plane's hosts, and of what a host name of the endpoint stands for: network policies let pods reach the API server there, and it reach webhooks from there",
      "clusters.training.network.hostCidr: got nothing, want an IPv4 range such as 10.0.0.0/16; fix: add it: the IPv4 range of all hosts of the cluster: Prometheus reads their metrics there, and no tenant's pod reaches it",
    ],
  },
  "control-plane-whose-range-holds-the-proxy": {
    change: (stack) => {
      set(stack, "site.egressProxy", { address: "10.0.0.20", port: 3128 });
      add(stack, "clusters.training.controlPlane.hostCidr", "10.0.0.0/24");
    },
    faults: [
      "clusters.training.controlPlane.hostCidr: got 10.0.0.0/24, which has addresses of site.egressProxy.address (10.0.0.20), want a range of the control plane's hosts alone: network policies take whoever is in it for the API server; fix: write a narrower range",
    ],
  },
  "hosts-among-public-addresses": {
    change: (stack) => add(stack, "clusters.training.network.hostCidr", "8.8.0.0/16"),
    faults: [
      "clusters.training.network.hostCidr: got 8.8.0.0/16, a public range, for hosts, want a private range (RFC 1918, RFC 6598): whoever has those addresses could not be reached; fix: choose a part of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10",
    ],
  },
  "database-at-a-public-address": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.accounting", {
        kind: "given",
        address: "8.8.0.30",
        user: "slurm",
        password: { name: "database", key: "password" },
      });
    },
    faults: [
      "clusters.training.slurm.accounting.address: got 8.8.0.30, a public address, want a private address: the database is on the site's own networks; fix: write the address of the database there",
    ],
  },
  "directory-among-services": {
    change: (stack) => {
      useDirectory(stack);
      set(stack, "site.egress.directory", { ...stack.site.egress?.["directory"], destination: { kind: "cidr", cidr: "10.96.1.0/24" } });
    },
    faults: [
      "clusters.training.network.serviceCidr: got 10.96.0.0/16 for Services, as in racks, which has addresses of site.egress.directory.destination.cidr (10.96.1.0/24), want a range apart from it: inside a cluster, Services would answer in its place; fix: choose another range, or another address",
    ],
  },
  "directory-asked-at-another-port": {
    change: (stack) => {
      useDirectory(stack);
      set(stack, "clusters.training.slurm.login.directory.uri", "ldaps://directory.example.com:3269");
    },
    faults: [
      "clusters.training.slurm.login.directory.uri: got ldaps://directory.example.com:3269, which is asked at port 3269, want port 636, which site.egress.directory opens; fix: correct the port of one of the two",
    ],
  },
  "directory-at-the-usual-port-behind-an-egress-to-another": {
    change: (stack) => {
      useDirectory(stack);
      set(stack, "site.egress.directory", { ...stack.site.egress?.["directory"], port: 3269 });
    },
    faults: [
      "clusters.training.slurm.login.directory.uri: got ldaps://directory.example.com, which is asked at port 636, want port 3269, which site.egress.directory opens; fix: correct the port of one of the two",
    ],
  },
  "directory-beside-its-egress": {
    change: (stack) => {
      useDirectory(stack);
      set(stack, "clusters.training.slurm.login.directory.uri", "ldaps://10.0.0.56");
    },
    faults: [
      "clusters.training.slurm.login.directory.uri: got ldaps://10.0.0.56, want an address of 10.0.0.48/29, which site.egress.directory opens; fix: correct the address, or the range",
    ],
  },
  "proxy-at-a-public-address": {
    change: (stack) => set(stack, "site.egressProxy.address", "8.8.8.8"),
    faults: [
      "site.egressProxy.address: got 8.8.8.8, a public address, want a private address: the egress proxy is on the site's own networks; fix: write the address of the egress proxy there",
    ],
  },
  "proxy-in-another-family": {
    change: (stack) => set(stack, "site.egressProxy.address", "fd00::20"),
    faults: [
      'site.egressProxy.address: got "fd00::20", want an IPv4 address; fix: write the private IPv4 address of the proxy, which lets through the host names that egress lists',
    ],
  },
} satisfies InvalidCases;
