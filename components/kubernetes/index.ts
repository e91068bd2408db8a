import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { GpuClusterSpec } from "../cluster/spec.ts";
import { ClusterQueue, LocalQueue, ResourceFlavor, Topology } from "../lib/crd/kueue.ts";
import { factArguments } from "../lib/fact-component.ts";
import { planKubernetes, type TenantPlan } from "./plan.ts";

export interface KubernetesLayerArgs {
  readonly cluster: GpuClusterSpec;
  /** The GPU cluster itself. */
  readonly provider: k8s.Provider;
  /** What must be there before anything of the layer is. */
  readonly after: readonly pulumi.Resource[];
}

interface ChildOptions extends pulumi.CustomResourceOptions {
  readonly dependsOn: pulumi.Resource[];
}

/** The same options for a child that also needs other children. */
const after = (options: ChildOptions, ...others: pulumi.Resource[]): ChildOptions => ({
  ...options,
  dependsOn: [...options.dependsOn, ...others],
});

/** What a tenant has in the cluster, as resources. */
interface TenantResources {
  readonly namespace: k8s.core.v1.Namespace;
  readonly resourceQuota: k8s.core.v1.ResourceQuota;
  readonly clusterQueue: ClusterQueue;
  readonly localQueue: LocalQueue;
}

/**
 * The Kubernetes layer of a GPU cluster: the fabric's topology, and for each tenant a namespace, a bound and a queue with its share.
 *
 * @example new KubernetesLayer("hall-1", { cluster: stack.clusters["hall-1"], provider, after: [] });
 */
export class KubernetesLayer extends pulumi.ComponentResource {
  readonly topology: Topology;
  readonly resourceFlavor: ResourceFlavor;
  readonly tenants: Readonly<Record<string, TenantResources>>;

  constructor(name: string, args: KubernetesLayerArgs, options: pulumi.ComponentResourceOptions = {}) {
    const plan = planKubernetes(args.cluster);
    const guaranteedGpus = Object.fromEntries(Object.entries(plan.tenants).map(([tenant, each]) => [tenant, each.guaranteedGpus]));
    super("nscale:kubernetes:KubernetesLayer", name, { ...factArguments(args.cluster.kubernetes), guaranteedGpus }, options);
    const childOptions = { parent: this, provider: args.provider, dependsOn: [...args.after] };

    this.topology = new Topology(`${name}-topology`, plan.topology, childOptions);
    this.resourceFlavor = new ResourceFlavor(`${name}-flavor`, plan.resourceFlavor, after(childOptions, this.topology));
    this.tenants = Object.fromEntries(
      Object.entries(plan.tenants).map(([tenant, each]) => [tenant, this.#tenant(`${name}-${tenant}`, each, childOptions)]),
    );
    this.registerOutputs({ guaranteedGpus });
  }

  #tenant(name: string, plan: TenantPlan, options: ChildOptions): TenantResources {
    const namespace = new k8s.core.v1.Namespace(name, plan.namespace, options);
    const inside = after(options, namespace);
    const clusterQueue = new ClusterQueue(`${name}-cluster-queue`, plan.clusterQueue, after(options, this.resourceFlavor));
    return {
      namespace,
      resourceQuota: new k8s.core.v1.ResourceQuota(`${name}-quota`, plan.resourceQuota, inside),
      clusterQueue,
      localQueue: new LocalQueue(`${name}-local-queue`, plan.localQueue, after(options, namespace, clusterQueue)),
    };
  }
}
