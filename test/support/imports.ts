import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";

/** One import between two files of the repository, both by their path below it. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** The files below `root` that are the project's own, tracked or new, by their path; of these names only, where some are given. */
export const ownFiles = (root: string, ...names: string[]): string[] =>
  execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", ...names], { cwd: root, encoding: "utf8" })
    .split("\n")
    .filter((file) => file !== "" && existsSync(join(root, file)));

/** The files of the project's own code. */
export const codeFiles = (root: string): string[] => ownFiles(root, "*.ts", "*.mjs", "*.cjs");

/** The text by which a node names another module; undefined where it is computed, and nothing for other nodes. */
function namedBy(node: ts.Node): { readonly module: string | undefined } | undefined {
  const textOf = (name: ts.Node | undefined) => (name !== undefined && ts.isStringLiteralLike(name) ? name.text : undefined);
  if (ts.isImportDeclaration(node)) return { module: textOf(node.moduleSpecifier) };
  if (ts.isExportDeclaration(node)) return node.moduleSpecifier === undefined ? undefined : { module: textOf(node.moduleSpecifier) };
  if (ts.isImportTypeNode(node)) return { module: ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : undefined };
  if (!ts.isCallExpression(node)) return undefined;
  const asks =
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    /^(require|createRequire\(.*\)|import\.meta\.resolve|vi\.(mock|doMock|importActual))$/.test(node.expression.getText());
  return asks ? { module: textOf(node.arguments[0]) } : undefined;
}

/** Every module that a file names, types and JSDoc included; undefined for each whose name is computed. */
export function modulesIn(file: string, source: string): (string | undefined)[] {
  const kind = file.endsWith(".ts") ? ts.ScriptKind.TS : ts.ScriptKind.JS;
  const tree = ts.createSourceFile(
    file,
    source,
    { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseAll },
    true,
    kind,
  );
  const found: (string | undefined)[] = tree.referencedFiles.map(({ fileName }) => fileName);
  const seen = new Set<ts.Node>();
  const visit = (node: ts.Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const named = namedBy(node);
    if (named !== undefined) found.push(named.module);
    // The comments of a node are among its children, but not among those that forEachChild visits.
    for (const child of node.getChildren(tree)) visit(child);
  };
  visit(tree);
  return found;
}

/** The relative imports of a file, types included; `file` is its path below the repository. */
export const importsIn = (file: string, source: string): Import[] =>
  modulesIn(file, source)
    .filter((module) => module?.startsWith(".") ?? false)
    .map((module) => ({ from: file, to: normalize(join(dirname(file), module ?? "")) }));

/** The files that ask for a module by a computed name, which no table of floors can see. */
export const computedImports = (root: string): string[] =>
  codeFiles(root).filter((file) => modulesIn(file, readFileSync(join(root, file), "utf8")).includes(undefined));

/** Every import between files of the repository. */
export const allImports = (root: string): Import[] =>
  codeFiles(root).flatMap((file) => importsIn(file, readFileSync(join(root, file), "utf8")));

/** The circles of files: each group of files that reach each other, sorted. */
export function circlesOf(imports: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const reachedFrom = new Map([...targets.keys()].map((file) => [file, reach(file, targets)]));
  const circles = new Map<string, string[]>();
  for (const [file, reached] of reachedFrom) {
    if (!reached.has(file)) continue;
    const members = [...reached].filter((other) => reachedFrom.get(other)?.has(file) ?? false).sort();
    circles.set(members.join(), members);
  }
  return [...circles.values()];
}

function reach(file: string, targets: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const waiting = [...(targets.get(file) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(targets.get(next) ?? []));
  }
  return reached;
}
