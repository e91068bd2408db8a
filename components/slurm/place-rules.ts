import { accelerators } from "../catalog/accelerators.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import { wrongName } from "../lib/parse/reference.ts";
import type { StackSpec } from "../schema/stack.ts";
import { slurmClustersOf } from "./clusters.ts";
import { publicKeyBits } from "./public-key.ts";
import type { SlurmSpec } from "../schema/slurm.ts";

const rule = rulesOver<StackSpec>();

/** The storage classes that a layer names, each with its path below the layer. */
const classesOf = ({ fileSystems, accounting, stateStorageClass }: SlurmSpec): (readonly [string, string])[] => [
  ...Object.entries(fileSystems).map(([name, { storageClass }]) => [`fileSystems.${name}.storageClass`, storageClass] as const),
  ...(accounting.kind === "provisioned" ? [["accounting.storageClass", accounting.storageClass] as const] : []),
  ["stateStorageClass", stateStorageClass],
];

const classesExist = rule(["clusters.*", "site.storage"], (clusters, { classes }) =>
  slurmClustersOf(clusters).flatMap(([path, { slurm }]) =>
    classesOf(slurm)
      .filter(([, name]) => !Object.hasOwn(classes, name))
      .map(([at, name]) =>
        wrongName({
          path: `${path}.${at}`,
          name,
          of: "a key of site.storage.classes",
          known: Object.keys(classes),
          fix: "name one of them, or declare the class with its jurisdiction and its key",
          missing: `site.storage.classes.${name}`,
        }),
      ),
  ),
);

/** The site's volumes are at the site's own place, and so is the tenants' data on the layer's file systems. */
const dataMayLieHere = rule(["clusters.*", "tenants.*", "site.location"], (clusters, tenants, { jurisdiction }) =>
  slurmClustersOf(clusters).flatMap(([path, { slurm }]) =>
    Object.keys(slurm.tenants).flatMap((tenant): Fault[] => {
      const residency = tenants[tenant]?.residency;
      if (residency === undefined || residency.includes(jurisdiction)) return [];
      return [
        {
          path: `${path}.tenants.${tenant}`,
          got: `a tenant whose data may lie in ${residency.join(", ")}, with file systems in ${jurisdiction}`,
          want: `tenants.${tenant}.residency with ${jurisdiction} in it`,
          fix: "place the tenant elsewhere; widen the residency only if the tenant's contract says so",
        },
      ];
    }),
  ),
);

/** The countries whose law a company is under: its own headquarters' and its ultimate parent's. */
const countriesOf = ({ organisation }: StackSpec["tenants"][string]): string =>
  [...new Set([organisation.headquarters.value, organisation.ultimateParent.headquarters.value])].sort().join(" and ");

/** Tenants whose data may lie in different places, or who are under different export law, share no host. */
const isolationKeepsPromises = rule(["clusters.*", "tenants.*"], (clusters, tenants) =>
  slurmClustersOf(clusters).flatMap(([path, { slurm }]): Fault[] => {
    if (slurm.isolation !== "shared") return [];
    const those = Object.keys(slurm.tenants).flatMap((key) => {
      const tenant = tenants[key];
      return tenant === undefined ? [] : [{ key, terms: `${countriesOf(tenant)}, data in ${[...tenant.residency].sort().join(", ")}` }];
    });
    const [first, ...others] = those;
    const other = others.find(({ terms }) => terms !== first?.terms);
    if (first === undefined || other === undefined) return [];
    return [
      {
        path: `${path}.isolation`,
        got: `shared, for ${first.key} (${first.terms}) and ${other.key} (${other.terms})`,
        want: "hosts or racks where residency or headquarters differ",
        fix: "leave the field out, which means hosts",
      },
    ];
  }),
);

const racksAreDomains = rule(["clusters.*"], (clusters) =>
  slurmClustersOf(clusters)
    .filter(([, { slurm, accelerator }]) => slurm.isolation === "racks" && accelerators[accelerator].unit.kind === "host")
    .map(([path, { accelerator }]): Fault => ({
      path: `${path}.isolation`,
      got: `racks, on ${accelerators[accelerator].name}`,
      want: "hosts: a scale-up domain is a single host there",
      fix: "write hosts",
    })),
);

/** A wave waits for the jobs that run as it begins: from the date of the data on, the longest ones have ended by its start. */
const rollOutWaitsForJobs = rule(["clusters.*", "asOf"], (clusters, asOf) =>
  slurmClustersOf(clusters).flatMap(([path, { slurm }]): Fault[] => {
    const longest = Math.max(...Object.values(slurm.partitions).map(({ maxMinutes }) => maxMinutes));
    const earliest = new Date(Date.parse(asOf) + longest * 60_000).toISOString();
    if (slurm.rollOut === undefined || Date.parse(slurm.rollOut.start) >= Date.parse(earliest)) return [];
    return [
      {
        path: `${path}.rollOut.start`,
        got: slurm.rollOut.start,
        want: `${earliest.slice(0, 10)} or later: a job of the longest time limit, ${longest} minutes, may run until then`,
        fix: "begin later",
      },
    ];
  }),
);

const directoryIsReached = rule(["clusters.*", "site.egress"], (clusters, egress) =>
  slurmClustersOf(clusters).flatMap(([path, { slurm }]): Fault[] => {
    const { directory } = slurm.login;
    if (directory.kind === "secret") return [];
    const entry = egress[directory.egress];
    if (entry?.purpose === "identity" && entry.destination.kind === "cidr") return [];
    const got =
      entry === undefined
        ? "which site.egress does not have"
        : `for ${entry.purpose}, ${entry.destination.kind === "cidr" ? "a range" : "a host name"}`;
    return [
      {
        path: `${path}.login.directory.egress`,
        got: `${directory.egress}, ${got}`,
        want: "an entry of site.egress for identity that is a range of addresses: no proxy passes LDAP on",
        fix: 'declare { purpose: "identity", destination: { kind: "cidr", cidr: … }, port: 636, jurisdiction: … }',
      },
    ];
  }),
);

/** NIST SP 800-57's minimum for RSA until 2030 and beyond. */
const fewestRsaBits = 3072;

const keysAreLongEnough = rule(["clusters.*"], (clusters) =>
  slurmClustersOf(clusters).flatMap(([path, { slurm }]) => {
    const { authentication } = slurm.login;
    if (authentication.kind === "directory-keys") return [];
    return authentication.publicKeys.flatMap((text, index): Fault[] => {
      const at = `${path}.login.authentication.publicKeys[${index}]`;
      const key = publicKeyBits(text);
      if (key === undefined) {
        return [{ path: at, got: "a key that does not decode", want: "a public key as ssh-keygen writes it", fix: "copy the whole line" }];
      }
      if (key.type !== "ssh-rsa" || key.bits >= fewestRsaBits) return [];
      return [
        {
          path: at,
          got: `an RSA key of ${key.bits} bits`,
          want: `ssh-ed25519, or RSA of ${fewestRsaBits} bits or more`,
          fix: "make a new key: ssh-keygen -t ed25519",
        },
      ];
    });
  }),
);

/** Rules over storage classes, isolation, the directory and keys. */
export const placeRules = [
  classesExist,
  dataMayLieHere,
  isolationKeepsPromises,
  racksAreDomains,
  rollOutWaitsForJobs,
  directoryIsReached,
  keysAreLongEnough,
];
