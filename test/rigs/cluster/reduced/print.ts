import { Document, isAlias, isNode, isPair, isScalar, visit, type Node, type Pair } from "yaml";

/** Longest JSON, in characters, that is kept on one line. */
const lineCharacters = 110;

/** Keywords that name no field. */
const structural = new Set(["properties", "items", "additionalProperties", "allOf", "anyOf", "oneOf", "not"]);

/**
 * Prints a value as YAML: what fits on a line on one, and what comes again, and does not fit on a line, as an alias named after the field where it came first.
 *
 * @param comment Printed before it, without #.
 */
export function printYaml(value: object, comment: string): string {
  const document = new Document(shareRepeats(value, new Map()), { compat: "yaml-1.1" });
  document.commentBefore = ` ${comment}`;
  visit(document, {
    Collection(_, node) {
      if (JSON.stringify(node).length <= lineCharacters) node.flow = true;
    },
  });
  nameAnchors(document);
  return document.toString({ lineWidth: 0 });
}

/** The same value, in which equal parts that do not fit on a line are one object. */
function shareRepeats(value: unknown, seen: Map<string, unknown>): unknown {
  if (typeof value !== "object" || value === null) return value;
  const parts = Object.entries(value).map(([name, part]) => [name, shareRepeats(part, seen)] as const);
  const copy: unknown = Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
  const text = JSON.stringify(copy);
  if (text.length <= lineCharacters) return copy;
  const first = seen.get(text) ?? copy;
  seen.set(text, first);
  return first;
}

function nameAnchors(document: Document): void {
  const names = new Map<string, string>();
  const used = new Map<string, number>();
  visit(document, {
    Node(_, node, path) {
      if (isAlias(node)) node.source = names.get(node.source) ?? node.source;
      else if (node.anchor !== undefined) {
        const field = fieldOf(path);
        const count = (used.get(field) ?? 0) + 1;
        used.set(field, count);
        names.set(node.anchor, count === 1 ? field : `${field}-${count}`);
        node.anchor = names.get(node.anchor) ?? field;
      }
    },
  });
}

/** The last name on a path that is a field's. */
function fieldOf(path: readonly (Node | Document | Pair)[]): string {
  const names = path.filter(isPair).map(({ key }) => (isNode(key) && isScalar(key) ? String(key.value) : ""));
  return names.findLast((name) => !structural.has(name)) ?? "part";
}
