import { readProgram } from "../../lib/program/index.ts";
import type { SlurmModel } from "../model.ts";
import { gpuResource } from "./gpus.ts";
import { submitLimits } from "./job-table.ts";
import { hostsFor } from "./shares.ts";

const program = readProgram(import.meta.dirname, "accounts.sh");

/**
 * The script that loads accounts, limits and users into slurmdbd.
 *
 * It compares first and changes only what differs, so a second run changes nothing; its last line gives the number of changes. Undeclared accounts are listed, but
 * never removed, because an account's history would go with it. Whoever has left a tenant's groups submits nothing more from this run on, and the jobs are
 * cancelled. It runs where sacctmgr reaches slurmdbd and getent reaches the directory, and exits with 1 if a group could not be read or a change was refused.
 *
 * A QOS limits hosts beside GPUs, or jobs with few GPUs and much else would take the hosts of others; so threads and memory need no limit of their own. And each
 * job has a GPU: one without is bound by no guarantee.
 */
export function accountsScript({
  clusterName,
  accounts,
  qos,
  node,
}: Pick<SlurmModel, "clusterName" | "accounts" | "qos" | "node">): string {
  const jobs = submitLimits(qos.length);
  return program({
    clusterName,
    gpuResource,
    qos: qos.map(({ name, description }) => ({ name, description })),
    // A QOS may preempt one that comes after it, so all are created before any gets its limits.
    limits: qos.map(({ name, priority, usageFactor, graceSeconds, gpusAtMost, gpusPerUserAtMost, preemptMode, preempts }) => ({
      name,
      priority,
      graceSeconds,
      grace: duration(graceSeconds),
      usageFactor: usageFactor.toFixed(6),
      gpus: gpusAtMost,
      hosts: hostsFor(gpusAtMost, node),
      gpusPerUser: gpusPerUserAtMost ?? "",
      // No other QOS names such a QOS in its Preempt, so the cluster's mode never applies to it.
      preemptMode: preemptMode === "off" ? "cluster" : preemptMode,
      preempts: preempts.join(","),
      jobsPerAccount: jobs.perAccount,
      jobsPerUser: jobs.perUser,
    })),
    accounts: accounts.map(({ name, description, organisation, fairShare, defaultQos, qos: allowed, groups }) => ({
      name,
      description,
      organisation,
      fairShare,
      defaultQos,
      qos: allowed.join(","),
      userGroup: groups.user,
      adminGroup: groups.admin,
    })),
    accountNames: accounts.map(({ name }) => name),
    qosNames: qos.map(({ name }) => name),
  });
}

/** A time in sacctmgr's format: hh:mm:ss. */
function duration(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
