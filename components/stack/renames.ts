import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import type { StackSpec } from "../schema/stack.ts";

const rule = rulesOver<StackSpec>();

interface Renamed {
  readonly renamedFrom?: string | undefined;
}

type Entries = Readonly<Record<string, Renamed>>;

/** The first key of each entry that was renamed, by the key that it has now. */
type FirstKeys = ReadonlyMap<string, string>;

const firstKeysIn = (entries: Entries): FirstKeys =>
  new Map(Object.entries(entries).flatMap(([key, { renamedFrom }]) => (renamedFrom === undefined ? [] : [[key, renamedFrom] as const])));

/** Faults of the entries at a path: each first key belongs to one of them, and to nothing else. */
function faultsIn(path: string, entries: Entries, keys: readonly string[]): Fault[] {
  const owners = new Map<string, string>();
  return [...firstKeysIn(entries)].flatMap(([key, first]): Fault[] => {
    const at = `${path}.${key}.renamedFrom`;
    const owner = owners.get(first);
    owners.set(first, key);
    if (first === key) return [{ path: at, got: first, want: "the key that it was first declared by", fix: "leave the field out" }];
    if (keys.includes(first)) {
      const want = "a key that the file has no more: both would have one name, and one another's data";
      return [{ path: at, got: `${first}, which ${path} still has`, want, fix: `take ${path}.${first} out, or leave the field out` }];
    }
    if (owner === undefined) return [];
    const want = "a key that one alone was renamed from";
    return [{ path: at, got: `${first}, which ${path}.${owner} was renamed from too`, want, fix: "correct one of the two" }];
  });
}

const clustersAndFileSystems = rule(["keys of clusters", "clusters.*"], (keys, clusters) => [
  ...faultsIn("clusters", clusters, keys),
  ...Object.entries(clusters).flatMap(([name, { slurm }]) =>
    slurm === undefined ? [] : faultsIn(`clusters.${name}.slurm.fileSystems`, slurm.fileSystems, Object.keys(slurm.fileSystems)),
  ),
]);

const tenantsOfTheStack = rule(["keys of tenants", "tenants.*"], (keys, tenants) => faultsIn("tenants", tenants, keys));

const endpointsOfTheStack = rule(["keys of inference.endpoints", "inference.endpoints.*"], (keys, endpoints) =>
  faultsIn("inference.endpoints", endpoints, keys),
);

/** Rules over keys that were changed. */
export const renameRules = [clustersAndFileSystems, tenantsOfTheStack, endpointsOfTheStack];

const firstOf = (keys: FirstKeys) => (key: string) => keys.get(key) ?? key;

/** The entries by their first keys, in the order in which they are declared. */
const byFirst = <Value>(entries: Readonly<Record<string, Value>>, first: (key: string) => string): Record<string, Value> =>
  Object.fromEntries(Object.entries(entries).map(([key, value]) => [first(key), value]));

function withoutField<Value extends Renamed>(entries: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(entries).map(([key, value]) => {
      const { renamedFrom: _, ...rest } = value;
      return [key, rest as Value];
    }),
  );
}

type SlurmSpec = NonNullable<StackSpec["clusters"][string]["slurm"]>;

function slurmByFirstKeys(slurm: SlurmSpec, tenant: (key: string) => string): SlurmSpec {
  return {
    ...slurm,
    tenants: byFirst(slurm.tenants, tenant),
    partitions: Object.fromEntries(
      Object.entries(slurm.partitions).map(([name, partition]) => [
        name,
        partition.tenants === undefined ? partition : { ...partition, tenants: partition.tenants.map(tenant) },
      ]),
    ),
    fileSystems: byFirst(withoutField(slurm.fileSystems), firstOf(firstKeysIn(slurm.fileSystems))),
  };
}

function inferenceByFirstKeys(
  inference: NonNullable<StackSpec["inference"]>,
  cluster: (key: string) => string,
  tenant: (key: string) => string,
): StackSpec["inference"] {
  const { gateway, endpoints } = inference;
  const renamed = Object.fromEntries(
    Object.entries(withoutField(endpoints)).map(([name, endpoint]) => [
      name,
      { ...endpoint, cluster: cluster(endpoint.cluster), share: tenant(endpoint.share), tenants: endpoint.tenants.map(tenant) },
    ]),
  );
  return {
    ...inference,
    gateway: { ...gateway, cluster: cluster(gateway.cluster), tenants: byFirst(gateway.tenants, tenant) },
    endpoints: byFirst(renamed, firstOf(firstKeysIn(endpoints))),
  };
}

/** True if anything of the stack was renamed. */
export const hasRenames = ({ clusters, tenants, inference }: StackSpec): boolean =>
  [clusters, tenants, inference?.endpoints ?? {}, ...Object.values(clusters).map(({ slurm }) => slurm?.fileSystems ?? {})].some(
    (entries: Entries) => firstKeysIn(entries).size > 0,
  );

/**
 * The stack with the first key of whatever was renamed, wherever it is named: what the program makes of it has the names that it always had, and so it
 * stays where it is, with its data.
 */
export function underFirstKeys(spec: StackSpec): StackSpec {
  const [cluster, tenant] = [firstOf(firstKeysIn(spec.clusters)), firstOf(firstKeysIn(spec.tenants))];
  const { site, clusters, deliveries, multiKueue, inference } = spec;
  return {
    ...spec,
    site: { ...site, offtake: byFirst(site.offtake, tenant) },
    tenants: byFirst(withoutField(spec.tenants), tenant),
    clusters: Object.fromEntries(
      Object.entries(withoutField(clusters)).map(([name, each]) => [
        cluster(name),
        {
          ...each,
          kubernetes: { ...each.kubernetes, tenants: byFirst(each.kubernetes.tenants, tenant) },
          ...(each.slurm === undefined ? {} : { slurm: slurmByFirstKeys(each.slurm, tenant) }),
        },
      ]),
    ),
    deliveries: Object.fromEntries(
      Object.entries(deliveries).map(([name, delivery]) => [name, { ...delivery, cluster: cluster(delivery.cluster) }]),
    ),
    ...(multiKueue === undefined
      ? {}
      : {
          multiKueue: {
            manager: cluster(multiKueue.manager),
            workers: multiKueue.workers.map(cluster),
            tenants: multiKueue.tenants.map(tenant),
          },
        }),
    ...(inference === undefined ? {} : { inference: inferenceByFirstKeys(inference, cluster, tenant) }),
  };
}

/** Faults of a stack under its first keys, by the keys that its file has. */
export function byKeysOfFile(faults: readonly Fault[], { clusters, tenants, inference }: StackSpec): Fault[] {
  const areas: readonly (readonly [string, Entries])[] = [
    ["clusters", clusters],
    ["tenants", tenants],
    ["inference.endpoints", inference?.endpoints ?? {}],
    ...Object.entries(clusters).map(([name, { slurm }]) => [`clusters.${name}.slurm.fileSystems`, slurm?.fileSystems ?? {}] as const),
  ];
  const pairs = areas.flatMap(([area, entries]) =>
    [...firstKeysIn(entries)].map(([key, first]) => [new RegExp(`${area}\\.${first}(?![\\w-])`, "g"), `${area}.${key}`] as const),
  );
  const told = (text: string) => pairs.reduce((said, [pattern, path]) => said.replace(pattern, path), text);
  return faults.map(({ path, got, want, fix }) => ({ path: told(path), got: told(got), want: told(want), fix: told(fix) }));
}
