import type { ObjectExpression, ObjectPropertyKind } from "oxc-parser";
import { printPath, type Fault } from "../parse/fault.ts";
import { isNode, type Node, type Source } from "./source.ts";

/** The key of a property, where the text has it: `a`, `"a"` and `["a"]` are one. */
export function keyOf(property: ObjectPropertyKind): string | undefined {
  if (property.type !== "Property" || property.kind !== "init") return undefined;
  if (property.key.type === "Literal") return String(property.key.value);
  return property.key.type === "Identifier" && !property.computed ? property.key.name : undefined;
}

/** The faults of one object's own keys. */
function faultsOf({ file, lineAt }: Source, { properties }: ObjectExpression, path: readonly string[]): Fault[] {
  const first = new Map<string, number>();
  return properties.flatMap((property): Fault[] => {
    const key = keyOf(property);
    if (key === undefined) return [];
    const line = lineAt(property.start);
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, line);
      return [];
    }
    return [
      {
        place: `${file}:${line}`,
        path: printPath([...path, key]),
        got: `the key ${key} again, which is in line ${before} already`,
        want: "each key of an object once: of two, JavaScript keeps the last in silence",
        fix: "rename one of them, or remove it",
      },
    ];
  });
}

/** The path of what a node holds: keys of objects, and the names of values that stand for themselves. */
function pathBelow(node: Node, path: readonly string[]): readonly string[] {
  if (node.type === "Property") return [...path, keyOf(node as unknown as ObjectPropertyKind) ?? "[…]"];
  if (node.type === "VariableDeclarator") {
    const { id } = node as unknown as { readonly id: { readonly type: string; readonly name?: string } };
    return id.name === undefined ? path : [...path, id.name];
  }
  return path;
}

function search(source: Source, node: Node, path: readonly string[]): Fault[] {
  const own = node.type === "ObjectExpression" ? faultsOf(source, node as unknown as ObjectExpression, path) : [];
  const below = pathBelow(node, path);
  const inner = Object.values(node).flatMap((value: unknown) =>
    (Array.isArray(value) ? value : [value]).filter(isNode).flatMap((each) => search(source, each, below)),
  );
  return [...own, ...inner];
}

/** Faults of keys that an object of the file has twice, as a copied block whose key was forgotten has: at run time nothing shows that there were two. */
export const duplicateFaults = (source: Source): Fault[] => search(source, source.program, []);
