import { textMatching } from "./text.ts";

const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

/** A last label that browsers and resolvers take for the end of an address (URL Standard, "ends in a number"). */
const number = "(?:[0-9]+|0x[0-9a-f]*)";

const name = `(?:${label}\\.)*(?!${number}(?![a-z0-9-]))${label}`;
const ipv4 = "(?:(?:25[0-5]|(?:2[0-4]|1[0-9]|[1-9])?[0-9])(?:\\.(?!$|:)|(?=$|:))){4}";
const port = "(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})";

/** A host name as Kubernetes and the Gateway API write it (RFC 1123): lower case, without the root's dot. An address with a wrong number is none. */
export const hostName = textMatching(
  new RegExp(`^(?=.{1,253}$)${name}$`),
  "a host name: labels in lower case, the last one no number, and no dot at the end",
);

/** The address of a directory that is read over TLS. */
export const ldapsUri = textMatching(
  new RegExp(`^ldaps://(?:(?=[^:]{1,253}(?::|$))${name}|${ipv4})(?::${port})?$`),
  "ldaps://HOST or ldaps://HOST:PORT, with a host name in lower case or an IPv4 address",
);
