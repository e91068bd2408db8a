/** The most jobs that slurmctld keeps (MaxJobCount); each task of an array is one. Its pod has the memory for them. */
export const mostJobs = 100_000;

/** One more than the highest index of a job array (MaxArraySize). */
export const mostTasks = 20_001;

/** What stays free for whoever runs the cluster, and for jobs that have ended and are still listed. */
const sharePercent = 90;

/** The most jobs that wait or run in one of so many QOS, for the account and for each of its users: no tenant fills the table, and no user the tenant's part. */
export function submitLimits(qosCount: number): { readonly perAccount: number; readonly perUser: number } {
  const perAccount = Math.floor((mostJobs * sharePercent) / 100 / Math.max(1, qosCount));
  return { perAccount, perUser: Math.ceil(perAccount / 2) };
}
