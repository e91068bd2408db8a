import type { types } from "@pulumi/kubernetes";
import { systemNamespaces, type SystemNamespace } from "../../catalog/system-namespaces.ts";
import { tenantLabel } from "../../lib/names.ts";
import { privateRanges } from "../../lib/private-ranges.ts";
import { topologyKeys } from "../../lib/topology-keys.ts";
import { layerNames } from "../../names/kubernetes.ts";
import type { SiteSpec } from "../../schema/site.ts";
import { list } from "./cel.ts";

type Policy = types.input.admissionregistration.v1.ValidatingAdmissionPolicy & { readonly metadata: { readonly name: string } };
type Binding = types.input.admissionregistration.v1.ValidatingAdmissionPolicyBinding & { readonly metadata: { readonly name: string } };

/** What a cluster's API server refuses, whoever asks: an operator, or a person with `kubectl debug`, passes no preview. */
export interface AdmissionPlan {
  readonly policy: Policy;
  readonly binding: Binding;
}

/** A policy that refuses what breaks one of its rules, and what it cannot read. */
export const refusing = (
  name: string,
  spec: Omit<types.input.admissionregistration.v1.ValidatingAdmissionPolicySpec, "failurePolicy">,
): AdmissionPlan => ({
  policy: { metadata: { name }, spec: { failurePolicy: "Fail", ...spec } },
  binding: { metadata: { name }, spec: { policyName: name, validationActions: ["Deny"] } },
});

const namespacesWith = (has: (system: SystemNamespace) => boolean) =>
  Object.entries(systemNamespaces)
    .filter(([, system]) => has(system))
    .map(([name]) => name);

/** The label by which Kubernetes itself limits what a namespace's pods may do. */
const podSecurity = "pod-security.kubernetes.io/enforce";

const variables = [
  { name: "within", expression: "has(object.metadata.namespace) ? object.metadata.namespace : ''" },
  {
    name: "pod",
    expression:
      "object.kind in ['Service', 'Namespace', 'NetworkPolicy', 'Node'] ? [] : object.kind == 'Pod' ? [object.spec] : object.kind == 'CronJob' ? [object.spec.jobTemplate.spec.template.spec] : [object.spec.template.spec]",
  },
  {
    name: "pods",
    expression: `variables.within in ${list(namespacesWith(({ hostAccess }) => hostAccess !== undefined))} ? [] : variables.pod`,
  },
  {
    name: "containers",
    expression:
      "variables.pods.map(pod, pod.containers + (has(pod.initContainers) ? pod.initContainers : []) + (has(pod.ephemeralContainers) ? pod.ephemeralContainers.map(c, c) : []))",
  },
  {
    name: "labels",
    expression: "has(object.metadata.labels) ? object.metadata.labels : {}",
  },
  {
    name: "ways",
    expression: `object.kind == 'NetworkPolicy' && !(variables.within in ${list(namespacesWith(({ openNetwork }) => openNetwork !== undefined))}) && has(object.spec.egress) ? object.spec.egress : []`,
  },
  {
    name: "entrances",
    expression: `object.kind == 'NetworkPolicy' && !(variables.within in ${list(namespacesWith(({ openNetwork }) => openNetwork !== undefined))}) && has(object.spec.ingress) ? object.spec.ingress : []`,
  },
];

const levels = Object.entries(systemNamespaces).flatMap(([name, { podSecurity: level }]) =>
  level === undefined ? [] : [`'${name}': '${level}'`],
);

