import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

/** Assumed path of the repository: deep, so that a path can lead far above it. */
const root = join("/above".repeat(20), "repository");

/** Names that hold the repository's root wherever they are imported. */
const rootNames = new Set(["repository", "process.cwd()"]);
const joining = new Set(["join", "resolve", "normalize", "URL"]);

/** Replacement for what only a run knows: one name inside. */
const unknown = "unknown";

/**
 * The paths in a file's source that lead out of the repository, relative to its root: of those that lead to each other, the shortest.
 *
 * Read are literals, templates, and the calls that join them; what is relative to nothing is taken as relative to the file.
 *
 * @param file Its path below the repository.
 */
export function pathsAbove(file: string, source: string): string[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const constants = new Map<string, string>();
  const bases = new Map([...rootNames].map((name) => [name, root]));
  for (const name of ["import.meta.dirname", "__dirname"]) bases.set(name, join(root, dirname(file)));
  for (const name of ["import.meta.filename", "import.meta.url", "__filename"]) bases.set(name, join(root, file));

  const pathOf = (node: ts.Expression): string => {
    const text = node.getText(tree);
    const base = bases.get(text);
    if (base !== undefined) return base;
    if (ts.isStringLiteralLike(node)) return node.text;
    if (ts.isTemplateExpression(node)) {
      return node.templateSpans.reduce((path, { expression, literal }) => path + pathOf(expression) + literal.text, node.head.text);
    }
    if (ts.isIdentifier(node)) return constants.get(text) ?? unknown;
    return ts.isCallExpression(node) || ts.isNewExpression(node) ? pathOfCall(node) : unknown;
  };

  const pathOfCall = ({ expression, arguments: given }: ts.CallExpression | ts.NewExpression): string => {
    const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText(tree);
    const paths = (given ?? []).map(pathOf);
    if (name === "dirname") return join(paths[0] ?? unknown, "..");
    // new URL takes what is relative before its base.
    return joining.has(name) ? join(...(name === "URL" && paths.length > 1 ? [dirname(paths[1] ?? ""), paths[0] ?? ""] : paths)) : unknown;
  };

  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
      constants.set(node.name.text, pathOf(node.initializer));
    const isPart = ts.isCallExpression(node.parent) || ts.isNewExpression(node.parent);
    if (
      (ts.isStringLiteralLike(node) && !isPart) ||
      ts.isTemplateExpression(node) ||
      ts.isCallExpression(node) ||
      ts.isNewExpression(node)
    ) {
      const path = relative(root, resolve(root, dirname(file), pathOf(node)));
      // A path that begins with a slash leads elsewhere by itself.
      if (/^\.\.(\/|$)/.test(path) && resolve(root, path).startsWith("/above/")) found.push(path);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(tree, visit);
  const paths = [...new Set(found)];
  return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}/`)));
}
