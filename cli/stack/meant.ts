import { createHash } from "node:crypto";
import { posix } from "node:path";
import { parse } from "yaml";
import { kubernetesProviders, type StackState } from "./state.ts";

/** Digests of rendered objects by the path of their file below the stack's folder. */
export type Objects = Readonly<Record<string, string>>;

interface Named {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** The file that the Kubernetes provider renders an object into, below its cluster's folder. */
function pathOf({ apiVersion, kind, metadata: { name, namespace = "default" } }: Named): string {
  const folder = kind === "CustomResourceDefinition" && apiVersion.startsWith("apiextensions.k8s.io/") ? "0-crd" : "1-manifest";
  return posix.join(folder, `${apiVersion.replace(/[/:]/g, "_")}-${kind.toLowerCase()}-${namespace || "default"}-${name}.yaml`);
}

/** A value with the keys of each object in their order, and without what YAML and the provider leave out. */
function canonical(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(canonical);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, canonical(item)]));
}

const digestOf = (object: unknown) =>
  createHash("sha256")
    .update(JSON.stringify(canonical(object)))
    .digest("hex");

/** The digest of the object in a rendered file. */
export const digestOfManifest = (text: string): string => digestOf(parse(text));

/** The objects that were rendered, as a state has them: each, by the path of its file below the stack's folder. */
export function meantIn(state: StackState): Objects {
  const { render } = kubernetesProviders(state);
  const entries = (state.deployment.resources ?? []).flatMap((resource) => {
    const directory = render.get(resource.provider ?? "");
    if (directory === undefined || resource["delete"] === true || resource.inputs === undefined) return [];
    // The last part of `../out/<stack>/<cluster>`.
    return [[posix.join(posix.basename(directory), pathOf(resource.inputs as unknown as Named)), digestOf(resource.inputs)] as const];
  });
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}