/** The name of the policy, and its objects. */
export function planAdmission({ egress }: Pick<SiteSpec, "egress">): AdmissionPlan {
  const { name } = layerNames("").isolation;
  const ranges = list([
    ...privateRanges,
    ...Object.values(egress).flatMap(({ destination }) => (destination.kind === "cidr" ? [destination.cidr] : [])),
  ]);
  return refusing(name, {
    matchConstraints: {
      resourceRules: [
        {
          apiGroups: [""],
          apiVersions: ["v1"],
          resources: ["pods", "services", "namespaces", "nodes"],
          operations: ["CREATE", "UPDATE"],
        },
        { apiGroups: [""], apiVersions: ["v1"], resources: ["pods/ephemeralcontainers"], operations: ["UPDATE"] },
        {
          apiGroups: ["apps"],
          apiVersions: ["v1"],
          resources: ["daemonsets", "deployments", "replicasets", "statefulsets"],
          operations: ["CREATE", "UPDATE"],
        },
        { apiGroups: ["batch"], apiVersions: ["v1"], resources: ["cronjobs", "jobs"], operations: ["CREATE", "UPDATE"] },
        { apiGroups: ["networking.k8s.io"], apiVersions: ["v1"], resources: ["networkpolicies"], operations: ["CREATE", "UPDATE"] },
      ],
    },
    variables,
    validations: [
      {
        expression:
          "variables.pods.all(pod, !(has(pod.hostNetwork) && pod.hostNetwork) && !(has(pod.hostPID) && pod.hostPID) && !(has(pod.hostIPC) && pod.hostIPC))",
        message: "a pod stays off its host's network and processes",
      },
      {
        expression: "variables.pods.all(pod, !has(pod.volumes) || pod.volumes.all(volume, !has(volume.hostPath)))",
        message: "a pod mounts nothing of its host",
      },
      {
        expression:
          "variables.containers.all(some, some.all(c, !(has(c.securityContext) && has(c.securityContext.privileged) && c.securityContext.privileged) && (!has(c.ports) || c.ports.all(port, !has(port.hostPort) || port.hostPort == 0))))",
        message: "a container has no privileges and no port of its host",
      },
      {
        expression:
          "object.kind != 'Service' || ((!has(object.spec.type) || object.spec.type != 'NodePort') && (!has(object.spec.externalIPs) || size(object.spec.externalIPs) == 0))",
        message: "a Service opens no port of every host, and takes no address of others",
      },
      {
        expression: [
          "object.kind != 'Namespace'",
          `object.metadata.name in {${levels.join(", ")}} && '${podSecurity}' in variables.labels && variables.labels['${podSecurity}'] == {${levels.join(", ")}}[object.metadata.name]`,
          `!(object.metadata.name in {${levels.join(", ")}}) && object.metadata.name in ${list(namespacesWith(({ hostAccess }) => hostAccess !== undefined))}`,
          `!(object.metadata.name in {${levels.join(", ")}}) && ('${podSecurity}' in variables.labels ? variables.labels['${podSecurity}'] == 'restricted' : !('${tenantLabel}' in variables.labels))`,
        ]
          .map((part) => `(${part})`)
          .join(" || "),
        message: "a namespace is labelled for Pod Security as its component sets it, restricted where it is no system's",
      },
      {
        // A node that has one already can still be changed, such as tainted.
        expression: `object.kind != 'Node' || ${list(Object.values(topologyKeys))}.all(key, !(key in variables.labels) || variables.labels[key] != '' || (oldObject != null && has(oldObject.metadata.labels) && key in oldObject.metadata.labels && oldObject.metadata.labels[key] == ''))`,
        message: "a node says where it is: its host has a value for each label of its place",
      },
      {
        expression: `variables.ways.all(way, has(way.to) && size(way.to) > 0 && way.to.all(peer, !has(peer.ipBlock) || ${ranges}.exists(range, cidr(range).containsCIDR(peer.ipBlock.cidr))))`,
        message: "a network policy lets pods out to pods, private ranges and what site.egress declares",
      },
      {
        expression:
          "variables.entrances.all(way, has(way.from) && size(way.from) > 0 && way.from.all(peer, !has(peer.ipBlock) || !(peer.ipBlock.cidr in ['0.0.0.0/0', '::/0'])))",
        message: "a network policy names who may come in",
      },
    ],
  });
}
