import { sssdConf } from "./login.ts";
import { namespace, secrets } from "./names.ts";
import type { SlurmModel } from "../model.ts";
import type { SlurmSpec } from "../../schema/slurm.ts";
import type { SlurmSecret } from "../../names/slurm.ts";

/** Slurm refuses HS256 keys below 256 bits. Its own key may have any length, and its documentation uses 1,024 bytes. */
const slurmKeyBytes = 1024;
const jwtKeyBytes = 64;
const passwordCharacters = 48;

/** The contents of a Secret: random bytes, a random password, or a text that is no secret but must be in one. */
export type SecretContent =
  | { readonly kind: "bytes"; readonly length: number }
  | { readonly kind: "password"; readonly length: number }
  | { readonly kind: "text"; readonly text: string };

/** A Secret with one key. */
export interface SecretPlan {
  readonly name: string;
  readonly namespace: string;
  readonly key: string;
  readonly content: SecretContent;
}

export function planSecrets(
  { accounting, login }: SlurmSpec,
  { accounts }: Pick<SlurmModel, "accounts">,
): Readonly<Partial<Record<SlurmSecret, SecretPlan>>> {
  const sssd = sssdConf(
    login,
    accounts.flatMap(({ groups }) => [groups.user, groups.admin]),
  );
  const secret = (ref: { readonly name: string; readonly key: string }, content: SecretContent): SecretPlan => ({
    ...ref,
    namespace,
    content,
  });
  return {
    "slurm-key": secret(secrets.slurmKey, { kind: "bytes", length: slurmKeyBytes }),
    "jwt-key": secret(secrets.jwtKey, { kind: "bytes", length: jwtKeyBytes }),
    ...(accounting.kind === "given"
      ? {}
      : { "database-password": secret(secrets.databasePassword, { kind: "password", length: passwordCharacters }) }),
    ...(sssd === undefined ? {} : { sssd: secret(secrets.sssdConf, { kind: "text", text: sssd }) }),
  };
}
