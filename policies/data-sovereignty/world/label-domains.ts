import { kinds } from "./kinds.ts";

/** Groups of API and first parts of labels, resources and finalizers: names of things, which nobody connects to. */
const names = new Set([
  ...Object.keys(kinds).map((kind) => kind.split("/")[0] ?? ""),
  "amd.com",
  // Kinds of the API server's own files, and groups that they name.
  "apiserver.config.k8s.io",
  "audit.k8s.io",
  "authentication.k8s.io",
  "coordination.k8s.io",
  "events.k8s.io",
  "compute-domain-default-channel.nvidia.com",
  "k8s.io",
  "kubeflow.org",
  "mellanox.com",
  "metal3.io",
  "network.nvidia.com",
  "nscale.com",
  "nvidia.com",
  "ray.io",
  "topology.nks.nscale.com",
  "type.googleapis.com",
]);

/** Domains of which every name is one of these. */
const families = ["kubernetes.io", "sigs.k8s.io", "slinky.slurm.net", "x-k8s.io"];

/** True if a dotted name is that of an API group, a label or a resource. */
export const isLabelDomain = (name: string): boolean =>
  names.has(name) || families.some((family) => name === family || name.endsWith(`.${family}`));
