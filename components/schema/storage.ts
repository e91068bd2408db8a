import { z } from "zod";
import { jurisdictionCodes } from "../catalog/jurisdictions.ts";
import { factOf } from "../lib/fact.ts";
import { countryCode, key, keyed } from "../lib/names.ts";

const jurisdiction = z.enum(jurisdictionCodes).describe("the jurisdiction in which the data lies");

const encryptionKey = z.strictObject({
  holder: factOf(z.string().min(1)).describe("who can use the key"),
  holderHeadquarters: factOf(countryCode),
  jurisdiction: z.enum(jurisdictionCodes).describe("the jurisdiction in which the key lies"),
});

const storageClass = z.strictObject({
  provisioner: z.string().min(1).describe("the CSI driver's name"),
  parameters: z.record(z.string(), z.string()).default({}).describe("the driver's own parameters, no secrets"),
  reclaimPolicy: z.enum(["Retain", "Delete"]).describe("what happens to the data when the claim is deleted"),
  jurisdiction,
  encryptionKey: key,
});

const snapshotClass = z.strictObject({
  driver: z.string().min(1).describe("the CSI driver's name"),
  deletionPolicy: z.enum(["Retain", "Delete"]),
  jurisdiction,
  encryptionKey: key,
});

const backup = z.strictObject({
  host: z.string().min(1).describe("the host name of the object store"),
  bucket: z.string().min(1),
  retentionDays: z.number().int().positive(),
  jurisdiction,
  encryptionKey: key,
});

/** What holds data of a site's clusters, where it lies, and who holds the keys. */
export const storage = z.strictObject({
  encryptionKeys: keyed(encryptionKey),
  classes: keyed(storageClass),
  snapshotClasses: keyed(snapshotClass).default({}),
  backups: keyed(backup).default({}),
});

export type StorageSpec = z.output<typeof storage>;
