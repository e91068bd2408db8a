import { expect, test } from "vitest";
import { objectScope, type DerivedName } from "../../../components/stack/names/derived-name.ts";
import { planNames } from "../../../components/stack/names/table.ts";
import { readStack, stackFiles } from "../../../stacks/files.ts";
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

test.each(Object.keys(stackFiles))("every name that the program registers for %s is in the table of names", async (stack) => {
  const spec = await readStack(stack);
  const known = new Set(planNames(stack, spec).map(rowOf));
  const registered = await registeredBy(stack, spec);
  expect(registered.flatMap((each) => rowsOf(stack, each)).filter((row) => !known.has(row))).toEqual([]);
  expect(registered.length).toBeGreaterThan(50);
});
