import type { Fault } from "../../lib/parse/fault.ts";
import { rulesOver } from "../../lib/parse/parse.ts";
import type { StackSpec } from "../../schema/stack.ts";

const rule = rulesOver<StackSpec>();

const idleTenants = rule(["tenants", "clusters", "inference"], (tenants, clusters, inference) => {
  const served = new Set([
    ...Object.values(clusters).flatMap(({ kubernetes, slurm }) => [
      ...Object.keys(kubernetes.tenants),
      ...Object.keys(slurm?.tenants ?? {}),
    ]),
    ...Object.keys(inference?.gateway.tenants ?? {}),
  ]);
  return Object.keys(tenants)
    .filter((tenant) => !served.has(tenant))
    .map((tenant): Fault => ({
      path: `tenants.${tenant}`,
      got: "a tenant that has no part of a cluster, and no key to the models",
      want: "something that is the tenant's",
      fix: `give it a share in clusters.*.kubernetes.tenants, or take tenants.${tenant} out`,
    }));
});

const emptyHalls = rule(["site.halls", "clusters"], (halls, clusters) => {
  const used = new Set(Object.values(clusters).map(({ hall }) => hall));
  return Object.keys(halls)
    .filter((hall) => !used.has(hall))
    .map((hall): Fault => ({
      path: `site.halls.${hall}`,
      got: "a hall without a cluster",
      want: "a cluster that stands in it",
      fix: "place a cluster there, or take the hall out",
    }));
});

const idleKeys = rule(["site.storage", "clusters"], ({ encryptionKeys, classes, snapshotClasses, backups }, clusters) => {
  const controlPlanes = Object.values(clusters).map(({ controlPlane }) => controlPlane);
  const kept = [...Object.values(classes), ...Object.values(snapshotClasses), ...Object.values(backups), ...controlPlanes];
  const used = new Set(kept.map(({ encryptionKey }) => encryptionKey));
  return Object.keys(encryptionKeys)
    .filter((name) => !used.has(name))
    .map((name): Fault => ({
      path: `site.storage.encryptionKeys.${name}`,
      got: "a key that encrypts nothing",
      want: "a class, a backup or a control plane that names it",
      fix: "name it there, or take the key out",
    }));
});

/** Whether one of the clusters' directories is the destination of this name. */
const asksDirectory = (clusters: StackSpec["clusters"], name: string) =>
  Object.values(clusters).some(({ slurm }) => slurm?.login.directory.kind === "ldap" && slurm.login.directory.egress === name);

const idleEgress = rule(["site.egress", "clusters"], (egress, clusters) => {
  const reached = (name: string) => JSON.stringify([egress[name]?.destination, egress[name]?.port]);
  const names = Object.keys(egress);
  return names.flatMap((name, index): Fault[] => {
    const entry = egress[name];
    const twin = names.slice(0, index).find((other) => reached(other) === reached(name));
    const path = `site.egress.${name}`;
    if (twin !== undefined) {
      return [
        {
          path,
          got: `the destination and port of site.egress.${twin} too`,
          want: "one entry for each destination",
          fix: "take one of the two out",
        },
      ];
    }
    if (entry?.purpose !== "identity" || entry.destination.kind !== "cidr" || asksDirectory(clusters, name)) return [];
    return [
      {
        path,
        got: "an open range for a directory that no Slurm login asks",
        want: "a login whose directory names it",
        fix: `name it in clusters.*.slurm.login.directory.egress, or take ${path} out`,
      },
    ];
  });
});

/** Notes on what a stack declares and nothing uses. */
export const unusedNotes = [idleTenants, emptyHalls, idleKeys, idleEgress];
