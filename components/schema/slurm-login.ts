import { z } from "zod";
import { key } from "../lib/names.ts";

const publicKey = z
  .string()
  .regex(/^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]+={0,2}( \S.*)?$/)
  .describe("a public key as OpenSSH writes it in one line: ssh-ed25519 AAAA… who");

/** A Secret in the layer's namespace that is supplied from outside. */
export const givenSecret = z.strictObject({
  name: z.string().min(1).describe("the Secret's name"),
  key: z.string().min(1).describe("the key in the Secret that holds the value"),
});

/** The source of users, their numeric ids and their groups. */
const directory = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("ldap").describe("a directory that sssd asks"),
    uri: z
      .string()
      .regex(/^ldaps:\/\/[a-z0-9.-]+(:\d+)?$/)
      .describe("the address, ldaps://host[:port]: over TLS, and read without a password"),
    searchBase: z.string().min(1).describe("the base of searches (ldap_search_base of sssd), for example dc=nscale,dc=example"),
    egress: key.describe("the site's egress for identity by which it is reached: a range of addresses, since no proxy passes LDAP on"),
  }),
  z.strictObject({
    kind: z.literal("secret").describe("a whole sssd.conf of your own"),
    sssdConf: givenSecret.describe("the Secret with a whole sssd.conf, password included, which whoever runs the directory supplies"),
  }),
]);

/** Login to the cluster, always without a password. */
export const loginSpec = z.strictObject({
  replicas: z.number().int().min(1).max(16).describe("the number of login hosts, 1 to 16"),
  allowedCidrs: z.array(z.cidrv4()).min(1).describe("the IPv4 ranges that may open SSH connections"),
  directory: directory.describe("the source of users, their numeric ids and their groups"),
  authentication: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("directory-keys").describe("each user's public keys in the directory") }),
      z.strictObject({
        kind: z.literal("certificate-authority").describe("SSH certificates that a known key has signed"),
        publicKeys: z.array(publicKey).min(1).describe("the public keys of the authorities whose certificates let their user in"),
      }),
    ])
    .describe("how users prove who they are; never by a password"),
});
