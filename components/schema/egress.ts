import { z } from "zod";
import { jurisdictionCodes } from "../catalog/jurisdictions.ts";
import { factOf } from "../lib/fact.ts";
import { hostName } from "../lib/host-names.ts";
import { text } from "../lib/text.ts";

/** Who answers at addresses that anybody may hold, and how that is known. */
const publicRange = z.strictObject({
  operator: factOf(text).describe("the company that runs the network"),
  jurisdictionSource: text.describe("the source that places the range in the entry's jurisdiction, for example a register and its entry"),
});

const destination = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("cidr").describe("a range of addresses, which network policies open"),
    cidr: z.union([z.cidrv4(), z.cidrv6()]).describe("an address range, for example 10.10.0.48/29"),
    publicRange: publicRange
      .optional()
      .describe("who runs a public range, and how its jurisdiction is known; left out for a private one (RFC 1918, RFC 6598, RFC 4193)"),
  }),
  z.strictObject({
    kind: z.literal("host").describe("a host name, which the site's egressProxy opens"),
    host: hostName.describe("a host name"),
  }),
]);

/** A destination outside the site that its clusters may talk to. Destinations without an entry are blocked. */
export const egress = z.strictObject({
  purpose: z.enum(["telemetry", "registry", "identity", "time", "package-mirror", "object-store"]).describe("what the destination is for"),
  destination: destination.describe("the address range or host name"),
  port: z.number().int().min(1).max(65_535).describe("the TCP port at the destination"),
  jurisdiction: z.enum(jurisdictionCodes).describe("the jurisdiction of the other end"),
});

/** The proxy to host names: network policies support only addresses, and the addresses behind a name change. */
export const egressProxy = z.strictObject({
  address: z.ipv4().describe("the private IPv4 address of the proxy, which lets through the host names that egress lists"),
  port: z.number().int().min(1).max(65_535).describe("the TCP port of the proxy"),
});

export type EgressSpec = z.output<typeof egress>;
