import fc from "fast-check";
import { expect, test } from "vitest";
import { assumed } from "../../../components/lib/fact.ts";
import { nameFaults } from "../../../components/stack/names/rules.ts";
import { planClusterNames } from "../../../components/stack/names/table.ts";
import { parseStack } from "../../../components/stack/parse.ts";
import type { StackInput, StackSpec } from "../../../components/schema/stack.ts";
import { slurmCluster, type SlurmCluster } from "../../../components/slurm/clusters.ts";
import { planSlurm } from "../../../components/slurm/plan/index.ts";
import { endpointObjects, exampleEndpoint, exampleInference, serve } from "../../support/inference.ts";
import { tenantLike, validStack } from "../../support/invalid.ts";
import { planLayer } from "../../support/plans.ts";
import { registeredBy } from "../../support/registered.ts";
import { coreObjects, exampleSlurm, slinkyObjects } from "../../support/slurm.ts";

/** What stands for the keys of the stack below. */
const places = [
  "tenant-x",
  "tenant-y",
  "endpoint-x",
  "endpoint-y",
  "cluster-x",
  "cluster-y",
  "files-x",
  "files-y",
  "class-x",
  "class-y",
] as const;
type Keys = Readonly<Record<(typeof places)[number], string>>;

const first = fc.constantFrom("a", "data", "endpoint", "gateway", "monitoring", "slurm", "weights");

/** Words that the program itself appends, and two that it does not. */
const further = fc.constantFrom("0", "a", "canary", "data", "engines", "pickers", "picker", "slurm", "surplus", "weights");

/** One to three of the words, and seldom more than a few letters apart. */
const key = fc.tuple(first, fc.array(further, { maxLength: 2 })).map(([one, others]) => [one, ...others].join("-"));

/** Two different keys, of which the second is often the first with a word more. */
const pair = fc
  .tuple(
    key,
    fc.oneof(
      key,
      further.map((word) => ({ word })),
    ),
  )
  .map(([one, other]) => [one, typeof other === "string" ? other : `${one}-${other.word}`] as const)
  .filter(([one, other]) => one !== other);

const nearAlike: fc.Arbitrary<Keys> = fc
  .tuple(pair, pair, pair, pair, pair)
  .map((pairs) => Object.fromEntries(pairs.flat().map((each, index) => [places[index], each])) as Keys);

/** Two of each thing that has a key: Slurm and endpoints of one host on one cluster, a group of hosts on the other. */
function stackOfPlaces(): StackInput {
  const stack = validStack();
  const industry = stack.tenants["industry"] as StackInput["tenants"][string];
  const share = (percent: number) => ({ guaranteedSharePercent: assumed(percent, "an example"), preemptionOrder: 1 });
  stack.tenants = { "tenant-x": tenantLike(industry, "tenant-x"), "tenant-y": tenantLike(industry, "tenant-y") };
  const { training, racks } = stack.clusters;
  if (training === undefined || racks === undefined) throw new Error("the example has two clusters");
  const tenants = { "tenant-x": share(50), "tenant-y": share(25) };
  training.kubernetes = { tenants };
  racks.kubernetes = { tenants };
  training.slurm = exampleSlurm(8, {
    tenants,
    fileSystems: {
      "files-x": { storageClass: "class-x", quotaGibibytesPerTenant: 10 },
      "files-y": { storageClass: "class-y", quotaGibibytesPerTenant: 10 },
    },
    partitions: { training: { purpose: "training", defaultMinutes: 60, maxMinutes: 60 } },
    stateStorageClass: "class-x",
    accounting: { kind: "provisioned", storageClass: "class-x", storageGibibytes: 10 },
  });
  const { fast } = stack.site.storage.classes;
  if (fast === undefined) throw new Error("the example has a storage class");
  stack.site.storage.classes = { "class-x": fast, "class-y": fast };
  stack.clusters = { "cluster-x": training, "cluster-y": racks };
  stack.deliveries = {};
  const endpoint = { tenants: ["tenant-x"], storageClass: "class-x" };
  serve(
    stack,
    exampleInference(
      {
        "endpoint-x": exampleEndpoint({
          ...endpoint,
          cluster: "cluster-x",
          share: "tenant-x",
          replicas: { min: 1, max: 1 },
          canary: { weightPercent: 5, replicas: 1 },
        }),
        "endpoint-y": exampleEndpoint({
          ...endpoint,
          cluster: "cluster-x",
          share: "tenant-y",
          replicas: { min: 1, max: 2 },
          servedAs: "y",
        }),
      },
      "cluster-x",
    ),
  );
  const { inference } = stack;
  if (inference === undefined) throw new Error("the example serves models");
  inference.gateway.tenants = { "tenant-x": { requestsPerMinute: assumed(60, "an example") } };
  return stack;
}

