import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { deliveryContract, gpuClusterContract } from "../../components/schema/contracts/cluster.ts";
import { tenantContract } from "../../components/schema/contracts/fleet.ts";
import { endpointContract, gatewayContract, huggingFaceMappingContract } from "../../components/schema/contracts/inference.ts";
import { kubernetesLayerContract, multiKueueContract, slurmLayerContract } from "../../components/schema/contracts/layers.ts";
import {
  egressContract,
  flexibilityContract,
  heatReuseContract,
  permitContract,
  phaseContract,
  powerAgreementContract,
  siteContract,
  storageContract,
} from "../../components/schema/contracts/site.ts";
import type { DataPlace } from "../../policies/formats/report.ts";
import type { PlaceOf } from "../../policies/formats/sarif.ts";
import type { Rule } from "../../policies/lib/rule.ts";
import { nameOfUrn, type Verdict } from "../../policies/verdicts/apply-exemptions.ts";

/** Where the data of a component lies in a stack, by its type; a name without the stack's is a key there. */
const areas: Readonly<Record<string, (key: string) => readonly string[]>> = {
  [siteContract.type]: () => ["site"],
  [powerAgreementContract.type]: (key) => ["site", "powerAgreements", key],
  [phaseContract.type]: (key) => ["site", "phases", key],
  [permitContract.type]: (key) => ["site", "permits", key],
  [heatReuseContract.type]: (key) => ["site", "heatReuse", key],
  [flexibilityContract.type]: (key) => ["site", "flexibility", key],
  [egressContract.type]: (key) => ["site", "egress", key],
  [storageContract.type]: () => ["site", "storage"],
  [tenantContract.type]: (key) => ["tenants", key],
  [gpuClusterContract.type]: (key) => ["clusters", key],
  [deliveryContract.type]: (key) => ["deliveries", key],
  [kubernetesLayerContract.type]: (key) => ["clusters", key, "kubernetes"],
  [multiKueueContract.type]: () => ["multiKueue"],
  [slurmLayerContract.type]: (key) => ["clusters", key, "slurm"],
  [gatewayContract.type]: () => ["inference", "gateway"],
  [endpointContract.type]: (key) => ["inference", "endpoints", key],
  [huggingFaceMappingContract.type]: (key) => ["inference", "endpoints", key],
};

/** An expression of a data file, in its file. */
interface Node {
  readonly source: ts.SourceFile;
  readonly node: ts.Node;
}

/** Reads data files as text: where a value is written, not what it is. */
class DataFiles {
  readonly #files = new Map<string, ts.SourceFile | undefined>();

  #read(file: string): ts.SourceFile | undefined {
    if (!this.#files.has(file)) {
      const source = existsSync(file)
        ? ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
        : undefined;
      this.#files.set(file, source);
    }
    return this.#files.get(file);
  }

  /** The default export of a file. */
  root(file: string): Node | undefined {
    const source = this.#read(file);
    const exported = source?.statements.find((one) => ts.isExportAssignment(one));
    return source === undefined || exported === undefined ? undefined : { source, node: exported.expression };
  }

  /** The expression behind parentheses, types, names, and the constants and imports that they stand for. */
  #resolve({ source, node }: Node, depth = 0): Node {
    if (depth > 20) return { source, node };
    const on = (next: ts.Node, from = source) => this.#resolve({ source: from, node: next }, depth + 1);
    if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)) return on(node.expression);
    if (ts.isIdentifier(node)) {
      const named = this.#named(source, node.text);
      return named === undefined ? { source, node } : on(named.node, named.source);
    }
    if (ts.isPropertyAccessExpression(node)) {
      const holder = on(node.expression);
      const found = this.#property(holder, node.name.text);
      return found === undefined ? { source, node } : on(valueOf(found.node), found.source);
    }
    return { source, node };
  }

  /** What a name stands for in a file: a constant of it, or of the file that it comes from. */
  #named(source: ts.SourceFile, name: string): Node | undefined {
    for (const statement of source.statements) {
      if (ts.isVariableStatement(statement)) {
        const own = statement.declarationList.declarations.find((one) => ts.isIdentifier(one.name) && one.name.text === name);
        if (own?.initializer !== undefined) return { source, node: own.initializer };
      }
      if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
        const bindings = statement.importClause?.namedBindings;
        if (bindings === undefined || !ts.isNamedImports(bindings) || !statement.moduleSpecifier.text.startsWith(".")) continue;
        const imported = bindings.elements.find((one) => one.name.text === name);
        const from = this.#read(join(dirname(source.fileName), statement.moduleSpecifier.text));
        if (imported !== undefined && from !== undefined) return this.#named(from, (imported.propertyName ?? imported.name).text);
      }
    }
    return undefined;
  }

  /** The property of an object, or the item of a list by its position or name; also where it is spread from another object. */
  #property(holder: Node, key: string): Node | undefined {
    const { source, node } = this.#resolve(holder);
    if (ts.isArrayLiteralExpression(node)) {
      const item = /^\d+$/.test(key)
        ? node.elements[Number(key)]
        : node.elements.find((one) => {
            const name = this.#property({ source, node: one }, "name");
            return name !== undefined && literalOf(valueOf(name.node)) === key;
          });
      return item === undefined ? undefined : { source, node: item };
    }
    if (!ts.isObjectLiteralExpression(node)) return undefined;
    for (const property of node.properties.toReversed()) {
      if (ts.isSpreadAssignment(property)) {
        const spread = this.#property({ source, node: property.expression }, key);
        if (spread !== undefined) return spread;
      } else if (nameOf(property.name) === key) return { source, node: property };
    }
    return undefined;
  }

  /** The closest written place to a path: where a step is computed, the step before it. */
  find(root: Node, path: readonly string[]): { readonly at: Node; readonly steps: number } {
    let at = root;
    let steps = 0;
    for (const key of path) {
      const found = this.#property({ ...at, node: valueOf(at.node) }, key);
      if (found === undefined) break;
      at = found;
      steps += 1;
    }
    return { at, steps };
  }
}

