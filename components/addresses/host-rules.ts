import { classOf, isPartOf, rangeOf } from "../lib/address-range.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import type { StackSpec } from "../schema/stack.ts";
import { addressesOf, type AddressParts, type SiteAddress } from "./table.ts";

const rule = rulesOver<StackSpec>();

/** The site's own machines that only the site reaches. */
const insideOnly: readonly string[] = ["the egress proxy", "the database"];

/** One address: neither a range nor a name. */
const hostsIn = (parts: AddressParts): SiteAddress[] =>
  addressesOf(parts).filter(({ at, network }) => network === "site" || (network === "outside" && !at.includes("/")));

const addressesAreOfHosts = rule(["clusters.*", "site.egressProxy"], (clusters, egressProxy) =>
  hostsIn({ clusters, egress: {}, egressProxy }).flatMap(({ path, purpose, at }): Fault[] => {
    const range = rangeOf(at);
    if (range === undefined) return [];
    const found = classOf(range);
    if (found.kind === "special") {
      const want = "an address that one host of a network has";
      return [{ path, got: `${at}, ${found.purpose}`, want, fix: `write the address of ${purpose}` }];
    }
    if (found.kind === "public" && insideOnly.includes(purpose)) {
      const want = `a private address: ${purpose} is on the site's own networks`;
      return [{ path, got: `${at}, a public address`, want, fix: `write the address of ${purpose} there` }];
    }
    return [];
  }),
);

const namesLeadSomewhere = (addresses: readonly SiteAddress[]): Fault[] =>
  addresses
    .filter(({ at, network }) => network === "name" && /(^|\.)(localhost|invalid|local|onion)$/.test(at))
    .map(({ path, at, purpose }) => ({
      path,
      got: at,
      want: "a name that a resolver of the site knows: this one is kept for another use (RFC 6761, RFC 6762, RFC 7686)",
      fix: `write the host name of ${purpose}`,
    }));

const namesOfSite = rule(["clusters.*", "site.egress.*", "site.egressProxy"], (clusters, egress, egressProxy) =>
  namesLeadSomewhere(addressesOf({ clusters, egress, egressProxy })),
);

const namesOfBackups = rule(["site.storage"], (storage) =>
  namesLeadSomewhere(addressesOf({ clusters: {}, egress: {}, egressProxy: undefined, storage })),
);

const namesOfGateway = rule(["inference"], (inference) =>
  namesLeadSomewhere(addressesOf({ clusters: {}, egress: {}, egressProxy: undefined, inference })),
);

const print = ({ at, port }: SiteAddress) => `${at}${port === undefined ? "" : ` port ${port}`}`;

/** Two machines at one address and port: a cluster that was copied, for the most part. */
const endpointsDiffer = rule(["clusters.*", "site.egressProxy"], (clusters, egressProxy) => {
  const first = new Map<string, SiteAddress>();
  return addressesOf({ clusters, egress: {}, egressProxy })
    .filter(
      ({ purpose, network }) => (network === "site" || network === "name") && purpose !== "the database" && purpose !== "the directory",
    )
    .flatMap((address): Fault[] => {
      const range = rangeOf(address.at);
      const key = `${range === undefined ? address.at : String(range.first)} ${address.port ?? ""}`;
      const other = first.get(key);
      if (other === undefined) {
        first.set(key, address);
        return [];
      }
      return [
        {
          path: address.path,
          got: `${print(address)}, which is ${other.path} too`,
          want: `an address of its own for ${address.purpose}`,
          fix: "correct one of the two",
        },
      ];
    });
});

/** A login host asks the directory by the range that an entry of egress opens, at its port. */
const directoryIsOpened = rule(["clusters.*", "site.egress"], (clusters, egress) =>
  addressesOf({ clusters, egress: {}, egressProxy: undefined })
    .filter(({ purpose }) => purpose === "the directory")
    .flatMap(({ path, cluster, at, port, network }): Fault[] => {
      const directory = clusters[cluster ?? ""]?.slurm?.login.directory;
      const entry = directory?.kind === "ldap" ? egress[directory.egress] : undefined;
      if (directory?.kind !== "ldap" || entry?.destination.kind !== "cidr") return [];
      const opened = `site.egress.${directory.egress}`;
      if (port !== entry.port) {
        return [
          {
            path,
            got: `${directory.uri}, which is asked at port ${port ?? ""}`,
            want: `port ${entry.port}, which ${opened} opens`,
            fix: `correct the port of one of the two`,
          },
        ];
      }
      const [host, range] = [rangeOf(at), rangeOf(entry.destination.cidr)];
      if (network === "name" || host === undefined || range === undefined || isPartOf(host, range)) return [];
      const want = `an address of ${entry.destination.cidr}, which ${opened} opens`;
      return [{ path, got: directory.uri, want, fix: "correct the address, or the range" }];
    }),
);

/** Rules over single hosts: their class, their names, and their ports. */
export const hostRules = [addressesAreOfHosts, namesOfSite, namesOfBackups, namesOfGateway, endpointsDiffer, directoryIsOpened];