const template = JSON.stringify(parseStack("a.ts", stackOfPlaces()));

/** The same, with these keys. */
const stackOf = (keys: Keys): StackSpec =>
  JSON.parse(places.reduce((text, place) => text.replaceAll(`"${place}"`, `"${keys[place]}"`), template)) as StackSpec;

const faultsOf = (spec: StackSpec) => nameFaults(planClusterNames("a", { ...spec, storage: spec.site.storage }));

/** What is planned on the cluster with everything, by what must be there once. */
function plannedNames(spec: StackSpec, cluster: string): string[] {
  const slurm = planSlurm(cluster, slurmCluster(cluster, spec) as SlurmCluster, spec);
  const objects = [
    ...Object.keys(spec.inference?.endpoints ?? {}).flatMap((name) => endpointObjects(name, spec)),
    ...coreObjects(slurm),
    ...slinkyObjects(slurm),
    ...Object.values(planLayer(cluster, spec).tenants).map(({ namespace }) => ({ kind: "Namespace", metadata: namespace.metadata })),
  ];
  const volumes = (slurm.login.spec.template.spec.volumes ?? []) as readonly { name: string }[];
  return [
    ...objects.map(({ kind, metadata }) => {
      const { namespace, name } = metadata as { namespace?: string; name: string };
      return `${kind} ${namespace ?? ""}/${name}`;
    }),
    ...slurm.model.qos.map(({ name }) => `QOS ${name}`),
    ...volumes.map(({ name }) => `volume ${name}`),
  ];
}

const twice = (names: readonly string[]): string[] => [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];

interface Sample {
  readonly keys: Keys;
  readonly spec: StackSpec;
  readonly isRefused: boolean;
  /** Names that two things would have. */
  readonly twice: readonly string[];
}

const samples = fc.sample(nearAlike, { numRuns: 2000, seed: 20_261_127 }).map((keys): Sample => {
  const spec = stackOf(keys);
  return { keys, spec, isRefused: faultsOf(spec).length > 0, twice: twice(plannedNames(spec, keys["cluster-x"])) };
});

test("of thousands of stacks with near-alike keys, those that are not refused have no object of two owners", () => {
  expect(samples.filter(({ isRefused, twice: found }) => !isRefused && found.length > 0)).toEqual([]);
});

test("both sides are there: stacks that are refused with reason, and more that are not refused", () => {
  expect(samples.filter(({ twice: found }) => found.length > 0).length).toBeGreaterThan(20);
  expect(samples.filter(({ isRefused }) => !isRefused).length).toBeGreaterThan(samples.length / 2);
});

test("what the program really registers for such a stack is registered once", async () => {
  const spec = samples.find(({ isRefused }) => !isRefused)?.spec;
  if (spec === undefined) throw new Error("every sample is refused");
  const registered = await registeredBy("a", spec);
  expect(twice(registered.map(({ type, name }) => `${type} ${name}`))).toEqual([]);
  const objects = registered.flatMap(({ object }) => (object === undefined ? [] : [object]));
  expect(twice(objects.map(({ cluster, kind, namespace = "", name }) => `${cluster} ${kind} ${namespace}/${name}`))).toEqual([]);
});
