import { expect, test } from "vitest";
import { assumed } from "../../../components/lib/fact.ts";
import { parseStack } from "../../../components/stack/parse.ts";
import type { StackSpec } from "../../../components/schema/stack.ts";
import { exampleControlPlane, exampleCluster, exampleStack } from "../../support/specs.ts";
import { objectScope, type DerivedName } from "../../../components/stack/names/derived-name.ts";
import { planNames } from "../../../components/stack/names/table.ts";
import { readStack } from "../../../stacks/files.ts";
import { registeredBy, type Registered } from "../../support/registered.ts";

const rowOf = ({ kind, scope, name }: Pick<DerivedName, "kind" | "scope" | "name">) => `${kind} ${name} (${scope})`;

/** What a registered resource must have in the table: its own name, and those of its object and its file. */
function rowsOf(stack: string, { type, name, object }: Registered): string[] {
  const resource = rowOf({ kind: "Pulumi resource", scope: type, name });
  if (object === undefined) return [resource];
  const { cluster, kind, namespace, name: objectName } = object;
  const file = `${kind.toLowerCase()}-${namespace ?? "default"}-${objectName}.yaml`;
  return [
    resource,
    rowOf({ kind, scope: objectScope(cluster, namespace), name: objectName }),
    rowOf({ kind: "file", scope: `out/${stack}/${cluster}`, name: file }),
  ];
}

/** What no site has: AMD's hosts, devices that are claimed, snapshots. */
function exampleOfOthers(): StackSpec {
  const roce = { kind: "roce" as const, planes: assumed(1, "an example") };
  const stack = exampleStack({
    clusters: {
      amd: exampleCluster({ accelerator: "mi300x", fabric: roce }),
      claims: exampleCluster({
        controlPlane: exampleControlPlane("10.0.0.11"),
        kubernetes: { ...exampleCluster().kubernetes, deviceAllocation: "dra" },
      }),
    },
  });
  stack.site.storage.snapshotClasses = {
    daily: { driver: "csi.storage.example", deletionPolicy: "Retain", jurisdiction: "NO", encryptionKey: "site" },
  };
  return parseStack("example.ts", stack);
}

const stacks: Readonly<Record<string, () => StackSpec | Promise<StackSpec>>> = {
  "glomfjord, with Slurm": () => readStack("glomfjord"),
  "narvik, with queues over clusters, and groups of hosts that serve": () => readStack("narvik"),
  "texas, with failover to another site": () => readStack("texas"),
  "an example of AMD's hosts and of claims": exampleOfOthers,
};

test.each(Object.entries(stacks))("every name that the program registers is in the table of names: %s", async (_, read) => {
  const spec = await read();
  const known = new Set(planNames("example", spec).map(rowOf));
  const registered = await registeredBy("example", spec);
  expect(registered.flatMap((each) => rowsOf("example", each)).filter((row) => !known.has(row))).toEqual([]);
  expect(registered.length).toBeGreaterThan(50);
});
