import { isDeepStrictEqual } from "node:util";
import { nameOf, providerOf, providerPrefix, stackType, type StateResource } from "./state.ts";

/**
 * The floor of a stack: a bare program that registers the resources of its state as literals, and computes nothing.
 *
 * @returns the text of an ECMAScript module.
 * @throws Error when a resource needs one that comes after it.
 */
export function floorProgram(resources: readonly StateResource[]): string {
  const variables = new Map(resources.map(({ urn }, index) => [urn, `r${index}`]));
  const declared = new Set<string>();
  const variableOf = (urn: string) => {
    const variable = variables.get(urn);
    if (variable === undefined || !declared.has(urn)) throw new Error(`the state has ${urn} after what needs it, or not at all`);
    return variable;
  };
  const statements = resources.map((resource) => {
    const statement =
      resource.type === stackType ? exportsOf(resource) : declarationOf(resource, variables.get(resource.urn) ?? "", variableOf);
    declared.add(resource.urn);
    return statement;
  });
  return `import * as pulumi from "@pulumi/pulumi";\n${statements.join("")}`;
}

const exportsOf = ({ outputs }: StateResource) =>
  Object.entries(outputs)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
    .join("");

function declarationOf(resource: StateResource, variable: string, variableOf: (urn: string) => string): string {
  const { urn, type, custom, inputs, outputs } = resource;
  const options = optionsOf(resource, variableOf);
  const call = (className: string, typeName: string, properties: object, given: readonly string[]) =>
    `const ${variable} = new pulumi.${className}(${JSON.stringify(typeName)}, ${JSON.stringify(nameOf(urn))}, ${JSON.stringify(properties)}, { ${given.join(", ")} });\n`;
  if (type.startsWith(providerPrefix)) {
    const { version, __internal, ...properties } = inputs;
    return call("ProviderResource", type.slice(providerPrefix.length), properties, [...options, `version: ${JSON.stringify(version)}`]);
  }
  if (custom) return call("CustomResource", type, inputs, options);
  return `${call("ComponentResource", type, inputs, options)}${variable}.registerOutputs(${JSON.stringify(outputs)});\n`;
}

function optionsOf(resource: StateResource, variableOf: (urn: string) => string): string[] {
  const { parent, dependencies, customTimeouts } = resource;
  const provider = providerOf(resource);
  const timeouts = Object.fromEntries(Object.entries(customTimeouts).map(([step, seconds]) => [step, `${seconds}s`]));
  return [
    ...(parent === undefined || parent.includes(`::${stackType}::`) ? [] : [`parent: ${variableOf(parent)}`]),
    ...(provider === undefined ? [] : [`provider: ${variableOf(provider)}`]),
    ...(dependencies.length === 0 ? [] : [`dependsOn: [${dependencies.map(variableOf).join(", ")}]`]),
    ...(Object.keys(timeouts).length === 0 ? [] : [`customTimeouts: ${JSON.stringify(timeouts)}`]),
  ];
}

/** The fields of a resource that a program decides; a provider or the engine decides the rest. */
const registered = (resource: StateResource) => ({
  type: resource.type,
  custom: resource.custom,
  parent: resource.parent,
  provider: providerOf(resource),
  inputs: resource.inputs,
  outputs: resource.custom ? {} : resource.outputs,
  dependencies: resource.dependencies.toSorted(),
  customTimeouts: resource.customTimeouts,
});

/** The URNs under which two states do not hold the same; none when the programs behind them are alike to the engine. */
export function differingResources(expected: readonly StateResource[], found: readonly StateResource[]): string[] {
  const [wanted, got] = [expected, found].map((resources) => new Map(resources.map((resource) => [resource.urn, registered(resource)])));
  const urns = [...new Set([...(wanted?.keys() ?? []), ...(got?.keys() ?? [])])];
  return urns.filter((urn) => !isDeepStrictEqual(wanted?.get(urn), got?.get(urn))).sort();
}
