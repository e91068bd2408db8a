/** Where a service of a cloud answers, as far as the address of a bucket or key says so. */
export interface Location {
  /** The scheme, bucket or key, and account, for a person. */
  readonly text: string;
  /** The bucket's or key's name. */
  readonly name: string;
  /** The host that answers; undefined where the address does not say which. */
  readonly host: string | undefined;
  /** The cloud's region; undefined where it has none or does not say it. */
  readonly region: string | undefined;
  /** What the address has to say for its place to be known. */
  readonly missing: string;
}

const present = (value: string | null | undefined): string | undefined =>
  value === null || value === "" ? undefined : (value ?? undefined);

/** The host of an endpoint, with or without its scheme. */
const hostOf = (endpoint: string): string =>
  URL.canParse(endpoint) && endpoint.includes("://") ? new URL(endpoint).hostname : (endpoint.split(/[:/]/)[0] ?? "");

/** Where a backend keeps the state: a bucket of Amazon S3 or what speaks like it, of Google, or a container of Azure. Other services are their own host. */
export function backendLocation({ protocol, hostname, searchParams }: URL): Location {
  const region = present(searchParams.get("region"));
  const endpoint = present(searchParams.get("endpoint"));
  const account = present(searchParams.get("storage_account"));
  const text = `${protocol}//${hostname}`;
  const named = endpoint === undefined ? undefined : hostOf(endpoint);
  if (protocol === "s3:") {
    const host = named ?? (region === undefined ? undefined : `s3.${region}.amazonaws.com`);
    return { text, name: hostname, host, region, missing: "region, or endpoint" };
  }
  if (protocol === "gs:") return { text, name: hostname, host: named ?? "storage.googleapis.com", region, missing: "endpoint" };
  if (protocol === "azblob:") {
    const host = account === undefined ? undefined : `${account}.blob.core.windows.net`;
    return {
      text: account === undefined ? text : `${text} of account ${account}`,
      name: hostname,
      host,
      region,
      missing: "storage_account",
    };
  }
  return { text, name: hostname, host: hostname, region, missing: "" };
}

/** Where a provider of secrets keeps its key. */
export function keyLocation(provider: string): Location {
  const [address = "", query = ""] = provider.split("?");
  const parameters = new URLSearchParams(query);
  const name = address.split("/").at(-1) ?? "";
  // arn:aws:kms:REGION:ACCOUNT:key/ID, and projects/P/locations/REGION/keyRings/R/cryptoKeys/NAME.
  const [, arnRegion, account] = /arn:[\w-]+:kms:([^:]*):([^:]*):/.exec(address) ?? [];
  const region = present(parameters.get("region")) ?? present(arnRegion) ?? /\/locations\/([^/]+)\//.exec(address)?.[1];
  const text = account === undefined ? provider : `${provider} of account ${account}`;
  const host = /^(azurekeyvault|https):\/\/([^/]+)/.exec(address)?.[2];
  return { text, name, host, region, missing: "region" };
}
