import { z } from "zod";
import { key } from "../lib/names.ts";

const publicKey = z
  .string()
  .regex(/^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]+={0,2}( \S.*)?$/)
  .describe("a public key as OpenSSH writes it in one line: ssh-ed25519 AAAA… who");

/** A Secret that somebody else keeps in the namespace of the layer. */
export const givenSecret = z.strictObject({ name: z.string().min(1), key: z.string().min(1) });

/** Where users, their numeric ids and their groups come from. */
const directory = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("ldap"),
    uri: z
      .string()
      .regex(/^ldaps:\/\/[a-z0-9.-]+(:\d+)?$/)
      .describe("ldaps://host[:port]: TLS, and read without a password"),
    searchBase: z.string().min(1).describe("for example dc=nscale,dc=example"),
    egress: key.describe("the site's egress for identity by which it is reached: a range of addresses, since no proxy passes LDAP on"),
  }),
  z.strictObject({
    kind: z.literal("secret"),
    sssdConf: givenSecret.describe("a Secret that holds a whole sssd.conf, password and all, and is put there by who runs the directory"),
  }),
]);

/** How people log in. A password is never asked for. */
export const loginSpec = z.strictObject({
  replicas: z.number().int().min(1).max(16),
  allowedCidrs: z.array(z.cidrv4()).min(1).describe("from where SSH is let in"),
  directory,
  authentication: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("directory-keys") }).describe("the public keys that the directory has of each user"),
    z.strictObject({
      kind: z.literal("certificate-authority"),
      publicKeys: z.array(publicKey).min(1).describe("certificates that one of these has signed let their user in"),
    }),
  ]),
});
