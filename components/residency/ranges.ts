import { classOf, rangeOf, runsOf, shortestPrefix, shortestPublicPrefix, sizeOf, type AddressRange } from "../lib/address-range.ts";

/** A range of addresses that traffic may leave to. */
export interface DeclaredRange {
  readonly name: string;
  readonly cidr: string;
  readonly jurisdiction: string;
  /** True if its operator and the source of its jurisdiction are named. */
  readonly isAttributed: boolean;
}

/** What is wrong with a range. */
export interface RangeFault {
  readonly name: string;
  readonly got: string;
  readonly want: string;
  readonly fix: string;
}

const narrow = "name the addresses that answer";

function faultOf({ name, cidr, isAttributed }: DeclaredRange, range: AddressRange): RangeFault | undefined {
  const limit = shortestPublicPrefix[range.family];
  if (range.prefix < shortestPrefix) {
    return { name, got: cidr, want: `a prefix of /${shortestPrefix} or longer: no one has a network so wide`, fix: narrow };
  }
  const found = classOf(range);
  if (found.kind === "special") return { name, got: `${cidr}, ${found.purpose}`, want: "addresses of hosts", fix: narrow };
  if (found.kind === "private") return undefined;
  if (range.prefix < limit) {
    const want = `a prefix of /${limit} or longer: a wider one lies in no one jurisdiction`;
    return { name, got: `${cidr}, a public ${range.family} range`, want, fix: narrow };
  }
  if (isAttributed) return undefined;
  return {
    name,
    got: `${cidr}, a public range that nobody is named for`,
    want: "its operator, and the source of its jurisdiction",
    fix: "add publicRange: { operator, jurisdictionSource }, or write a private range",
  };
}

/** Ranges of one jurisdiction that are too wide together, told of the last of them. */
function faultsTogether(ranges: readonly (readonly [DeclaredRange, AddressRange])[]): RangeFault[] {
  return runsOf(ranges.map(([, range]) => range)).flatMap(({ first, last, size, members }): RangeFault[] => {
    const family = members[0]?.family ?? "IPv4";
    const limit = shortestPublicPrefix[family];
    if (size <= sizeOf(family, limit)) return [];
    const those = ranges.filter(([, range]) => members.includes(range)).map(([each]) => each);
    return [
      {
        name: those.at(-1)?.name ?? "",
        got: `${those.map(({ cidr }) => cidr).join(" and ")}, which are ${first} to ${last} together`,
        want: `no more public addresses in a row than a /${limit} has: a wider range lies in no one jurisdiction`,
        fix: narrow,
      },
    ];
  });
}

/** What is wrong with the ranges that a site declares: each by itself, and those of one jurisdiction together. */
export function rangeFaults(declared: readonly DeclaredRange[]): RangeFault[] {
  const ranges = declared.flatMap((each) => {
    const range = rangeOf(each.cidr);
    return range === undefined ? [] : [[each, range] as const];
  });
  const alone = ranges.map(([each, range]) => [each, range, faultOf(each, range)] as const);
  const right = alone.filter(([, range, fault]) => fault === undefined && classOf(range).kind === "public");
  const groups = Map.groupBy(right, ([{ jurisdiction }, { family }]) => `${jurisdiction} ${family}`);
  return [
    ...alone.flatMap(([, , fault]) => fault ?? []),
    ...[...groups.values()].flatMap((group) => faultsTogether(group.map(([each, range]) => [each, range] as const))),
  ];
}
