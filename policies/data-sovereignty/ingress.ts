import { printNames } from "../../components/lib/parse/fault.ts";
import { gatewayContract } from "../../components/schema/contracts/inference.ts";
import { readFacts } from "../lib/declared.ts";
import { noParameters } from "../lib/parameters.ts";
import { stackRule, type Finding } from "../lib/rule.ts";
import { sovereigntyFramework } from "./framework.ts";
import { at, kubernetesObjects, listAt, textAt, type KubernetesObject } from "./objects.ts";
import { printObject } from "./undeclared.ts";

const gatewayGroup = "gateway.networking.k8s.io";
const envoyController = "gateway.envoyproxy.io/gatewayclass-controller";

const isOf = (kind: RegExp) => (object: KubernetesObject) => object.apiGroup === gatewayGroup && kind.test(object.kind);
const isGateway = isOf(/^Gateway$/);
const isRoute = isOf(/^\w+Route$/);
const isClass = isOf(/^GatewayClass$/);
const isIngress = ({ apiGroup, kind }: KubernetesObject) => apiGroup === "networking.k8s.io" && kind === "Ingress";

interface Names {
  readonly hostnames: readonly string[];
  readonly gateways: readonly string[];
  readonly proxies: readonly string[];
}

function strayName(object: KubernetesObject, path: string, hostname: unknown, { hostnames }: Names): Finding[] {
  if (typeof hostname === "string" && hostnames.includes(hostname)) return [];
  return [
    {
      urn: object.urn,
      got: `${printObject(object)} answers to ${typeof hostname === "string" ? hostname : "any name"} (${path})`,
      want: `a host name of an inference gateway that the stack declares: ${printNames(hostnames)}`,
      fix: "declare the way in as inference.gateway, or take the object away",
    },
  ];
}

const listenerFindings = (object: KubernetesObject, names: Names): Finding[] =>
  listAt(object.props, "spec", "listeners").flatMap((listener, index) =>
    strayName(object, `spec.listeners[${index}].hostname`, at(listener, "hostname"), names),
  );

/** An Ingress answers past the gateway, by whatever name its rules say. */
const ingressFindings = (object: KubernetesObject, names: Names): Finding[] => {
  const rules = listAt(object.props, "spec", "rules");
  const hosts = rules.length === 0 ? [undefined] : rules.map((rule) => at(rule, "host"));
  return hosts.flatMap((host, index) => strayName(object, `spec.rules[${index}].host`, host, names));
};

/** A route without host names inherits those of its gateway; if the stack does not declare that gateway, no rule judges the names. */
function routeFindings(object: KubernetesObject, names: Names): Finding[] {
  const namespace = textAt(object.props, "metadata", "namespace");
  const strayParents = listAt(object.props, "spec", "parentRefs")
    .filter((parent) => (textAt(parent, "kind") ?? "Gateway") === "Gateway")
    .map((parent) => [textAt(parent, "namespace") ?? namespace, textAt(parent, "name")].filter((part) => part !== undefined).join("/"))
    .filter((gateway) => !names.gateways.includes(gateway));
  return [
    ...listAt(object.props, "spec", "hostnames").flatMap((hostname, index) =>
      strayName(object, `spec.hostnames[${index}]`, hostname, names),
    ),
    ...strayParents.map((gateway) => ({
      urn: object.urn,
      got: `${printObject(object)} at gateway ${gateway}, which the stack does not declare`,
      want: `a gateway of the stack: ${printNames(names.gateways)}`,
      fix: "attach the route to the gateway that the stack declares",
    })),
  ];
}

/** A route past the gateway's own backends asks for no key of a tenant and counts against no limit. */
const backendFindings = (object: KubernetesObject): Finding[] =>
  listAt(object.props, "spec", "rules")
    .flatMap((rule) => listAt(rule, "backendRefs"))
    .filter((backend) => !/^(Backend|InferencePool)$/.test(textAt(backend, "kind") ?? "Service"))
    .map((backend) => ({
      urn: object.urn,
      got: `${printObject(object)} leads straight to ${textAt(backend, "kind") ?? "Service"} ${textAt(backend, "name") ?? ""}`,
      want: "a Backend or InferencePool of an endpoint, behind the gateway's keys and limits",
      fix: "declare the model as an endpoint of inference, or take the route away",
    }));

