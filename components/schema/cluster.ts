import { z } from "zod";
import { acceleratorNames } from "../catalog/accelerators.ts";
import { releaseNames } from "../catalog/releases.ts";
import { follows } from "../lib/derive/follows.ts";
import { factOf } from "../lib/fact.ts";
import { key, keyed, renamedFrom } from "../lib/names.ts";
import { controlPlane } from "./control-plane.ts";
import { kubernetesSpec } from "./kubernetes.ts";
import { slurmSpec } from "./slurm.ts";

const release = z.enum(releaseNames).describe("a release set of the catalogue");
const count = z.number().int().positive();

/** The network between hosts. */
const fabric = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("infiniband").describe("NVIDIA Quantum InfiniBand") }),
  z.strictObject({
    kind: z.literal("roce").describe("RDMA over Converged Ethernet"),
    planes: factOf(z.number().int().min(1).max(8)).describe("independent planes of the fabric, 1 to 8"),
  }),
]);

/** The pod network, and with it who enforces NetworkPolicies. */
const cni = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("cilium").describe("Cilium of the release set, in place of kube-proxy too") }),
  z.strictObject({
    kind: z.literal("present").describe("a network that the node image or another hand brings, and that enforces NetworkPolicies"),
  }),
]);

/** A GPU cluster: one Kubernetes cluster on one kind of accelerator, in one phase of its site. */
export const gpuClusterSpec = z.strictObject({
  renamedFrom: renamedFrom("cluster"),
  accelerator: z.enum(acceleratorNames).describe("an accelerator of the catalogue"),
  gpus: factOf(count).describe("the GPUs of the whole cluster, one or more"),
  phase: follows(key.describe("the name of the phase of the site that powers it"), "the only phase of the site"),
  growth: keyed(factOf(count))
    .optional()
    .describe(
      "the GPUs of the whole cluster from each later phase on, by the phase's name; left out where it has all its GPUs from its own phase on",
    ),
  hall: follows(key.describe("the name of the site's hall that holds it"), "the only hall of the site"),
  unitsPerRack: follows(
    factOf(count).describe("the hosts in a rack; 1 where the unit is a rack itself"),
    "as many hosts as the kW of a rack position of the hall hold, or 1 rack",
  ),
  scalableUnitUnits: follows(
    factOf(count).describe("the hosts or racks of a scalable unit, all in one row"),
    "32 hosts or 8 racks, as in NVIDIA's reference architectures",
  ),
  fabric: fabric.describe("the network between hosts that carries RDMA"),
  release: follows(
    release.describe("the release set of the catalogue that the cluster runs: Kubernetes, node image, operators"),
    "the newest of the catalogue by the month of asOf that is not withdrawn",
  ),
  releaseByScalableUnit: z
    .record(key, release)
    .default({})
    .describe("the release of single scalable units (su-1, su-2, …) that are ahead of the cluster's or behind it: a wave"),
  controlPlane: controlPlane.describe("the hosts of the Kubernetes control plane, its address, and what its API server keeps and lets in"),
  network: z
    .strictObject({
      podCidr: z.cidrv4().describe("the IPv4 range of pods, in CIDR notation: private, /8 or longer, with a /24 for each node"),
      cni: cni
        .default({ kind: "cilium" })
        .describe("the network of pods: without one no node becomes ready. One that is present is asked for on a live target"),
      hostCidr: follows(
        z
          .cidrv4()
          .describe("the IPv4 range of all hosts of the cluster: Prometheus reads their metrics there, and no tenant's pod reaches it"),
        "the /16 with the endpoint's address",
      ),
      serviceCidr: z.cidrv4().default("10.96.0.0/16").describe("the IPv4 range of Services, in CIDR notation: private, /12 to /28"),
    })
    .describe("the address ranges inside the cluster, apart from every other address of the site; clusters of one site may use the same"),
  kubernetes: follows(
    kubernetesSpec.describe("the Kubernetes layer: how pods get GPUs, and who has how many"),
    "the shares that follow from site.offtake",
  ),
  slurm: slurmSpec.optional().describe("the Slurm layer; left out, the whole cluster belongs to Kubernetes' queues"),
});

export type GpuClusterSpec = z.output<typeof gpuClusterSpec>;
