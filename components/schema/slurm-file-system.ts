import { z } from "zod";
import { key, renamedFrom } from "../lib/names.ts";

/** A file system that every node and login host mounts. Each tenant has its own volume in it, whose size is the tenant's quota. */
export const fileSystemSpec = z.strictObject({
  renamedFrom: renamedFrom("file system"),
  storageClass: key.describe("a storage class of the site, which several hosts can mount at once"),
  quotaGibibytesPerTenant: z.number().int().positive().describe("the size in GiB of each tenant's volume; it can grow and never shrinks"),
});
