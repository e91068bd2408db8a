import { rangeIsDeclared, type Declarations } from "./declared.ts";
import { at, listAt, nodesIn, nodesOf, textAt, type KubernetesObject } from "./objects.ts";
import { fieldsOf } from "./volume-classes.ts";

type Direction = "Egress" | "Ingress";
export const directions: readonly Direction[] = ["Ingress", "Egress"];

const isKubernetes = ({ apiGroup, kind }: KubernetesObject) => apiGroup === "networking.k8s.io" && kind === "NetworkPolicy";
const isAdmin = ({ apiGroup }: KubernetesObject) => apiGroup === "policy.networking.k8s.io";
const isCilium = ({ apiGroup, kind }: KubernetesObject) => apiGroup === "cilium.io" && /^Cilium(Clusterwide)?NetworkPolicy$/.test(kind);
const isCalico = ({ apiGroup, kind }: KubernetesObject) =>
  /(^|\.)projectcalico\.org$/.test(apiGroup) && /^(Global)?NetworkPolicy$/.test(kind);

/** Kinds of network policy: of Kubernetes, of its administrators, of Cilium and of Calico. */
export const isNetworkPolicy = (object: KubernetesObject): boolean => [isKubernetes, isAdmin, isCilium, isCalico].some((is) => is(object));

const isEmpty = (selector: unknown) => fieldsOf(selector).every((key) => fieldsOf(at(selector, key)).length === 0);
const isAll = (selector: unknown) => selector === undefined || (typeof selector === "string" && /^\s*(all\(\))?\s*$/.test(selector));

const worldRanges = /^(0\.0\.0\.0|::)\/0$/;

function closedByKubernetes({ props }: KubernetesObject): Direction[] {
  const spec = at(props, "spec");
  if (at(spec, "podSelector") !== undefined && !isEmpty(at(spec, "podSelector"))) return [];
  const types = listAt(spec, "policyTypes");
  if (types.length > 0) return directions.filter((direction) => types.includes(direction));
  return at(spec, "egress") === undefined ? ["Ingress"] : [...directions];
}

function closedByCilium({ props }: KubernetesObject): Direction[] {
  return [at(props, "spec"), ...listAt(props, "specs")].flatMap((spec) => {
    const selector = at(spec, "endpointSelector");
    if (selector === undefined || !isEmpty(selector)) return [];
    return directions.filter((direction) => {
      const key = direction.toLowerCase();
      return at(spec, key) !== undefined && at(spec, "enableDefaultDeny", key) !== false;
    });
  });
}

function closedByCalico({ props }: KubernetesObject): Direction[] {
  const spec = at(props, "spec");
  if (!isAll(at(spec, "selector")) || !isAll(at(spec, "namespaceSelector"))) return [];
  const types = listAt(spec, "types");
  if (types.length > 0) return directions.filter((direction) => types.includes(direction));
  return at(spec, "egress") === undefined ? ["Ingress"] : [...directions];
}

/** An administrator's policy closes what it denies for every peer. */
function closedByAdmin({ props }: KubernetesObject): Direction[] {
  const spec = at(props, "spec");
  const subject = at(spec, "subject", "namespaces");
  if (subject === undefined || !isEmpty(subject)) return [];
  return directions.filter((direction) =>
    listAt(spec, direction.toLowerCase()).some((rule) => {
      const peers = listAt(rule, direction === "Egress" ? "to" : "from");
      const reaches = (peer: unknown) =>
        direction === "Egress"
          ? listAt(peer, "networks").some((range) => worldRanges.test(String(range)))
          : at(peer, "namespaces") !== undefined && isEmpty(at(peer, "namespaces"));
      return textAt(rule, "action") === "Deny" && peers.some(reaches);
    }),
  );
}

/** A policy that closes all pods of a namespace, or of every namespace (`*`), for one direction or both. */
export interface Closing {
  readonly namespace: string;
  readonly directions: readonly Direction[];
}

/** What a network policy closes; undefined if it selects some pods only. */
export function closingOf(object: KubernetesObject): Closing | undefined {
  if (!isNetworkPolicy(object)) return undefined;
  const read = [
    [isKubernetes, closedByKubernetes],
    [isCilium, closedByCilium],
    [isCalico, closedByCalico],
    [isAdmin, closedByAdmin],
  ] as const;
  const closed = read.flatMap(([is, by]) => (is(object) ? by(object) : []));
  if (closed.length === 0) return undefined;
  const isWide = isAdmin(object) || /^(CiliumClusterwide|Global)NetworkPolicy$/.test(object.kind);
  return { namespace: isWide ? "*" : (textAt(object.props, "metadata", "namespace") ?? "default"), directions: closed };
}

const allows = (rule: unknown) => !/^(Deny|Log)$/.test(textAt(rule, "action") ?? "Allow");

/** The ways out of a policy that name no destination at all. */
function unbounded(object: KubernetesObject): number {
  const specs = [at(object.props, "spec"), ...listAt(object.props, "specs")];
  const ways = specs.flatMap((spec) => listAt(spec, "egress"));
  if (isKubernetes(object)) return ways.filter((way) => listAt(way, "to").length === 0).length;
  if (isCalico(object)) return ways.filter((way) => allows(way) && fieldsOf(at(way, "destination")).every((key) => key === "ports")).length;
  if (isCilium(object)) return ways.filter((way) => !fieldsOf(way).some((key) => key.startsWith("to") && key !== "toPorts")).length;
  return ways.filter((way) => allows(way) && listAt(way, "to").length === 0).length;
}

/** Every range or `anywhere` outside to which a policy lets pods out, of those that nobody has declared. */
export function openings(object: KubernetesObject, declarations: Declarations): string[] {
  const denied = new Set(
    nodesOf(object).flatMap(({ path, key, parent }) => (key === "action" && !allows(parent) ? [path.replace(/\.action$/, "")] : [])),
  );
  const nodes = [at(object.props, "spec", "egress"), ...listAt(object.props, "specs")]
    .flatMap((egress, index) => [...nodesIn(egress, index === 0 ? "spec.egress" : "specs", "", false)])
    .filter(({ path }) => ![...denied].some((rule) => path.startsWith(`${rule}.`)));
  const ranges = nodes
    .filter(({ key, value }) => /^(cidr|networks|nets|toCIDR)$/.test(key) && typeof value === "string")
    .map(({ value }) => String(value))
    .filter((range) => !rangeIsDeclared(declarations, range));
  const entities = nodes.filter(
    ({ key, value }) => key === "toEntities" && typeof value === "string" && /^(world|world-ipv4|world-ipv6|all)$/.test(value),
  );
  const patterns = nodes.filter(({ key, value }) => key === "matchPattern" && String(value).includes("*"));
  return [...ranges, ...Array.from({ length: unbounded(object) + entities.length + patterns.length }, () => "anywhere")];
}

/** Ways in that ask nobody who he is: no peer, or every address. */
export const openEntrances = (object: KubernetesObject): number =>
  isKubernetes(object)
    ? listAt(object.props, "spec", "ingress").filter(
        (way) =>
          listAt(way, "from").length === 0 || listAt(way, "from").some((peer) => worldRanges.test(textAt(peer, "ipBlock", "cidr") ?? "")),
      ).length
    : 0;
