import { charts } from "./charts.ts";

/** A namespace whose pods may do more than a tenant's, each with the reason. */
export interface SystemNamespace {
  /** The level of Pod Security that the namespace is labelled with; absent where Kubernetes or a chart makes the namespace. */
  readonly podSecurity?: "privileged" | "restricted";
  /** Why pods may use the host: its network, files and devices. */
  readonly hostAccess?: string;
  /** Why a network policy of the namespace may let anyone in, or pods out to what nobody declares. A policy closes all its pods off nevertheless. */
  readonly openNetwork?: string;
}

/** Namespaces of Kubernetes itself, of operators and of what touches the machines. In every other one pods stay off the host, and policies open only what is declared. */
export const systemNamespaces: Readonly<Record<string, SystemNamespace>> = {
  "kube-system": { hostAccess: "the control plane, its network and its proxies" },
  "flux-system": { openNetwork: "Flux's own manifests bring a policy that lets its controllers out, and come before everything else" },
  [charts["dra-driver-nvidia-gpu"].namespace]: { hostAccess: "its plugin prepares devices for the kubelet" },
  [charts["envoy-gateway"].namespace]: {
    openNetwork: "the gateway's proxies answer callers of any address, and send on to other sites, of which only names are known",
  },
  [charts["gpu-operator"].namespace]: { hostAccess: "drivers, toolkit and device plugin are installed on the host" },
  [charts["network-operator"].namespace]: { hostAccess: "drivers and device plugin of the NICs are installed on the host" },
  [charts["prometheus-operator"].namespace]: {
    podSecurity: "privileged",
    hostAccess: "the node exporter reads the host's own figures",
  },
  "amd-gpu": {
    podSecurity: "privileged",
    hostAccess: "the device plugin and the labeller read the host's GPUs",
  },
  "inference-gateway": { podSecurity: "restricted" },
  slurm: {
    podSecurity: "privileged",
    hostAccess: "slurmd accounts for jobs in the host's cgroups, and the acceptance test measures the host",
  },
};
