import { BlockList, isIP } from "node:net";

/** A destination of data or traffic, as an object names it. */
export interface Destination {
  readonly host: string;
  /** Absent if neither the text nor its scheme gives one. */
  readonly port?: number;
  /** A bucket of an object store, named without the store's host. */
  readonly isBucket?: true;
  /** A region of a cloud, named without a host. */
  readonly isRegion?: true;
}

const subnets: readonly (readonly [string, number, "ipv4" | "ipv6"])[] = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["::", 127, "ipv6"],
  ["fc00::", 7, "ipv6"],
  ["fe80::", 10, "ipv6"],
];

/** Address ranges that never lead out of the site's own networks. */
const privateAddresses = new BlockList();
for (const [address, prefix, family] of subnets) privateAddresses.addSubnet(address, prefix, family);

export const isPrivateAddress = (host: string): boolean => {
  const family = isIP(host);
  return family !== 0 && privateAddresses.check(host, family === 4 ? "ipv4" : "ipv6");
};

/** True if a host is the site's own: a Service, a private address, or a name that never resolves (RFC 6761). */
export function isInside(host: string): boolean {
  if (isIP(host) !== 0) return isPrivateAddress(host);
  // Many programs accept an IPv4 address as one whole number, decimal or hexadecimal.
  if (/^(0x[0-9a-f]+|\d+)$/.test(host)) return false;
  return !host.includes(".") || /\.(svc|cluster\.local|localhost|invalid)$/.test(host);
}

const ports: Readonly<Record<string, number>> = {
  amqp: 5672,
  amqps: 5671,
  docker: 443,
  ftp: 21,
  git: 9418,
  grpcs: 443,
  hf: 443,
  http: 80,
  https: 443,
  ldap: 389,
  ldaps: 636,
  mysql: 3306,
  oci: 443,
  postgres: 5432,
  postgresql: 5432,
  redis: 6379,
  rediss: 6379,
  sftp: 22,
  ssh: 22,
  ws: 80,
  wss: 443,
};

/** Schemes of resources on the machine itself. */
const localSchemes = new Set(["containerd", "data", "file", "pvc", "unix"]);

/** Schemes whose authority is a bucket. */
const bucketSchemes = new Set(["abfs", "abfss", "az", "cos", "gcs", "gs", "oss", "r2", "s3", "s3a", "s3n", "swift", "wasb", "wasbs"]);

/** Schemes that name a well-known host by themselves. */
const hostsOfSchemes: Readonly<Record<string, string>> = { hf: "huggingface.co" };

/** `git+https` is https, `postgresql+psycopg` is postgresql. */
function kindOf(scheme: string): string {
  const parts = scheme.split("+");
  const isKnown = (part: string) => part in ports || part in hostsOfSchemes || localSchemes.has(part) || bucketSchemes.has(part);
  return parts.findLast(isKnown) ?? parts.at(-1) ?? "";
}

/** URLs in a text, by their scheme. */
export const url = /\b([a-z][a-z0-9+.-]*):\/\/([^\s/?#"'`<>;|\\]*)/gi;

/** A text that consists of one variable; the variable's value is judged at its definition. */
const isVariable = (text: string) => /^(\$\(\w+\)|\$\{\w+\}|\$\w+|\{\{[^}]*\}\})(:|$)/.test(text);

/** Parses `host`, `host:port`, `[address]:port` or `user@host`; undefined for any other text. */
export function parseHost(text: string, defaultPort?: number): Destination | undefined {
  const authority = text.slice(text.lastIndexOf("@") + 1);
  const matched = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+)|([0-9a-f:.]+))(?::(\d+))?$/i.exec(authority);
  const host = matched?.[1] ?? matched?.[2] ?? matched?.[3];
  if (host === undefined) return undefined;
  const port = matched?.[4] === undefined ? defaultPort : Number(matched[4]);
  return { host: host.toLowerCase().replace(/\.$/, ""), ...(port === undefined ? {} : { port }) };
}

/** The destinations of all URLs in a text. */
export function urlsIn(text: string): Destination[] {
  // A template expression counts as one variable, whatever its braces contain.
  return [...text.replaceAll(/\{\{[^}]*\}\}/g, "{{}}").matchAll(url)].flatMap(([, scheme = "", authority = ""]): Destination[] => {
    const kind = kindOf(scheme.toLowerCase());
    const known = hostsOfSchemes[kind];
    if (known !== undefined) return [{ host: known, port: ports[kind] ?? 443 }];
    if (localSchemes.has(kind) || authority === "") return [];
    return authority.split(",").flatMap((one): Destination[] => {
      if (isVariable(one)) return [];
      if (bucketSchemes.has(kind)) return [{ host: one.split("@")[0] ?? one, isBucket: true }];
      // An unreadable authority is kept as an undeclared host.
      return [parseHost(one, ports[kind]) ?? { host: one }];
    });
  });
}

/** The registry of a container image, by the container runtime's own parsing of image names. */
export function registryOf(image: string): Destination {
  const [first = "", ...path] = image.replace(/^(docker|oci):\/\//, "").split("/");
  const isHost = path.length > 0 && (/[.:]/.test(first) || first === "localhost");
  return isHost ? (parseHost(first, 443) ?? { host: first }) : { host: "docker.io", port: 443 };
}