/** A gateway that asks for no key answers anyone. */
function openGateways(gateways: readonly KubernetesObject[], objects: readonly KubernetesObject[]): Finding[] {
  const guarded = objects
    .filter(
      ({ kind, props }) =>
        kind === "SecurityPolicy" && ["apiKeyAuth", "jwt", "extAuth"].some((way) => at(props, "spec", way) !== undefined),
    )
    .flatMap(({ props }) =>
      listAt(props, "spec", "targetRefs").map(
        (target) => `${textAt(props, "metadata", "namespace") ?? ""}/${textAt(target, "name") ?? ""}`,
      ),
    );
  return gateways
    .filter(({ name }) => !guarded.includes(name))
    .map((object) => ({
      urn: object.urn,
      got: `${printObject(object)}, which asks for no key`,
      want: "a SecurityPolicy of the stack that asks each request at the gateway for the key of a tenant",
      fix: "declare the gateway as inference.gateway, whose tenants have keys",
    }));
}

/** A GatewayClass without settings runs its proxies in any region, from a Docker Hub image. */
function classFindings(object: KubernetesObject, { proxies }: Names): Finding[] {
  const parameters = at(object.props, "spec", "parametersRef");
  const proxy = [textAt(parameters, "namespace"), textAt(parameters, "name")].filter((part) => part !== undefined).join("/");
  if (textAt(object.props, "spec", "controllerName") !== envoyController) return [];
  if (textAt(parameters, "kind") === "EnvoyProxy" && proxies.includes(proxy)) return [];
  return [
    {
      urn: object.urn,
      got: `${printObject(object)} with ${proxy === "" ? "no settings of its proxies" : `the settings ${proxy}, which the stack does not declare`}`,
      want: `an EnvoyProxy of the stack, whose image and region are judged: ${printNames(proxies)}`,
      fix: "declare an EnvoyProxy, and name it in spec.parametersRef",
    },
  ];
}

export const ingressDeclared = stackRule({
  name: "ingress-declared",
  description:
    "Gateways, routes and ingresses answer only to the host names that the stack's inference gateway declares, and every request is asked for a key",
  why: "An added listener or route opens a way in to tenants' data and a way out for answers, past the keys, limits and residency that the declared gateway enforces.",
  level: "mandatory",
  severity: "high",
  framework: {
    ...sovereigntyFramework,
    reference: "SOV-4, operations",
    specification: "Who can reach a service, and from where, is under the provider's control and known to the customer.",
  },
  remediation: "Declare the way in as inference.gateway of the stack, and let routes hang on its gateway.",
  tags: ["sovereignty", "kubernetes", "gateway"],
  parameters: noParameters,
  reads: [`${gatewayContract.type} hostname`],
  judge: ({ resources }) => {
    const objects = kubernetesObjects(resources);
    const judged = objects.filter((object) => [isGateway, isRoute, isClass, isIngress].some((is) => is(object)));
    if (judged.length === 0) return { notApplicable: "the stack has no gateway, route, ingress or gateway class" };
    const gateways = resources
      .filter(({ type }) => type === gatewayContract.type)
      .map((resource) => readFacts(resource, gatewayContract.facts));
    const names: Names = {
      hostnames: gateways.flatMap((read) => ("declared" in read ? [read.declared.facts.hostname] : [])),
      gateways: objects.filter(isGateway).map(({ name }) => name),
      proxies: objects.filter(({ kind }) => kind === "EnvoyProxy").map(({ name }) => name),
    };
    return [
      ...gateways.flatMap((read) => ("findings" in read ? read.findings : [])),
      ...judged.flatMap((object) => {
        if (isGateway(object)) return listenerFindings(object, names);
        if (isIngress(object)) return ingressFindings(object, names);
        return isRoute(object) ? [...routeFindings(object, names), ...backendFindings(object)] : classFindings(object, names);
      }),
      ...openGateways(objects.filter(isGateway), objects),
    ];
  },
});
