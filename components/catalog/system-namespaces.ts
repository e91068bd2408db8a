import { charts } from "./charts.ts";

/** A namespace whose pods may do more than a tenant's, each with the reason. */
export interface SystemNamespace {
  /** The level of Pod Security that the namespace is labelled with; absent where Kubernetes or a chart makes the namespace. */
  readonly podSecurity?: "privileged" | "restricted";
  /** Why pods may use the host: its network, files and devices. */
  readonly hostAccess?: string;
  /** Why no policy closes all pods of the namespace off. */
  readonly openNetwork?: string;
}

const webhooks = "the API server asks its webhooks, from an address that network policies cannot select";

/** Namespaces of Kubernetes itself, of operators and of what touches the machines. Every other namespace with pods is closed, and its pods stay off the host. */
export const systemNamespaces: Readonly<Record<string, SystemNamespace>> = {
  "kube-system": {
    hostAccess: "the control plane, its network and its proxies",
    openNetwork: "the cluster's DNS answers, and asks outside, for everyone",
  },
  "flux-system": { openNetwork: "Flux fetches charts and talks to the API server of each cluster" },
  [charts["cert-manager"].namespace]: { openNetwork: webhooks },
  [charts["dra-driver-nvidia-gpu"].namespace]: { hostAccess: "its plugin prepares devices for the kubelet", openNetwork: webhooks },
  [charts["envoy-gateway"].namespace]: { openNetwork: "the gateway's proxies run here, and answer the callers of the API" },
  [charts["gpu-operator"].namespace]: { hostAccess: "drivers, toolkit and device plugin are installed on the host", openNetwork: webhooks },
  [charts.jobset.namespace]: { openNetwork: webhooks },
  [charts.keda.namespace]: { openNetwork: webhooks },
  [charts.kueue.namespace]: { openNetwork: webhooks },
  [charts.leaderworkerset.namespace]: { openNetwork: webhooks },
  [charts["network-operator"].namespace]: {
    hostAccess: "drivers and device plugin of the NICs are installed on the host",
    openNetwork: webhooks,
  },
  [charts["slurm-operator"].namespace]: { openNetwork: webhooks },
  [charts["prometheus-operator"].namespace]: {
    podSecurity: "privileged",
    hostAccess: "the node exporter reads the host's own figures",
    openNetwork: `Prometheus scrapes every node by its own address; ${webhooks}`,
  },
  "amd-gpu": {
    podSecurity: "privileged",
    hostAccess: "the device plugin and the labeller read the host's GPUs",
    openNetwork: "both talk to the kubelet and to the API server, and to nothing else",
  },
  "inference-gateway": {
    podSecurity: "restricted",
    openNetwork: "the gateway's proxies run here where Envoy Gateway is told so, and answer the callers of the API",
  },
  slurm: {
    podSecurity: "privileged",
    hostAccess: "slurmd accounts for jobs in the host's cgroups, and the acceptance test measures the host",
  },
};
