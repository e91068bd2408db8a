import ipaddr from "ipaddr.js";

/** A range of addresses, or a single one. */
export interface AddressRange {
  readonly family: "IPv4" | "IPv6";
  /** The bits that all its addresses have in common. */
  readonly prefix: number;
  /** The first and the last address, as whole numbers. */
  readonly first: bigint;
  readonly last: bigint;
}

const bitsOf = { IPv4: 32, IPv6: 128 } as const;

function parse(text: string): readonly [ipaddr.IPv4 | ipaddr.IPv6, number] {
  if (text.includes("/")) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

const wholeNumber = (address: ipaddr.IPv4 | ipaddr.IPv6): bigint =>
  address.toByteArray().reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);

/** The range of `10.0.0.0/8`, `2001:db8::/32`, `10.0.0.10`: bits behind the prefix do not count. Undefined for what is no address. */
export function rangeOf(text: string): AddressRange | undefined {
  if (!(text.includes("/") ? ipaddr.isValidCIDR(text) : ipaddr.isValid(text))) return undefined;
  const [address, prefix] = parse(text);
  const family = address.kind() === "ipv4" ? "IPv4" : "IPv6";
  const size = 1n << BigInt(bitsOf[family] - prefix);
  const first = (wholeNumber(address) / size) * size;
  return { family, prefix, first, last: first + size - 1n };
}

/** True if two ranges have an address in common. */
export const overlap = (one: AddressRange, other: AddressRange): boolean =>
  one.family === other.family && one.first <= other.last && other.first <= one.last;

/** True if one range lies wholly in another. */
export const isPartOf = (one: AddressRange, whole: AddressRange): boolean =>
  one.family === whole.family && whole.first <= one.first && one.last <= whole.last;

function textOf({ family, first }: AddressRange): string {
  const bytes = Array.from({ length: bitsOf[family] / 8 }, (_, index) =>
    Number((first >> BigInt(bitsOf[family] - 8 * (index + 1))) & 255n),
  );
  return ipaddr.fromByteArray(bytes).toString();
}

/** The range with that prefix that holds an IPv4 address, in CIDR notation; undefined for what is no such address. */
export function rangeAround(address: string, prefix: number): string | undefined {
  const range = ipaddr.IPv4.isValidFourPartDecimal(address) ? rangeOf(`${address}/${prefix}`) : undefined;
  return range === undefined ? undefined : `${textOf(range)}/${prefix}`;
}

/** The address that comes so many after the first of a range. */
export function addressIn(range: AddressRange, offset: number): string {
  const first = range.first + BigInt(offset);
  return textOf({ ...range, first });
}

/** What an address is for by its place in the registry of special-purpose addresses (RFC 6890); every other one is public. */
const purposes: Readonly<Record<string, string>> = {
  unspecified: "an unspecified address (RFC 1122, RFC 4291)",
  broadcast: "the broadcast address (RFC 919)",
  multicast: "a multicast address (RFC 5771, RFC 4291)",
  linkLocal: "a link-local address (RFC 3927, RFC 4291)",
  loopback: "a loopback address (RFC 1122, RFC 4291)",
  ipv4Mapped: "an IPv4 address in IPv6 notation (RFC 4291)",
  reserved: "a reserved or documentation address (RFC 6890)",
};

export type AddressClass =
  { readonly kind: "public" } | { readonly kind: "private" } | { readonly kind: "special"; readonly purpose: string };

const privateKinds: readonly string[] = ["private", "carrierGradeNat", "uniqueLocal"];

function classOfAddress(range: AddressRange): AddressClass {
  const name: string = ipaddr.parse(textOf(range)).range();
  if (name === "unicast") return { kind: "public" };
  if (privateKinds.includes(name)) return { kind: "private" };
  return { kind: "special", purpose: purposes[name] ?? "a special-purpose address (RFC 6890)" };
}

/**
 * Private: a network's own (RFC 1918, RFC 6598, RFC 4193). Special: of a protocol, or of no host at all. A range is private if all of it is, and public
 * if its ends are not special.
 */
export function classOf(range: AddressRange): AddressClass {
  const ends = [classOfAddress(range), classOfAddress({ ...range, first: range.last })];
  return ends.find(({ kind }) => kind === "special") ?? ends.find(({ kind }) => kind === "public") ?? { kind: "private" };
}

/** Addresses without a gap, and the ranges that hold them. */
export interface AddressRun {
  readonly first: string;
  readonly last: string;
  /** How many. */
  readonly size: bigint;
  readonly members: readonly AddressRange[];
}

/** What ranges of one family are together: 0.0.0.0/1 and 128.0.0.0/1 are every address. */
export function runsOf(ranges: readonly AddressRange[]): AddressRun[] {
  const runs: { range: AddressRange; members: AddressRange[] }[] = [];
  for (const range of [...ranges].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))) {
    const run = runs.at(-1);
    if (run === undefined || range.first > run.range.last + 1n) {
      runs.push({ range, members: [range] });
      continue;
    }
    run.members.push(range);
    if (range.last > run.range.last) run.range = { ...run.range, last: range.last };
  }
  return runs.map(({ range, members }) => ({
    first: textOf(range),
    last: textOf({ ...range, first: range.last }),
    size: range.last - range.first + 1n,
    members,
  }));
}

/** No network is wider: the largest private one is 10.0.0.0/8. */
export const shortestPrefix = 8;

/** A public range with a shorter prefix lies in no one jurisdiction: networks of several countries have parts of it. */
export const shortestPublicPrefix = { IPv4: 16, IPv6: 32 } as const;

/** How many addresses a range with that prefix has. */
export const sizeOf = (family: AddressRange["family"], prefix: number): bigint => 1n << BigInt(bitsOf[family] - prefix);