const valueOf = (node: ts.Node): ts.Node =>
  ts.isPropertyAssignment(node) ? node.initializer : ts.isShorthandPropertyAssignment(node) ? node.name : node;

const nameOf = (name: ts.PropertyName): string | undefined =>
  ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : undefined;

const literalOf = (node: ts.Node): string | undefined => (ts.isStringLiteralLike(node) ? node.text : undefined);

/** The repository's path of a node, with its lines and columns. */
function placeOfNode(repository: string, { source, node }: Node): DataPlace {
  const [start, end] = [node.getStart(source), node.getEnd()].map((position) => source.getLineAndCharacterOfPosition(position)) as [
    ts.LineAndCharacter,
    ts.LineAndCharacter,
  ];
  return {
    file: relative(repository, source.fileName),
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** The first place in the program's own files where the text of a name is written. */
function mention(repository: string, name: string): DataPlace | undefined {
  const text = JSON.stringify(name);
  const folder = join(repository, "stacks");
  for (const file of readdirSync(folder)
    .filter((one) => one.endsWith(".ts"))
    .sort()) {
    const lines = readFileSync(join(folder, file), "utf8").split("\n");
    const line = lines.findIndex((one) => one.includes(text));
    const column = lines[line]?.indexOf(text) ?? 0;
    if (line !== -1) {
      return { file: `stacks/${file}`, line: line + 1, column: column + 1, endLine: line + 1, endColumn: column + 1 + text.length };
    }
  }
  return undefined;
}

/** The fields that a rule reads of a type, in its order. */
const fieldsOf = (rule: Rule | undefined, type: string): readonly string[] =>
  rule === undefined
    ? []
    : rule.kind === "resource"
      ? rule.reads
      : rule.reads.flatMap((read) => (read.startsWith(`${type} `) ? [read.slice(type.length + 1)] : []));

/**
 * Finds the place of a verdict in the data: the fact that the rule read, as far as it is written there; for a raw object the place of its name; for one that
 * a cluster's data makes, the cluster.
 */
export function placesIn(repository: string, rules: readonly Rule[]): PlaceOf {
  const files = new DataFiles();
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  return (stackName: string, verdict: Verdict): DataPlace => {
    const file = join(repository, "stacks", `${stackName}.ts`);
    const root = files.root(file);
    const start: DataPlace = { file: `stacks/${stackName}.ts`, line: 1, column: 1 };
    if (root === undefined) return start;
    const [assumption] = verdict.assumptions ?? [];
    const urn = assumption?.urn ?? verdict.urn;
    const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
    const name = nameOfUrn(urn);
    const key = name.startsWith(`${stackName}-`) ? name.slice(stackName.length + 1) : name;
    const area = areas[type]?.(key);
    if (area === undefined) return mention(repository, name) ?? placeOfNode(repository, ofCluster(files, root, name));
    const fields = assumption === undefined ? fieldsOf(byName.get(verdict.rule), type) : [assumption.path];
    const candidates = [...fields, ""].map((field) => files.find(root, [...area, ...field.split(/[.[\]]+/).filter((one) => one !== "")]));
    const [first] = candidates;
    // The first field that is written in the data; else whatever is closest.
    const best = candidates.find(({ steps }) => steps > area.length) ?? first;
    return best === undefined || best.steps === 0 ? start : placeOfNode(repository, best.at);
  };
}

/** The data of the cluster that an object's name begins with; else the stack's. */
function ofCluster(files: DataFiles, root: Node, name: string): Node {
  for (let key = name; key.includes("-"); key = key.slice(0, key.lastIndexOf("-"))) {
    const { at, steps } = files.find(root, ["clusters", key]);
    if (steps === 2) return at;
  }
  return root;
}
