import { ensureSystemPackages } from "../cluster/system-packages.ts";

/** The daemons and clients of a Slurm cluster, by the Debian package that has them. */
const packages = {
  munged: "munge",
  slurmctld: "slurmctld",
  slurmd: "slurmd",
  slurmdbd: "slurmdbd",
  mariadbd: "mariadb-server",
  "mariadb-install-db": "mariadb-server",
  scontrol: "slurm-client",
  sacctmgr: "slurm-client",
  sbatch: "slurm-client",
} as const;

export type SlurmCommands = Readonly<Record<keyof typeof packages, string>>;

/** Installs what is missing. Returns the absolute path of each command. */
export const slurmCommands = (): Promise<SlurmCommands> => ensureSystemPackages(packages);
