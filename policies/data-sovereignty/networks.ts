import { z } from "zod";
import { systemNamespaces } from "../../components/catalog/system-namespaces.ts";
import { printNames } from "../../components/lib/parse/fault.ts";
import { stackRule, type Finding } from "../lib/rule.ts";
import { declarationReads, rangeIsDeclared, type Declarations } from "./declared.ts";
import { nothingLeaves } from "./framework.ts";
import { isNetworkPolicy, openEntrances, openings } from "./network-policies.ts";
import { listAt, nodesOf, textAt, type KubernetesObject } from "./objects.ts";
import { referencesIn } from "./references.ts";
import { judgeSome, printObject, undeclaredReferences } from "./undeclared.ts";

/** The specs of LoadBalancer Services: of the object itself, or of Services that its operator makes from it. */
const loadBalancersIn = (object: KubernetesObject) =>
  nodesOf(object)
    .filter(({ key, value }) => key === "type" && value === "LoadBalancer")
    .map(({ parent }) => parent);

/** A LoadBalancer Service without source ranges answers every address that reaches it. */
function openLoadBalancers(object: KubernetesObject, declarations: Declarations, publicServices: readonly string[]): Finding[] {
  if (publicServices.includes(object.name)) return [];
  return loadBalancersIn(object).flatMap((settings): Finding[] => {
    const ranges = listAt(settings, "loadBalancerSourceRanges").map(String);
    const open = ranges.filter((range) => !rangeIsDeclared(declarations, range));
    if (ranges.length > 0 && open.length === 0) return [];
    return [
      {
        urn: object.urn,
        got: `${printObject(object)}, a load balancer for ${ranges.length === 0 ? "anyone" : open.join(", ")}`,
        want: "loadBalancerSourceRanges that are private or declared in site.egress",
        fix: "set spec.loadBalancerSourceRanges, use a ClusterIP Service, or name the object in the rule's parameter publicServices",
      },
    ];
  });
}

/** Network policies add up: one that lets all traffic out, or anyone in, undoes the others. */
function openPolicies(object: KubernetesObject, declarations: Declarations): Finding[] {
  // Flux brings a policy that is open, and a gateway is there for everyone.
  const namespace = textAt(object.props, "metadata", "namespace") ?? "";
  if (!isNetworkPolicy(object) || systemNamespaces[namespace]?.openNetwork !== undefined) return [];
  const out = openings(object, declarations).map((range) => ({
    urn: object.urn,
    got: `${printObject(object)} lets pods out to ${range}`,
    want: "ways out to pods, private ranges and the ranges that site.egress declares",
    fix: "name the range in site.egress with its jurisdiction, or narrow the policy",
  }));
  const entrances = openEntrances(object);
  if (entrances === 0) return out;
  return [
    ...out,
    {
      urn: object.urn,
      got: `${printObject(object)} lets anyone in`,
      want: "ways in from pods, namespaces or ranges that are named",
      fix: "name who may come in, or narrow the policy",
    },
  ];
}

const envoyGatewayGroup = "gateway.envoyproxy.io";

/** References by kind and name anywhere in an object: backends, mirrors and helpers of routes and policies. */
const namedIn = (object: KubernetesObject, kinds: RegExp) =>
  nodesOf(object).flatMap(({ key, value, parent }) =>
    key === "kind" && typeof value === "string" && kinds.test(value) && "name" in parent
      ? [{ kind: value, name: textAt(parent, "name") ?? "", namespace: textAt(parent, "namespace"), group: textAt(parent, "group") }]
      : [],
  );

/** Backends in another cluster. */
const foreignBackends = (object: KubernetesObject): Finding[] =>
  namedIn(object, /^(Service|InferencePool)Import$/).map(({ kind, name }) => ({
    urn: object.urn,
    got: `${printObject(object)} sends requests to ${kind} ${name}, which another cluster exports`,
    want: "backends of the same cluster",
    fix: "route to a Service of this cluster; clusters of other places have endpoints of their own",
  }));

/**
 * Backends by host that the stack does not declare, so that no rule judges their hosts; and a dynamic one, whose host the request chooses.
 */
function strayBackends(object: KubernetesObject, objects: readonly KubernetesObject[]): Finding[] {
  if (object.kind === "Backend" && textAt(object.props, "spec", "type") === "DynamicResolver") {
    return [
      {
        urn: object.urn,
        got: `${printObject(object)}, which sends each request to the host that the request names`,
        want: "endpoints that are written out",
        fix: "write the hosts into spec.endpoints, and declare them in site.egress",
      },
    ];
  }
  const namespace = textAt(object.props, "metadata", "namespace");
  const known = objects.filter(({ kind }) => kind === "Backend").map(({ name }) => name);
  return namedIn(object, /^Backend$/)
    .filter(({ group }) => group === envoyGatewayGroup)
    .map((backend) => [backend.namespace ?? namespace, backend.name].filter((part) => part !== undefined).join("/"))
    .filter((name) => !known.includes(name))
    .map((name) => ({
      urn: object.urn,
      got: `${printObject(object)} sends requests to Backend ${name}, which the stack does not declare`,
      want: `a Backend of the stack, whose hosts are judged: ${printNames(known)}`,
      fix: "declare the Backend in the same stack, and its hosts in site.egress",
    }));
}

const isNetworkObject = (object: KubernetesObject): boolean =>
  /^(Service|Ingress|\w+Route|Backend)$/.test(object.kind) ||
  isNetworkPolicy(object) ||
  loadBalancersIn(object).length > 0 ||
  namedIn(object, /^(Backend|(Service|InferencePool)Import)$/).length > 0 ||
  referencesIn(object).some(({ topic }) => topic === "network");

export const serviceDestinationDeclared = stackRule({
  name: "service-destination-declared",
  description:
    "Services, routes and network policies lead only to inside or declared destinations, and admit only traffic from and to these",
  why: "A Service of type ExternalName, a hand-written endpoint or a route sends traffic elsewhere under a name that looks like the cluster's own. Network policies add up, so one that is open undoes all others.",
  level: "mandatory",
  severity: "critical",
  framework: nothingLeaves,
  remediation: "Point the object at a Service of the cluster, or declare the destination in site.egress with its jurisdiction.",
  tags: ["sovereignty", "kubernetes", "network"],
  parameters: z.strictObject({
    publicServices: z.array(z.string()).default([]).describe("Services that anyone may reach, as namespace/name"),
  }),
  reads: declarationReads,
  judge: ({ resources, parameters: { publicServices } }) =>
    judgeSome(resources, isNetworkObject, "Service, route or network policy", (objects, declarations) => [
      ...undeclaredReferences(objects, declarations, "network"),
      ...objects.flatMap((object) => [
        ...openLoadBalancers(object, declarations, publicServices),
        ...openPolicies(object, declarations),
        ...foreignBackends(object),
        ...strayBackends(object, objects),
      ]),
    ]),
});
