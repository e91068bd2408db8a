import { z } from "zod";
import { jurisdictionCodes } from "../catalog/jurisdictions.ts";
import { follows } from "../lib/derive/follows.ts";
import { factOf } from "../lib/fact.ts";
import { hostName } from "../lib/host-names.ts";
import { countryCode, key, keyed } from "../lib/names.ts";
import { text, textMatching } from "../lib/text.ts";

const jurisdiction = z.enum(jurisdictionCodes).describe("the jurisdiction in which the data lies");

const encryptedWith = follows(
  key.describe("the key of storage.encryptionKeys that the data is encrypted with"),
  "the only key of storage.encryptionKeys",
);

const encryptionKey = z.strictObject({
  holder: factOf(text).describe("the company that can use the key"),
  holderHeadquarters: factOf(countryCode).describe("the country of the headquarters of whoever holds the key"),
  jurisdiction: z.enum(jurisdictionCodes).describe("the jurisdiction in which the key lies"),
});

/** The Container Storage Interface's pattern of a driver's name (GetPluginInfo). */
const driverName = textMatching(
  /^(?=.{1,63}$)[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/,
  "a CSI driver's name: letters, digits, hyphens and dots, at most 63 characters",
);

/** Amazon S3, "General purpose bucket naming rules", which other stores of this interface follow. */
const bucketName = textMatching(
  /^(?=.{3,63}$)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9](?:[a-z0-9-]|\.(?!\.))*[a-z0-9]$/,
  "a bucket's name: 3 to 63 lower-case letters, digits, hyphens and single dots, and no IP address",
);

const storageClass = z.strictObject({
  provisioner: driverName.describe("the CSI driver's name"),
  parameters: z.record(text, z.string()).default({}).describe("the driver's own parameters, no secrets"),
  reclaimPolicy: z.enum(["Retain", "Delete"]).describe("what happens to the data when the claim is deleted"),
  jurisdiction,
  encryptionKey: encryptedWith,
});

const snapshotClass = z.strictObject({
  driver: driverName.describe("the CSI driver's name"),
  deletionPolicy: z.enum(["Retain", "Delete"]).describe("what happens to the data when the snapshot is deleted"),
  jurisdiction,
  encryptionKey: encryptedWith,
});

const backup = z.strictObject({
  host: hostName.describe("the host name of the object store"),
  bucket: bucketName.describe("the bucket's name in the object store"),
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
