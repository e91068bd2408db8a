import { rangeOf } from "../lib/address-range.ts";
import type { StackSpec } from "../schema/stack.ts";

/** An address, a range or a host name that a site's file holds. */
export interface SiteAddress {
  readonly path: string;
  /** The cluster that it belongs to; left out where it is the whole site's. */
  readonly cluster?: string;
  /** What answers there: `pods`, `the control plane`, `egress for identity`. */
  readonly purpose: string;
  /** An address, a range in CIDR notation, or a host name. */
  readonly at: string;
  readonly port?: number;
  /**
   * Where it is: `overlay` inside one cluster; `site` on networks of the site; `hosts` a range there that holds other entries; `outside` beyond these; `name` where only a resolver knows; `client` if
   * it asks and does not answer.
   */
  readonly network: "overlay" | "site" | "hosts" | "outside" | "client" | "name";
}

/** The parts of a stack that hold addresses. */
export interface AddressParts {
  readonly clusters: StackSpec["clusters"];
  readonly egress: StackSpec["site"]["egress"];
  readonly egressProxy: StackSpec["site"]["egressProxy"];
  readonly storage?: StackSpec["site"]["storage"];
  readonly inference?: StackSpec["inference"];
}

const isName = (at: string) => rangeOf(at) === undefined;

type Cluster = StackSpec["clusters"][string];

/** The port of an ldaps:// that names none (IANA, Service Name and Transport Protocol Port Number Registry). */
const ldapsPort = 636;

function addressesOfSlurm(cluster: string, path: string, slurm: NonNullable<Cluster["slurm"]>): SiteAddress[] {
  const { accounting, login } = slurm;
  const { directory } = login;
  const url = directory.kind === "ldap" ? new URL(directory.uri) : undefined;
  return [
    ...(accounting.kind === "given"
      ? [
          {
            path: `${path}.accounting.address`,
            cluster,
            purpose: "the database",
            at: accounting.address,
            port: accounting.port,
            network: "site" as const,
          },
        ]
      : []),
    ...login.allowedCidrs.map((at, index) => ({
      path: `${path}.login.allowedCidrs[${index}]`,
      cluster,
      purpose: "clients of SSH",
      at,
      network: "client" as const,
    })),
    ...(url === undefined
      ? []
      : [
          {
            path: `${path}.login.directory.uri`,
            cluster,
            purpose: "the directory",
            at: url.hostname,
            port: url.port === "" ? ldapsPort : Number(url.port),
            network: isName(url.hostname) ? ("name" as const) : ("outside" as const),
          },
        ]),
  ];
}

function addressesOfCluster(cluster: string, { network, controlPlane, slurm }: Cluster): SiteAddress[] {
  const path = `clusters.${cluster}`;
  const { host, port } = controlPlane.endpoint;
  return [
    { path: `${path}.network.podCidr`, cluster, purpose: "pods", at: network.podCidr, network: "overlay" },
    { path: `${path}.network.serviceCidr`, cluster, purpose: "Services", at: network.serviceCidr, network: "overlay" },
    {
      path: `${path}.controlPlane.endpoint.host`,
      cluster,
      purpose: "the control plane",
      at: host,
      port,
      network: isName(host) ? "name" : "site",
    },
    {
      path: `${path}.controlPlane.hostCidr`,
      cluster,
      purpose: "hosts of the control plane",
      at: controlPlane.hostCidr,
      network: "hosts",
    },
    { path: `${path}.network.hostCidr`, cluster, purpose: "hosts", at: network.hostCidr, network: "hosts" },
    ...(slurm === undefined ? [] : addressesOfSlurm(cluster, `${path}.slurm`, slurm)),
  ];
}

function addressesOfEgress(egress: AddressParts["egress"], proxy: AddressParts["egressProxy"]): SiteAddress[] {
  const entries = Object.entries(egress).map(([name, { destination, purpose, port }]): SiteAddress => {
    const path = `site.egress.${name}.destination`;
    return destination.kind === "cidr"
      ? { path: `${path}.cidr`, purpose: `egress for ${purpose}`, at: destination.cidr, port, network: "outside" }
      : { path: `${path}.host`, purpose: `egress for ${purpose}`, at: destination.host, port, network: "name" };
  });
  if (proxy === undefined) return entries;
  return [
    ...entries,
    { path: "site.egressProxy.address", purpose: "the egress proxy", at: proxy.address, port: proxy.port, network: "site" },
  ];
}

/** Names that TLS is spoken to. */
const secureName = (path: string, purpose: string, at: string): SiteAddress => ({ path, purpose, at, port: 443, network: "name" });

function addressesOfGateway({ gateway }: NonNullable<StackSpec["inference"]>): SiteAddress[] {
  const { hostname, peerHostname } = gateway;
  return [
    secureName("inference.gateway.hostname", "the API", hostname),
    ...(peerHostname === undefined ? [] : [secureName("inference.gateway.peerHostname", "the API, for other sites", peerHostname)]),
  ];
}

/** The one table of a site's addresses: every range, address and host name, with its path, its cluster, what it is for and its port. */
export const addressesOf = ({ clusters, egress, egressProxy, storage, inference }: AddressParts): SiteAddress[] => [
  ...Object.entries(clusters).flatMap(([name, cluster]) => addressesOfCluster(name, cluster)),
  ...addressesOfEgress(egress, egressProxy),
  ...Object.entries(storage?.backups ?? {}).map(([name, { host }]) => secureName(`site.storage.backups.${name}.host`, "backups", host)),
  ...(inference === undefined ? [] : addressesOfGateway(inference)),
];
