import type { SiteSpec } from "../schema/site.ts";

/** The registries that a site's egress declares: `registry.example` or `registry.example:5000`. */
export const registriesOf = ({ egress }: Pick<SiteSpec, "egress">): string[] =>
  Object.values(egress).flatMap(({ purpose, destination, port }) =>
    purpose === "registry" && destination.kind === "host" ? [port === 443 ? destination.host : `${destination.host}:${port}`] : [],
  );

/**
 * The registry from which a site's clusters take images and charts, by host name: the only one that the site's egress declares, a mirror of publishers' images
 * under their own addresses (`registry.example/quay.io/jetstack/…`). Undefined if the site declares none, or several.
 */
export function registryOf(site: Pick<SiteSpec, "egress">): string | undefined {
  const hosts = registriesOf(site);
  // Several registries are the publishers' own addresses, and none of them mirrors the others.
  return hosts.length === 1 ? hosts[0] : undefined;
}

/** The address of a published image or chart, in the site's registry if it has one. */
export const mirrored = (registry: string | undefined, address: string): string =>
  registry === undefined ? address : `${registry}/${address}`;
