import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { applyCrds, readCrd, type CustomResourceDefinition } from "../rigs/cluster/crd.ts";
import { moduleDirectory } from "../rigs/modules.ts";
import { hasPublished, publishedRoot } from "../rigs/cluster/reduced/published.ts";
import { reducedReleases, reducedRoot } from "../rigs/cluster/reduced/releases.ts";
import { ApiError, callApi } from "../rigs/cluster/rest.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import type { ServerObject } from "../support/cluster.ts";
import { renderedObjects } from "../support/rendered-objects.ts";
import { variantsOf, type Variant } from "../support/variants.ts";

/** Every reduced CRD below a folder, by `apiVersion kind` of the version that is rendered. */
async function readCrds(root: string): Promise<ReadonlyMap<string, CustomResourceDefinition>> {
  const read = reducedReleases.flatMap(({ folder, kinds }) =>
    Object.entries(kinds).map(async ([name, version]) => {
      const crd = await readCrd(join(root, folder, `${name}.yaml`));
      return [`${crd.spec.group}/${version} ${crd.spec.names.kind}`, crd] as const;
    }),
  );
  return new Map(await Promise.all(read));
}

/** A copy in a group of its own, so that one server has both. */
function inGroup(prefix: string, { metadata, spec, ...crd }: CustomResourceDefinition): CustomResourceDefinition {
  const group = `${prefix}.${spec.group}`;
  return { ...crd, metadata: { ...metadata, name: `${spec.names.plural}.${group}` }, spec: { ...spec, group } };
}

/** The newest release of the GPU operator that is a Go module: it knows ClusterPolicy, and none of the later kinds. */
async function newestClusterPolicy(): Promise<CustomResourceDefinition> {
  const folder = await moduleDirectory("crds", "github.com/NVIDIA/gpu-operator");
  return readCrd(join(folder, "config/crd/bases/nvidia.com_clusterpolicies.yaml"));
}

const keyOf = ({ apiVersion, kind }: ServerObject): string => `${apiVersion} ${kind}`;

/** Asks the server whether it would create the object by the schema of this CRD; a field that the schema does not have is refused. */
async function verdictOf(cluster: TestCluster, { spec }: CustomResourceDefinition, object: ServerObject): Promise<string> {
  const apiVersion = `${spec.group}/${object.apiVersion.split("/")[1] ?? ""}`;
  const collection = spec.scope === "Namespaced" ? `namespaces/default/${spec.names.plural}` : spec.names.plural;
  const { namespace: _, ...metadata } = object.metadata;
  try {
    await callApi(cluster, {
      method: "POST",
      path: `/apis/${apiVersion}/${collection}`,
      query: { dryRun: "All", fieldValidation: "Strict" },
      body: { ...object, apiVersion, metadata },
    });
    return "taken";
  } catch (error) {
    if (error instanceof ApiError && (error.status === 400 || error.status === 422)) return "refused";
    throw error;
  }
}

const atOnce = 16;

/** Asks of many, some at once. */
async function mapSome<Item, Result>(items: readonly Item[], ask: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += atOnce) {
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(ask))));
  }
  return results;
}

/** Each change of each field of each kind once, whatever the number of objects that have the field. */
function distinctVariants(objects: readonly ServerObject[]): Variant[] {
  const variants = new Map<string, Variant>();
  for (const object of objects) {
    for (const { change, object: changed } of variantsOf(object)) {
      const name = `${object.kind} ${change}`;
      if (!variants.has(name)) variants.set(name, { change: name, object: changed });
    }
  }
  return [...variants.values()];
}

describe("reduced CRDs", () => {
  let cluster: TestCluster;
  let reduced: ReadonlyMap<string, CustomResourceDefinition>;
  let objects: readonly ServerObject[];

  const crdOf = (crds: ReadonlyMap<string, CustomResourceDefinition>, object: ServerObject): CustomResourceDefinition => {
    const crd = crds.get(keyOf(object));
    if (crd === undefined) throw new Error(`got ${keyOf(object)}, want of ${[...crds.keys()].join(", ")}`);
    return crd;
  };

  beforeAll(async () => {
    cluster = await startCluster();
    reduced = await readCrds(reducedRoot);
    await applyCrds(cluster, [...reduced.values()]);
    const groups = new Set([...reduced.values()].map(({ spec }) => spec.group));
    objects = (await renderedObjects()).filter(({ apiVersion }) => groups.has(apiVersion.split("/")[0] ?? ""));
    return () => cluster.stop();
  });

  test("are of the kinds that stacks render, and of no other", () => {
    expect([...new Set(objects.map(keyOf))].sort()).toEqual([...reduced.keys()].sort());
  });

  test("take every object that stacks render", async () => {
    const verdicts = await mapSome(objects, async (object) => ({
      name: `${object.kind} ${object.metadata.name}`,
      verdict: await verdictOf(cluster, crdOf(reduced, object), object),
    }));
    expect(verdicts.filter(({ verdict }) => verdict !== "taken")).toEqual([]);
  });

  test("of ClusterPolicy takes what the newest release in a registry takes too", async () => {
    const whole = inGroup("newest", await newestClusterPolicy());
    await applyCrds(cluster, [whole]);
    const policies = objects.filter(({ kind }) => kind === "ClusterPolicy");
    expect(new Set(await mapSome(policies, (object) => verdictOf(cluster, whole, object)))).toEqual(new Set(["taken"]));
  });

  test.skipIf(!hasPublished)("refuse and take what the published ones do, but where an expression asks for a key", async () => {
    const published = new Map([...(await readCrds(publishedRoot))].map(([key, crd]) => [key, inGroup("published", crd)]));
    await applyCrds(cluster, [...published.values()]);
    const unchanged = objects.map((object) => ({ change: `${object.kind} ${object.metadata.name}`, object }));
    const asked = await mapSome([...unchanged, ...distinctVariants(objects)], async ({ change, object }) => {
      const [byPublished, byReduced] = [
        await verdictOf(cluster, crdOf(published, object), object),
        await verdictOf(cluster, crdOf(reduced, object), object),
      ];
      return { isSame: byPublished === byReduced, verdicts: `${change}: published ${byPublished}, reduced ${byReduced}` };
    });
    const expressions = [
      ...["Accounting", "Controller"].flatMap((kind) => [
        `${kind} spec: empty`,
        `${kind} spec.jwtKeyRef: left out`,
        `${kind} spec.jwtKeyRef: null`,
        `${kind} spec.slurmKeyRef: left out`,
        `${kind} spec.slurmKeyRef: null`,
      ]),
      "Token spec.jwtKeyRef: left out",
      "Token spec.jwtKeyRef: null",
    ];
    const differing = asked.filter(({ isSame }) => !isSame).map(({ verdicts }) => verdicts);
    expect(differing.sort()).toEqual(expressions.map((change) => `${change}: published refused, reduced taken`).sort());
  });
});
