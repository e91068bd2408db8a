import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { CallExpression, ObjectExpression } from "oxc-parser";
import { keyOf } from "./duplicates.ts";
import { addCall, addLiteral } from "./places.ts";
import { isNode, parseSource, repository, type Node, type Source } from "./source.ts";

type Insertion = readonly [offset: number, text: string];

const around = ({ start, end }: Node, before: string, inner: readonly Insertion[]): Insertion[] => [[start, before], ...inner, [end, ")"]];

/** What is written around the objects and calls of a text, in the order of the text. */
function marksIn(source: Source, node: Node, isInObject = false): Insertion[] {
  const isObject = node.type === "ObjectExpression";
  const inner = Object.values(node).flatMap((value: unknown) =>
    (Array.isArray(value) ? value : [value]).filter(isNode).flatMap((each) => marksIn(source, each, isObject)),
  );
  const placeOf = ({ start }: Node) => `${source.file}:${source.lineAt(start)}`;
  if (isObject) {
    const { properties } = node as unknown as ObjectExpression;
    const parts = properties.map((part) => ({ key: keyOf(part), isSpread: part.type === "SpreadElement", place: placeOf(part) }));
    return around(node, `__made(${addLiteral({ place: placeOf(node), parts })}, `, inner);
  }
  if (node.type === "CallExpression" && (node as unknown as CallExpression).callee.type === "Identifier") {
    return around(node, `__called(${addCall(placeOf(node))}, `, inner);
  }
  if (node.type === "SpreadElement" && isInObject) {
    return around((node as unknown as { readonly argument: Node }).argument, "__spread(", inner);
  }
  return inner;
}

const runtime = new URL("./places.ts", import.meta.url).href;

/** The text of a data file with marks that note where each value is written; no line of it moves. */
export function withMarks(source: Source, text: string): string {
  let printed = `import { called as __called, made as __made, spread as __spread } from ${JSON.stringify(runtime)}; `;
  let from = 0;
  for (const [offset, mark] of marksIn(source, source.program)) {
    printed += text.slice(from, offset) + mark;
    from = offset;
  }
  return printed + text.slice(from);
}

/** Loads a data file, with the files of its folder, so that the places of its values are known. */
export async function loadWithPlaces<Loaded>(file: string, load: () => Promise<Loaded>): Promise<Loaded> {
  const folder = join(repository, dirname(file));
  const hooks = registerHooks({
    load: (url, context, next) => {
      const path = url.startsWith("file:") ? fileURLToPath(url) : "";
      if (dirname(path) !== folder || !path.endsWith(".ts")) return next(url, context);
      const text = readFileSync(path, "utf8");
      const source = parseSource(relative(repository, path), text);
      // Node.js tells faults of the grammar.
      if (!source.isWhole) return next(url, context);
      return { format: "module-typescript", source: withMarks(source, text), shortCircuit: true };
    },
  });
  try {
    return await load();
  } finally {
    hooks.deregister();
  }
}
