import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { SupervisedProcess } from "../cluster/supervisor.ts";
import type { SlurmCommands } from "./commands.ts";
import { mungeSocket } from "./munge.ts";

/** A database on loopback, and the slurmdbd that keeps its records there. */
export interface AccountingProcesses {
  readonly mariadb: SupervisedProcess;
  /** To be started when the database answers. */
  readonly slurmdbd: SupervisedProcess;
  /** Fails until the database answers. */
  readonly askDatabase: () => Promise<unknown>;
}

const database = "slurm_acct_db";
const user = "slurm";

/** Makes an empty database in `directory`, and says how to start it and slurmdbd. `slurmUser` runs the daemons, `etc` holds slurmdbd.conf, which ends with `extraConf`. */
export async function accountingIn(
  directory: string,
  etc: string,
  slurmUser: string,
  ports: { readonly database: number; readonly slurmdbd: number },
  extraConf: string,
  commands: SlurmCommands,
): Promise<AccountingProcesses> {
  const data = join(directory, "mariadb");
  const password = randomBytes(24).toString("hex");
  const install = [
    "--no-defaults",
    `--datadir=${data}`,
    `--user=${slurmUser}`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
  ];
  await promisify(execFile)(commands["mariadb-install-db"], install);
  const grants = join(directory, "grants.sql");
  await writeFile(
    grants,
    `CREATE DATABASE ${database};
CREATE USER '${user}'@'127.0.0.1' IDENTIFIED BY '${password}';
GRANT ALL ON ${database}.* TO '${user}'@'127.0.0.1';
`,
    { mode: 0o600 },
  );
  const configuration = `AuthType=auth/munge
AuthInfo=socket=${mungeSocket(directory)}
DbdHost=localhost
DbdAddr=127.0.0.1
DbdPort=${ports.slurmdbd}
SlurmUser=${slurmUser}
StorageType=accounting_storage/mysql
StorageHost=127.0.0.1
StoragePort=${ports.database}
StorageLoc=${database}
StorageUser=${user}
StoragePass=${password}
PidFile=${join(directory, "slurmdbd.pid")}
LogFile=${join(directory, "slurmdbd-own.log")}
${extraConf}`;
  await writeFile(join(etc, "slurmdbd.conf"), configuration, { mode: 0o600 });
  const client = ["--no-defaults", "--host=127.0.0.1", `--port=${ports.database}`, `--user=${user}`, "--execute=SELECT 1", database];
  return {
    mariadb: {
      name: "mariadbd",
      command: commands.mariadbd,
      args: [
        "--no-defaults",
        `--datadir=${data}`,
        `--user=${slurmUser}`,
        "--bind-address=127.0.0.1",
        `--port=${ports.database}`,
        `--socket=${join(directory, "mariadb.socket")}`,
        `--pid-file=${join(directory, "mariadb.pid")}`,
        `--init-file=${grants}`,
        "--skip-name-resolve",
        // Data that a power cut would lose is not worth waiting for the disk.
        "--innodb-flush-log-at-trx-commit=0",
      ],
    },
    // It looks for its configuration beside slurm.conf.
    slurmdbd: { name: "slurmdbd", command: "/usr/bin/env", args: [`SLURM_CONF=${join(etc, "slurm.conf")}`, commands.slurmdbd, "-D"] },
    askDatabase: () => promisify(execFile)("mariadb", client, { env: { ...process.env, MYSQL_PWD: password } }),
  };
}
