import { inert, type Kind } from "./kind.ts";

const template: Kind = { pods: ["spec.template.spec"] };

/** Network policies: where they lead is read by the rule of networks. */
const networkPolicy: Kind = {
  texts: ["spec.egress.**", "spec.ingress.**", "specs.**"],
  prose: ["spec.selector", "spec.namespaceSelector"],
};

/** Kinds of Kubernetes itself and of its networks, by group and kind. */
export const kubernetesKinds: Readonly<Record<string, Kind>> = {
  "core/ConfigMap": { texts: ["data.**", "binaryData.**"] },
  "core/Endpoints": { hosts: ["subsets[].addresses[].ip", "subsets[].addresses[].hostname"] },
  "core/LimitRange": inert,
  "core/Namespace": inert,
  "core/Node": { hosts: ["spec.providerID"], places: ["metadata.labels.**"] },
  "core/PersistentVolume": {
    hosts: ["spec.nfs.server", "spec.iscsi.targetPortal"],
    texts: ["spec.csi.volumeAttributes.**"],
    places: ["spec.nodeAffinity.**"],
  },
  "core/PersistentVolumeClaim": { places: ["spec.storageClassName", "spec.volumeAttributesClassName"], prose: ["spec.**"] },
  "core/Pod": { pods: ["spec"] },
  "core/ReplicationController": template,
  "core/ResourceQuota": inert,
  "core/Secret": { credentials: ["data.**", "stringData.**"] },
  "core/Service": {
    hosts: ["spec.externalName", "spec.externalIPs[]", "spec.loadBalancerIP"],
    places: ["spec.type"],
    // Who may come in is judged with the load balancer.
    prose: ["spec.loadBalancerSourceRanges[]", "spec.ports[].**", "spec.selector.**", "spec.clusterIP", "spec.clusterIPs[]"],
  },
  "core/ServiceAccount": { credentials: ["imagePullSecrets[].name", "secrets[].name"], prose: ["imagePullSecrets.**", "secrets.**"] },
  "apps/DaemonSet": template,
  "apps/Deployment": template,
  "apps/ReplicaSet": template,
  "apps/StatefulSet": { ...template, places: ["spec.volumeClaimTemplates[].spec.storageClassName"] },
  "batch/CronJob": { pods: ["spec.jobTemplate.spec.template.spec"] },
  "batch/Job": template,
  "admissionregistration.k8s.io/MutatingWebhookConfiguration": { hosts: ["webhooks[].clientConfig.url"] },
  "admissionregistration.k8s.io/ValidatingWebhookConfiguration": { hosts: ["webhooks[].clientConfig.url"] },
  "admissionregistration.k8s.io/ValidatingAdmissionPolicy": inert,
  "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding": inert,
  "apiextensions.k8s.io/CustomResourceDefinition": {
    hosts: ["spec.conversion.webhook.clientConfig.url"],
    prose: ["spec.names.**", "spec.versions.**", "spec.group"],
  },
  "discovery.k8s.io/EndpointSlice": { hosts: ["endpoints[].addresses[]", "endpoints[].hostname"] },
  "flowcontrol.apiserver.k8s.io/FlowSchema": inert,
  "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration": inert,
  "networking.k8s.io/Ingress": {
    own: ["spec.rules[].host", "spec.tls[].hosts[]"],
    places: ["spec.ingressClassName"],
    prose: ["spec.rules[].http.**", "spec.defaultBackend.**"],
  },
  "networking.k8s.io/NetworkPolicy": {
    texts: ["spec.egress[].to[].ipBlock.cidr", "spec.ingress[].from[].ipBlock.cidr"],
    prose: [
      "spec.podSelector.**",
      "spec.policyTypes[]",
      "spec.egress[].to[].namespaceSelector.**",
      "spec.egress[].to[].podSelector.**",
      "spec.ingress[].from[].namespaceSelector.**",
      "spec.ingress[].from[].podSelector.**",
    ],
  },
  "cilium.io/CiliumClusterwideNetworkPolicy": networkPolicy,
  "cilium.io/CiliumNetworkPolicy": networkPolicy,
  "crd.projectcalico.org/GlobalNetworkPolicy": networkPolicy,
  "crd.projectcalico.org/NetworkPolicy": networkPolicy,
  "policy.networking.k8s.io/AdminNetworkPolicy": networkPolicy,
  "policy.networking.k8s.io/BaselineAdminNetworkPolicy": networkPolicy,
  "policy.networking.k8s.io/ClusterNetworkPolicy": networkPolicy,
  "projectcalico.org/GlobalNetworkPolicy": networkPolicy,
  "projectcalico.org/NetworkPolicy": networkPolicy,
  "policy/PodDisruptionBudget": inert,
  "rbac.authorization.k8s.io/ClusterRole": inert,
  "rbac.authorization.k8s.io/ClusterRoleBinding": inert,
  "rbac.authorization.k8s.io/Role": inert,
  // A user's name may be the URL of who vouches for it; nobody asks there by this object.
  "rbac.authorization.k8s.io/RoleBinding": inert,
  "resource.k8s.io/DeviceClass": inert,
  "resource.k8s.io/ResourceClaimTemplate": inert,
  "scheduling.k8s.io/PriorityClass": inert,
  "storage.k8s.io/StorageClass": {
    texts: ["parameters.**"],
    places: ["provisioner", "allowedTopologies.**"],
    prose: ["provisioner", "allowedTopologies.**"],
  },
};
