import type { SlurmModel } from "../model.ts";

/** Volume of slurmd's pod that holds each job's own /tmp. */
export const jobDirectories = "/var/spool/slurm-jobs";

/** The user as which metrics are read: one that may do nothing else. */
export const metricsUser = "nobody";

/** What slurmdbd shows to a user: one's own. */
const hiddenRecords = ["accounts", "events", "jobs", "reservations", "usage", "users"];

/** PrivateData of slurmdbd.conf. */
export const accountingExtraConf = `PrivateData=${hiddenRecords.join(",")}\n`;

/**
 * The options of slurm.conf that keep tenants apart. Sources: slurm.conf(5); Slurm's guides for MCS, namespaces and metrics.
 *
 * An account is a label of its jobs: with `select`, jobs of other labels do not come onto their hosts; with `privatedata`, users see the jobs of their own label.
 */
export const isolationOptions = ({ isolation }: Pick<SlurmModel, "isolation">): Readonly<Record<string, string>> => ({
  PrivateData: [...hiddenRecords, "nodes"].sort().join(","),
  MCSPlugin: "mcs/account",
  MCSParameters: `enforced,${isolation === "shared" ? "noselect" : "select"},privatedata`,
  // /tmp and /dev/shm of a job are its own, and go with it.
  NamespaceType: "namespace/tmpfs",
  // Jobs reach the port of slurmctld that metrics are read from too.
  MetricsAuthUsers: metricsUser,
});

/** job_container.conf, which namespace/tmpfs reads. */
export const jobContainerConf = `AutoBasePath=true
BasePath=${jobDirectories}
Dirs=/tmp,/dev/shm
`;
