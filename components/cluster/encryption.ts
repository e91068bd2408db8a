import { encryptionSecret } from "../names/cluster.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";
import type { SiteSpec } from "../schema/site.ts";

/** Instructions for the Secret that a cluster's control plane waits for. */
export function howToSupplyEncryption(
  cluster: string,
  namespace: string,
  { controlPlane: { encryptionKey } }: GpuClusterSpec,
  { encryptionKeys }: SiteSpec["storage"],
): string {
  const { name, key } = encryptionSecret(cluster);
  const holder = encryptionKeys[encryptionKey]?.holder.value ?? "";
  return `before its hosts, ${holder} supplies Secret ${name} in namespace ${namespace} of the management cluster; under the key ${key}, an EncryptionConfiguration for secrets with the key ${encryptionKey} (docs/deploy.md)`;
}
