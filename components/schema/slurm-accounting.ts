import { z } from "zod";
import { key } from "../lib/names.ts";
import { givenSecret } from "./slurm-login.ts";

/** The MariaDB or MySQL in which slurmdbd keeps accounts, limits and the record of jobs. */
export const accountingSpec = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("provisioned"),
    storageClass: key.describe("the site's storage class that holds it"),
    storageGibibytes: z.number().int().min(10),
  }),
  z.strictObject({
    kind: z.literal("given"),
    address: z.ipv4().describe("where it answers, within the site's own networks"),
    port: z.number().int().min(1).max(65_535).default(3306),
    database: z.string().min(1).default("slurm_acct_db"),
    user: z.string().min(1).default("slurm"),
    password: givenSecret,
  }),
]);
