import { BlockList, isIP } from "node:net";
import type { z } from "zod";
import type { JurisdictionCode } from "../../components/catalog/jurisdictions.ts";
import { privateRanges } from "../../components/lib/private-ranges.ts";
import { printNames } from "../../components/lib/parse/fault.ts";
import type { Contract } from "../../components/lib/contract.ts";
import { egressContract, storageContract, type EgressFacts, type StorageFacts } from "../../components/schema/contracts/site.ts";
import type { Resource } from "../lib/rule.ts";
import { isInside, isPrivateAddress, type Destination } from "./hosts.ts";

/** A store of data, with its place and its encryption key. */
export interface Kept {
  /** `backups.offsite`. */
  readonly path: string;
  readonly jurisdiction: JurisdictionCode;
  readonly encryptionKey: string;
}

/** Every store of data: volume classes, snapshots and backups. */
export function keptIn({ classes, snapshotClasses, backups }: StorageFacts): Kept[] {
  const all: Readonly<Record<string, Readonly<Record<string, Omit<Kept, "path">>>>> = { classes, snapshotClasses, backups };
  return Object.entries(all).flatMap(([kind, entries]) =>
    Object.entries(entries).map(([name, { jurisdiction: place, encryptionKey }]) => ({
      path: `${kind}.${name}`,
      jurisdiction: place,
      encryptionKey,
    })),
  );
}

/** Fields that must be known before a reference can be compared with the declarations. */
export const declarationReads = [
  `${storageContract.type} classes`,
  `${storageContract.type} snapshotClasses`,
  `${storageContract.type} backups`,
  `${egressContract.type} purpose`,
  `${egressContract.type} destination`,
  `${egressContract.type} port`,
] as const;

/** A stack's declarations of places for data and destinations for traffic. A resource that cannot be parsed declares nothing. */
export interface Declarations {
  readonly storage: readonly StorageFacts[];
  readonly egress: readonly EgressFacts[];
}

export function declarationsIn(resources: readonly Resource[]): Declarations {
  const read = <Shape extends z.ZodObject>({ type, facts }: Contract<Shape>) =>
    resources
      .filter((resource) => resource.type === type)
      .flatMap(({ props }) => {
        const parsed = facts.safeParse(props);
        return parsed.success ? [parsed.data] : [];
      });
  return { storage: read(storageContract), egress: read(egressContract) };
}

/** True if the inner address range lies within the outer one. */
export function isWithin(inner: string, outer: string): boolean {
  const [start = "", prefix] = inner.split("/");
  const [network = "", outerPrefix = ""] = outer.split("/");
  const family = isIP(start);
  if (family === 0 || isIP(network) !== family) return false;
  const type = family === 4 ? "ipv4" : "ipv6";
  if (Number(prefix ?? (family === 4 ? 32 : 128)) < Number(outerPrefix)) return false;
  const range = new BlockList();
  range.addSubnet(network, Number(outerPrefix), type);
  return range.check(start, type);
}

/** True if traffic to an address range stays inside or is declared. */
export const rangeIsDeclared = ({ egress: entries }: Declarations, cidr: string): boolean =>
  [...privateRanges, ...entries.flatMap(({ destination }) => (destination.kind === "cidr" ? [destination.cidr] : []))].some((range) =>
    isWithin(cidr, range),
  );

const leadsTo = ({ destination }: EgressFacts, host: string): boolean =>
  destination.kind === "host" ? destination.host.toLowerCase() === host : isIP(host) !== 0 && isWithin(host, destination.cidr);

/**
 * True if a destination is inside, or if an entry for one of these purposes declares it. Without purposes, any entry and every backup store
 * counts.
 */
export function isDeclared(
  declarations: Declarations,
  { host, port, isBucket, isRegion }: Destination,
  purposes?: readonly string[],
): boolean {
  const backups = purposes === undefined ? declarations.storage.flatMap((one) => Object.values(one.backups)) : [];
  if (isBucket === true) return backups.some(({ bucket }) => bucket === host);
  // A region is as declared as a host there is.
  if (isRegion === true) {
    const hosts = [
      ...backups.map((one) => one.host),
      ...declarations.egress.flatMap(({ destination }) => (destination.kind === "host" ? destination.host : [])),
    ];
    return hosts.some((one) => one.split(".").includes(host));
  }
  if (isInside(host) || isPrivateAddress(host)) return true;
  if (backups.some((one) => one.host === host || `${one.bucket}.${one.host}` === host)) return true;
  return declarations.egress
    .filter(({ purpose }) => purposes?.includes(purpose) ?? true)
    .some((entry) => leadsTo(entry, host) && (port === undefined || port === entry.port));
}

const print = ({ destination, port }: EgressFacts) =>
  destination.kind === "host" ? `${destination.host}:${port}` : `${destination.cidr} port ${port}`;

/** The destinations declared for these purposes, as text. */
export function printDeclared({ egress: entries }: Declarations, purposes?: readonly string[]): string {
  const matching = entries.filter(({ purpose }) => purposes?.includes(purpose) ?? true).map(print);
  return printNames([...new Set(matching)]);
}
