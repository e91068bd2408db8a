import { z } from "zod";
import { jurisdictionCodes } from "../catalog/jurisdictions.ts";
import { hostName } from "../lib/host-names.ts";

const destination = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("cidr").describe("a range of addresses, which network policies open"),
    cidr: z.union([z.cidrv4(), z.cidrv6()]).describe("an address range, for example 192.0.2.0/24"),
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
  address: z.union([z.ipv4(), z.ipv6()]).describe("the address of the proxy, which lets through the host names that egress lists"),
  port: z.number().int().min(1).max(65_535).describe("the TCP port of the proxy"),
});

export type EgressSpec = z.output<typeof egress>;
