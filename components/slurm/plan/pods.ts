import { slurmOperands } from "../../catalog/operands.ts";
import { mirrored, registryOf } from "../../site/registry.ts";
import type { SiteSpec } from "../../schema/site.ts";

/** Images by address, in the site's registry if it has one. */
export type Images = Readonly<Record<keyof typeof slurmOperands, string>>;

export function imagesOf(site: Pick<SiteSpec, "egress">): Images {
  const registry = registryOf(site);
  return Object.fromEntries(
    Object.entries(slurmOperands).map(([name, { value }]) => [
      name,
      mirrored(registry, `${value.repository}/${value.image}:${value.version}`),
    ]),
  ) as Images;
}

/** A container's image. */
export const image = (address: string) => ({ image: address, imagePullPolicy: "IfNotPresent" }) as const;

/** Requests and limits of a daemon. Memory grows with nodes and jobs; a limit on processors would only slow it down. */
export const daemonResources = (cpu: string, memory: string) => ({ requests: { cpu, memory }, limits: { memory } });

export const configMapVolume = (name: string, configMap: string, defaultMode = 0o755) => ({
  name,
  configMap: { name: configMap, defaultMode },
});
