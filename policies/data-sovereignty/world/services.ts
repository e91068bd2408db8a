import type { Kind } from "./kind.ts";

const targets = ["spec.targetRef.**", "spec.targetRefs[].**"] as const;

/** Kinds that install charts, let requests in and scale what answers them, by group and kind. */
export const serviceKinds: Readonly<Record<string, Kind>> = {
  "helm.toolkit.fluxcd.io/HelmRelease": { texts: ["spec.values.**"], places: ["spec.kubeConfig.**", "spec.chartRef.**"] },
  "kustomize.toolkit.fluxcd.io/Kustomization": {
    images: ["spec.images[].newName"],
    texts: ["spec.patches[].patch", "spec.postBuild.**"],
    places: ["spec.kubeConfig.**"],
    prose: ["spec.healthChecks[].**", "spec.patches[].target.**"],
  },
  "helm.sh/Release": { images: ["chart"], hosts: ["repositoryOpts.repo"], texts: ["values.**"] },
  "source.toolkit.fluxcd.io/HelmRepository": { hosts: ["spec.url"] },
  "source.toolkit.fluxcd.io/OCIRepository": { hosts: ["spec.url"], prose: ["spec.layerSelector.**"] },
  "external-secrets.io/ClusterSecretStore": {
    texts: ["spec.provider.**"],
    places: ["spec.provider.**"],
    credentials: ["spec.provider.*.auth.**"],
  },
  "external-secrets.io/SecretStore": {
    texts: ["spec.provider.**"],
    places: ["spec.provider.**"],
    credentials: ["spec.provider.*.auth.**"],
  },
  "external-secrets.io/ExternalSecret": {
    places: ["spec.secretStoreRef.**"],
    prose: ["spec.secretStoreRef.**", "spec.target.name", "spec.data[].secretKey", "spec.data[].remoteRef.**"],
  },
  "gateway.envoyproxy.io/Backend": { hosts: ["spec.endpoints[].fqdn.hostname", "spec.endpoints[].ip.address"], own: ["spec.tls.sni"] },
  "gateway.envoyproxy.io/BackendTrafficPolicy": { prose: targets },
  "gateway.envoyproxy.io/ClientTrafficPolicy": { prose: targets },
  "gateway.envoyproxy.io/EnvoyExtensionPolicy": { images: ["spec.wasm[].code.image.url"], places: ["spec.extProc.**"], prose: targets },
  "gateway.envoyproxy.io/EnvoyPatchPolicy": {
    texts: ["spec.jsonPatches[].operation.value.**"],
    prose: [...targets, "spec.jsonPatches[].type", "spec.jsonPatches[].operation.jsonPath"],
  },
  "gateway.envoyproxy.io/EnvoyProxy": {
    pods: ["spec.provider.kubernetes.envoyDeployment.pod", "spec.provider.kubernetes.envoyDaemonSet.pod"],
    images: ["spec.provider.kubernetes.envoyDeployment.container.image", "spec.provider.kubernetes.envoyDaemonSet.container.image"],
    texts: ["spec.telemetry.**"],
  },
  "gateway.envoyproxy.io/HTTPRouteFilter": { prose: ["spec.directResponse.**"] },
  "gateway.envoyproxy.io/SecurityPolicy": {
    texts: ["spec.jwt.**", "spec.oidc.**", "spec.extAuth.**"],
    credentials: ["spec.apiKeyAuth.**"],
    prose: targets,
  },
  "gateway.networking.k8s.io/Gateway": { own: ["spec.listeners[].hostname", "spec.addresses[].value"], places: ["spec.gatewayClassName"] },
  "gateway.networking.k8s.io/GatewayClass": { places: ["spec.parametersRef.**"], prose: ["spec.**"] },
  "gateway.networking.k8s.io/HTTPRoute": {
    own: ["spec.hostnames[]"],
    hosts: ["spec.rules[].filters[].requestRedirect.hostname", "spec.rules[].filters[].urlRewrite.hostname"],
    places: ["spec.parentRefs.**", "spec.rules[].backendRefs.**"],
    // Headers and paths of requests, and names of the cluster's own objects.
    prose: ["spec.parentRefs[].**", "spec.rules[].matches.**", "spec.rules[].backendRefs[].**", "spec.rules[].filters[].extensionRef.**"],
  },
  "inference.networking.k8s.io/InferencePool": { places: ["spec.endpointPickerRef.**"], prose: ["spec.**"] },
  "keda.sh/ScaledObject": { hosts: ["spec.triggers[].metadata.serverAddress"], prose: ["spec.scaleTargetRef.**"] },
  "cert-manager.io/Certificate": { own: ["spec.dnsNames[]"] },
};
