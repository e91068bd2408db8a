import { readProgram } from "../../lib/program/index.ts";
import type { SlurmModel } from "../model.ts";

const program = readProgram(import.meta.dirname, "homes.sh");

/**
 * The script that makes a home directory for each member of a tenant's groups in the tenant's volumes. A directory that the storage refuses is reported, the others
 * are made, and the script exits with 1.
 */
export const homesScript = ({ accounts }: Pick<SlurmModel, "accounts">, fileSystems: readonly string[]): string =>
  program({
    volumes: accounts.flatMap(({ name, groups }) =>
      fileSystems.map((fileSystem) => ({ path: `/${fileSystem}/${name}`, userGroup: groups.user, adminGroup: groups.admin })),
    ),
  });
