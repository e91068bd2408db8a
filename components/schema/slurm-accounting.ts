import { z } from "zod";
import { key } from "../lib/names.ts";
import { textMatching } from "../lib/text.ts";
import { givenSecret } from "./slurm-login.ts";

/** The MariaDB or MySQL database of slurmdbd's accounts, limits and job records. */
export const accountingSpec = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("provisioned").describe("a MariaDB in the layer's namespace"),
    storageClass: key.describe("the site's storage class that holds the database"),
    storageGibibytes: z.number().int().min(10).describe("the size of its volume in GiB"),
  }),
  z.strictObject({
    kind: z.literal("given").describe("a database that is run elsewhere"),
    address: z.ipv4().describe("the IPv4 address of the database, within the site's own networks"),
    port: z.number().int().min(1).max(65_535).default(3306).describe("the TCP port of the database"),
    database: textMatching(/^[A-Za-z0-9_]{1,64}$/, "a database's name: letters, digits and underscores, at most 64")
      .default("slurm_acct_db")
      .describe("the database's name (StorageLoc)"),
    user: textMatching(/^[A-Za-z0-9_.-]{1,32}$/, "a user's name: letters, digits, dots, hyphens and underscores, at most 32")
      .default("slurm")
      .describe("the user that slurmdbd logs in as (StorageUser)"),
    password: givenSecret.describe("the Secret that holds the user's password"),
  }),
]);
