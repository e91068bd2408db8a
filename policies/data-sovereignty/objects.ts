import { UnknownValueError } from "@pulumi/policy";
import type { Resource } from "../lib/rule.ts";
import { isOneOf, type Kind } from "./world/kind.ts";
import { kinds } from "./world/kinds.ts";

/** A Kubernetes object of the stack, from any component or program. */
export interface KubernetesObject {
  readonly urn: string;
  readonly kind: string;
  readonly apiGroup: string;
  /** What an object of its kind may hold; undefined if nobody has said. */
  readonly holds: Kind | undefined;
  /** True if the resource changes fields of an object that something else declares. */
  readonly isPatch: boolean;
  /** `namespace/name`, or the name alone. */
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** A value somewhere in an object. */
export interface Node {
  /** `spec.containers[0].image`. */
  readonly path: string;
  /** The nearest key that is not an index. */
  readonly key: string;
  /** The object that holds the value. */
  readonly parent: Readonly<Record<string, unknown>>;
  readonly value: unknown;
  /** True if the value is unknown until the update has run. */
  readonly isUnknown: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/** A field's value, or that it is unknown. */
function read(from: object, key: string): { readonly value: unknown; readonly isUnknown: boolean } {
  try {
    return { value: Reflect.get(from, key), isUnknown: false };
  } catch (error) {
    if (error instanceof UnknownValueError) return { value: undefined, isUnknown: true };
    throw error;
  }
}

/** The value at a path of keys; undefined if there is none or it is unknown. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((from, key) => (isObject(from) ? read(from, key).value : undefined), value);
}

export const textAt = (value: unknown, ...keys: readonly string[]): string | undefined => {
  const found = at(value, ...keys);
  return typeof found === "string" ? found : undefined;
};

/** The items of a list; empty if the value is no list. */
export const listAt = (value: unknown, ...keys: readonly string[]): readonly unknown[] => {
  const found = at(value, ...keys);
  return Array.isArray(found) ? (found as unknown[]) : [];
};

/** The objects in a resource: a Kubernetes List holds several. */
function objectsOf({ urn, type, props }: Resource): KubernetesObject[] {
  const [, version = "", name = ""] = type.split(":");
  const kind = name.replace(/Patch$/, "");
  const apiGroup = version.split("/")[0] ?? "";
  const one = (fields: Fields, itsKind: string): KubernetesObject => {
    const namespace = textAt(fields, "metadata", "namespace");
    const itsName = textAt(fields, "metadata", "name") ?? urn.split("::").at(-1) ?? "";
    return {
      urn,
      kind: itsKind,
      apiGroup,
      holds: kinds[`${apiGroup}/${itsKind}`],
      isPatch: name.endsWith("Patch"),
      name: namespace === undefined ? itsName : `${namespace}/${itsName}`,
      props: fields,
    };
  };
  const items = listAt(props, "items").filter(isObject);
  if (kind.endsWith("List") && items.length > 0) return items.map((item) => one(item, textAt(item, "kind") ?? kind.replace(/List$/, "")));
  return [one(props, kind)];
}

/** Every Kubernetes object of a stack, in stack order. */
export const kubernetesObjects = (resources: readonly Resource[]): KubernetesObject[] =>
  resources.filter(({ type }) => type.startsWith("kubernetes:")).flatMap(objectsOf);

/** Identity and status fields, written by the cluster or the provider: they lead nowhere. */
const aside = new Set(["apiVersion", "kind", "metadata", "status", "id", "resourceNames", "checksum"]);

/** Every value below a value, objects and lists included, outermost first. */
export function* nodesIn(value: unknown, path = "", key = "", isTop = true): Generator<Node> {
  if (!isObject(value)) return;
  const isList = Array.isArray(value);
  for (const step of Object.keys(value)) {
    if (isTop && (aside.has(step) || step.startsWith("__"))) continue;
    const here = isList ? `${path}[${step}]` : path === "" ? step : `${path}.${step}`;
    const itsKey = isList ? key : step;
    const { value: found, isUnknown } = read(value, step);
    yield { path: here, key: itsKey, parent: value, value: found, isUnknown };
    if (!isUnknown) yield* nodesIn(found, here, itsKey, false);
  }
}

const walked = new WeakMap<object, readonly Node[]>();

/** Every value of an object, walked once however many rules ask. */
export function nodesOf({ props }: Pick<KubernetesObject, "props">): readonly Node[] {
  const known = walked.get(props);
  if (known !== undefined) return known;
  const nodes = [...nodesIn(props)];
  walked.set(props, nodes);
  return nodes;
}

/** A pod, or a pod template, somewhere in an object. */
export interface PodSpec {
  readonly path: string;
  readonly spec: Fields;
}

/**
 * Paths at which custom resources configure their operator's pods without naming containers: those are the operator's own, or elsewhere in
 * the object.
 */
function impliedPodPaths({ kind, apiGroup, props }: KubernetesObject): string[] {
  if (apiGroup === "slinky.slurm.net" && /^(Controller|NodeSet|LoginSet|Accounting|RestApi)$/.test(kind))
    return at(props, "spec", "external") === true ? [] : ["spec.template.spec"];
  if (kind !== "EnvoyProxy") return [];
  const platform = at(props, "spec", "provider", "kubernetes");
  const isDaemonSet = at(platform, "envoyDaemonSet") !== undefined && at(platform, "envoyDeployment") === undefined;
  return [`spec.provider.kubernetes.${isDaemonSet ? "envoyDaemonSet" : "envoyDeployment"}.pod`];
}

const foundPods = new WeakMap<object, readonly PodSpec[]>();

/** The pods and pod templates of an object of any kind, found by their containers or by the known paths of its kind. */
export function podSpecsIn(object: KubernetesObject): readonly PodSpec[] {
  const known = foundPods.get(object.props);
  if (known !== undefined) return known;
  const pods = findPods(object);
  foundPods.set(object.props, pods);
  return pods;
}

function findPods(object: KubernetesObject): PodSpec[] {
  const found = nodesOf(object)
    .filter(
      ({ key, value, parent, path }) =>
        key === "containers" && Array.isArray(value) && !Array.isArray(parent) && !isOneOf(object.holds?.prose, path),
    )
    .map(({ path, parent }) => ({ path: path.replace(/\.?containers$/, ""), spec: parent }));
  const implied = impliedPodPaths(object)
    .filter((path) => !found.some((one) => one.path === path))
    .map((path) => ({ path, spec: at(object.props, ...path.split(".")) }))
    // A pod without settings may run anywhere.
    .map(({ path, spec }) => ({ path, spec: isObject(spec) ? spec : {} }));
  return [...found, ...implied];
}

/** The holder of each pod's spec and metadata: the object itself, or a template in it. */
export function podTemplatesIn(object: KubernetesObject): Fields[] {
  const paths = new Set(podSpecsIn(object).map(({ path }) => path));
  return nodesOf(object)
    .filter(({ path, key }) => key === "spec" && paths.has(path))
    .map(({ parent }) => parent);
}
