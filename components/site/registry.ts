import type { SiteSpec } from "../schema/site.ts";

/**
 * Where a site's clusters take images and charts from: the registry that its egress declares, by host name, and which keeps what others publish
 * under their own addresses (`registry.example/quay.io/jetstack/…`). Nothing where the site declares none, or several.
 */
export function registryOf({ egress }: Pick<SiteSpec, "egress">): string | undefined {
  const hosts = Object.values(egress).flatMap(({ purpose, destination, port }) =>
    purpose === "registry" && destination.kind === "host" ? [port === 443 ? destination.host : `${destination.host}:${port}`] : [],
  );
  // Several are publishers' own addresses, and none of them keeps what the others publish.
  return hosts.length === 1 ? hosts[0] : undefined;
}

/** The address of what others publish, in the site's registry where it has one. */
export const mirrored = (registry: string | undefined, address: string): string =>
  registry === undefined ? address : `${registry}/${address}`;
