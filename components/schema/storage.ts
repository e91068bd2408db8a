import { z } from "zod";
import { jurisdictionCodes } from "../catalog/jurisdictions.ts";
import { factOf } from "../lib/fact.ts";
import { countryCode, key, keyed } from "../lib/names.ts";

const jurisdiction = z.enum(jurisdictionCodes).describe("the jurisdiction in which the data lies");

const encryptedWith = key.describe("the key of storage.encryptionKeys that the data is encrypted with");

const encryptionKey = z.strictObject({
  holder: factOf(z.string().min(1)).describe("the company that can use the key"),
  holderHeadquarters: factOf(countryCode).describe("the country of the headquarters of whoever holds the key"),
  jurisdiction: z.enum(jurisdictionCodes).describe("the jurisdiction in which the key lies"),
});

const storageClass = z.strictObject({
  provisioner: z.string().min(1).describe("the CSI driver's name"),
  parameters: z.record(z.string(), z.string()).default({}).describe("the driver's own parameters, no secrets"),
  reclaimPolicy: z.enum(["Retain", "Delete"]).describe("what happens to the data when the claim is deleted"),
  jurisdiction,
  encryptionKey: encryptedWith,
});

const snapshotClass = z.strictObject({
  driver: z.string().min(1).describe("the CSI driver's name"),
  deletionPolicy: z.enum(["Retain", "Delete"]).describe("what happens to the data when the snapshot is deleted"),
  jurisdiction,
  encryptionKey: encryptedWith,
});

const backup = z.strictObject({
  host: z.string().min(1).describe("the host name of the object store"),
  bucket: z.string().min(1).describe("the bucket's name in the object store"),
  retentionDays: z.number().int().positive().describe("the days for which a backup is kept"),
  jurisdiction,
  encryptionKey: encryptedWith,
});

/** The storage of a site's clusters: volumes, snapshots and backups, their places, and the holders of their keys. */
export const storage = z.strictObject({
  encryptionKeys: keyed(encryptionKey).describe("the encryption keys of the site's data, by the name that classes and backups refer to"),
  classes: keyed(storageClass).describe("the StorageClasses of every cluster of the site, by name"),
  snapshotClasses: keyed(snapshotClass).default({}).describe("the VolumeSnapshotClasses of every cluster of the site, by name"),
  backups: keyed(backup).default({}).describe("the object stores that backups go to, by a key of your own"),
});

export type StorageSpec = z.output<typeof storage>;
