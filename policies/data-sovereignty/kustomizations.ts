import { kubernetesLayerContract } from "../../components/schema/contracts/layers.ts";
import { renderedSource } from "../../components/names/kubernetes.ts";
import { takeAway } from "../../components/targets/stages/plan.ts";
import { printNames } from "../../components/lib/parse/fault.ts";
import type { Finding, Resource } from "../lib/rule.ts";
import { at, listAt, textAt, type KubernetesObject } from "./objects.ts";
import { printObject } from "./undeclared.ts";

/** Fields that decide when a Kustomization applies, and of what it chooses; any other changes what was judged. */
const harmless = ["interval", "retryInterval", "timeout", "prune", "dependsOn", "healthChecks", "path", "sourceRef", "patches"];

/** What of a Kustomization is not a stage of a cluster that the stack renders, in words. */
function strays({ props }: KubernetesObject, folders: readonly string[]): string[] {
  const spec = at(props, "spec");
  const path = textAt(spec, "path") ?? "";
  const [kind, name, namespace] = ["kind", "name", "namespace"].map((key) => textAt(spec, "sourceRef", key));
  const fields = typeof spec === "object" && spec !== null ? Object.keys(spec) : [];
  const patches = listAt(spec, "patches").filter((patch) => at(patch, "patch") !== takeAway);
  return [
    ...(folders.includes(path) ? [] : [`path ${path}`]),
    ...(kind === "GitRepository" && name === renderedSource && namespace === undefined ? [] : [`source ${kind ?? "?"} ${name ?? "?"}`]),
    ...(patches.length === 0 ? [] : ["a patch that does more than take objects away"]),
    ...fields.filter((field) => !harmless.includes(field)).map((field) => `spec.${field}`),
  ];
}

/** A Kustomization of Flux applies whatever its source holds: only what this stack renders has been judged. */
export function strayKustomizations(objects: readonly KubernetesObject[], resources: readonly Resource[]): Finding[] {
  const folders = resources.filter(({ type }) => type === kubernetesLayerContract.type).map(({ name }) => `./${name}`);
  return objects
    .filter(({ apiGroup, kind }) => apiGroup === "kustomize.toolkit.fluxcd.io" && kind === "Kustomization")
    .flatMap((object) => {
      const found = strays(object, folders);
      if (found.length === 0) return [];
      return [
        {
          urn: object.urn,
          got: `${printObject(object)} with ${found.join(", ")}, by which what nobody judged is applied`,
          want: `a folder that the stack renders (${printNames(folders)}), of GitRepository ${renderedSource}, as it is`,
          fix: "declare the objects in the stack; what is not this project's is applied by a Kustomization outside of it",
        },
      ];
    });
}
