import { z } from "zod";
import { ldapsUri } from "../lib/host-names.ts";
import { key } from "../lib/names.ts";
import { textMatching } from "../lib/text.ts";

const publicKey = z
  .string()
  .regex(/^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]+={0,2}( \S.*)?$/, {
    error: "a public key as OpenSSH writes it in one line: ssh-ed25519 AAAA… who",
  })
  .describe("a public key as OpenSSH writes it in one line: ssh-ed25519 AAAA… who");

/** A Secret in the layer's namespace that is supplied from outside. */
export const givenSecret = z.strictObject({
  name: textMatching(
    /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]|\.(?=[a-z0-9]))*$/,
    "a Secret's name: lower-case letters, digits, hyphens and dots",
  ).describe("the Secret's name"),
  key: textMatching(/^[A-Za-z0-9._-]{1,253}$/, "a key of a Secret: letters, digits, hyphens, dots and underscores").describe(
    "the key in the Secret that holds the value",
  ),
});

const attribute = "[A-Za-z][A-Za-z0-9-]*=[^\\s,=\\p{C}](?:[^,=\\p{C}]*[^\\s,=\\p{C}])?";

/** The name of an entry of a directory (RFC 4514), which is a line of sssd.conf. */
const distinguishedName = textMatching(
  new RegExp(`^${attribute}(?:,${attribute})*$`, "u"),
  "a distinguished name on one line, for example dc=nscale,dc=example",
);

/** The source of users, their numeric ids and their groups. */
const directory = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("ldap").describe("a directory that sssd asks"),
    uri: ldapsUri.describe("the address, ldaps://host[:port]: over TLS, and read without a password"),
    searchBase: distinguishedName.describe("the base of searches (ldap_search_base of sssd), for example dc=nscale,dc=example"),
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
