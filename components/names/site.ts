import { named } from "./named.ts";

/** A site's own objects in its management cluster. */
export const siteNames = (stack: string) => ({
  namespace: named("Namespace", stack),
  facts: named("ConfigMap", "site-facts", `${stack}-facts`),
});

/** The resource of a fact of the site, by its key: a permit, a phase, an agreement. */
export const siteFactName = (stack: string, key: string): string => `${stack}-${key}`;

/** A storage class and a snapshot class of the site on one of its clusters. */
export const storageNames = (stack: string, cluster: string, key: string) => ({
  storageClass: named("StorageClass", key, `${stack}-${cluster}-${key}`),
  snapshotClass: named("VolumeSnapshotClass", key, `${stack}-${cluster}-${key}`),
});
