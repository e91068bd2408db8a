import { systemNamespaces } from "../../components/catalog/system-namespaces.ts";
import { noParameters } from "../lib/parameters.ts";
import { stackRule, type Finding } from "../lib/rule.ts";
import { sovereigntyFramework } from "./framework.ts";
import { at, kubernetesObjects, listAt, nodesOf, podSpecsIn, textAt, type KubernetesObject } from "./objects.ts";
import { printObject } from "./undeclared.ts";

const isolation = {
  ...sovereigntyFramework,
  reference: "SOV-4, operations",
  specification: "Who can reach a service, and from where, is under the provider's control and known to the customer.",
} as const;

const podSecurityLabel = "pod-security.kubernetes.io/enforce";

const namespaceOf = ({ props }: KubernetesObject) => textAt(props, "metadata", "namespace") ?? "default";

/** What a pod uses of its host. */
function hostUses(spec: unknown): string[] {
  const containers = ["containers", "initContainers", "ephemeralContainers"].flatMap((list) => listAt(spec, list));
  return [
    ...["hostNetwork", "hostPID", "hostIPC"].filter((field) => at(spec, field) === true),
    ...listAt(spec, "volumes").flatMap((volume) =>
      at(volume, "hostPath") === undefined ? [] : [`hostPath ${textAt(volume, "hostPath", "path") ?? ""}`],
    ),
    ...containers.flatMap((container) => [
      ...(at(container, "securityContext", "privileged") === true ? [`privileged container ${textAt(container, "name") ?? ""}`] : []),
      ...listAt(container, "ports").flatMap((port) =>
        [undefined, 0].includes(at(port, "hostPort") as number | undefined) ? [] : [`hostPort ${String(at(port, "hostPort"))}`],
      ),
    ]),
  ];
}

/** What a Service, or the Service that an operator makes of an object, opens on hosts. */
function openedPorts(object: KubernetesObject): string[] {
  const opened = nodesOf(object).flatMap(({ key, value, path }): string[] => {
    if (key === "type" && value === "NodePort") return [`type NodePort (${path})`];
    if (object.kind === "Service" && key === "externalIPs" && Array.isArray(value)) return [`externalIPs (${path})`];
    return [];
  });
  return opened;
}

function hostFindings(object: KubernetesObject): Finding[] {
  const finding = (got: string): Finding => ({
    urn: object.urn,
    got: `${printObject(object)} ${got}`,
    want: "pods that stay off the host, outside the namespaces of components/catalog/system-namespaces.ts",
    fix: "use a claim, a Service of type ClusterIP or the pod's own network; or name the namespace there, with the reason",
  });
  const uses =
    systemNamespaces[namespaceOf(object)]?.hostAccess === undefined
      ? podSpecsIn(object).flatMap(({ path, spec }) => hostUses(spec).map((use) => finding(`uses ${use} (${path})`)))
      : [];
  return [...uses, ...openedPorts(object).map((port) => finding(`opens ports of every host: ${port}`))];
}

/** The level that a namespace must be labelled with: as its component does, and restricted for all others. */
function labelFindings(object: KubernetesObject): Finding[] {
  if (object.kind !== "Namespace" || object.apiGroup !== "core") return [];
  const name = textAt(object.props, "metadata", "name") ?? "";
  const system = systemNamespaces[name];
  const got = textAt(object.props, "metadata", "labels", podSecurityLabel);
  // What a chart brings along labels its own namespace, where it touches hosts.
  if (system !== undefined && system.podSecurity === undefined && system.hostAccess !== undefined) return [];
  const want = system?.podSecurity ?? "restricted";
  const isTenant = at(object.props, "metadata", "labels", "nscale.com/tenant") !== undefined;
  // A namespace of no pods needs no label; one with a label has the right one.
  if (got === want || (got === undefined && !isTenant && system?.podSecurity === undefined)) return [];
  return [
    {
      urn: object.urn,
      got: `${printObject(object)} with ${podSecurityLabel} ${got ?? "left out"}`,
      want,
      fix: `set the label ${podSecurityLabel}: ${want}`,
    },
  ];
}

export const noHostAccess = stackRule({
  name: "no-host-access",
  description:
    "Pods use nothing of their host, Services open no port of it, and namespaces are labelled for Pod Security as their component sets them, outside named system namespaces",
  why: "Network policies do not bind a pod on its host's network, and a pod that reads its host's files reads those of its neighbours. A port of every host is a way in that no gateway guards.",
  level: "mandatory",
  severity: "critical",
  framework: isolation,
  remediation: "Take the host's network, ports, paths and privileges from the pod, or run it in a system namespace that has a reason.",
  tags: ["sovereignty", "kubernetes", "isolation"],
  parameters: noParameters,
  reads: ["kubernetes:core/v1:Service spec.type"],
  judge: ({ resources }) => {
    const objects = kubernetesObjects(resources);
    if (objects.length === 0) return { notApplicable: "the stack has no Kubernetes object" };
    return objects.flatMap((object) => [...hostFindings(object), ...labelFindings(object)]);
  },
});
