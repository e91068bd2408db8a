import type { ServerObject } from "./cluster.ts";

/** A volume of the class `fast`, whose driver does not run here. */
export const volumeOf = (name: string, ...accessModes: readonly ("ReadWriteMany" | "ReadWriteOnce")[]): ServerObject => ({
  apiVersion: "v1",
  kind: "PersistentVolume",
  metadata: { name },
  spec: { capacity: { storage: "10Ti" }, accessModes, storageClassName: "fast", hostPath: { path: `/volumes/${name}` } },
});
