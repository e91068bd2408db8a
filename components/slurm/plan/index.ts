import type { types } from "@pulumi/kubernetes";
import { keepOnPrune } from "../../lib/claims.ts";
import type { ComputeDomainSpec } from "../../crd/compute-domain.ts";
import type { ResourceClaimTemplateSpec } from "../../crd/device.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { ServiceMonitorSpec } from "../../crd/monitoring.ts";
import type { AccountingSpec, ControllerSpec, LoginSetSpec, NodeSetSpec, RestApiSpec, TokenSpec } from "../../crd/slinky.ts";
import { hasComputeDomains, hostClaimSpec } from "../../kubernetes/plan/devices.ts";
import { regionSelector } from "../../site/place.ts";
import type { StackSpec } from "../../schema/stack.ts";
import { changeClassesOf, type ChangeClasses } from "../change-class.ts";
import type { SlurmCluster } from "../clusters.ts";
import { modelOf } from "../derive/index.ts";
import type { SlurmModel } from "../model.ts";
import { planAccountsJob } from "./accounts.ts";
import { planConfigMaps } from "./config-maps.ts";
import { planAccounting, planController, planMetrics, planRestApi, planTokens } from "./controller.ts";
import { planDatabase, type DatabasePlan } from "./database.ts";
import { planFileSystems, type TenantClaim } from "./file-systems.ts";
import { planLogin } from "./login.ts";
import { namespace } from "./names.ts";
import { planNetworkPolicies, type SlurmNetworkPolicies } from "./network.ts";
import { hostClaimName, planComputeDomain, planNodeSet } from "./node-sets.ts";
import { planNodeTopology, type NodeTopologyPlan } from "./node-topology.ts";
import { imagesOf } from "./pods.ts";
import { planSecrets, type SecretPlan } from "./secrets.ts";
import type { SlurmConfigMap, SlurmSecret } from "../../names/slurm.ts";

/** The objects of a node set. */
export interface NodeSetPlan {
  readonly nodeSet: Manifest<NodeSetSpec>;
  /** Present if its hosts share the memory of an NVLink domain. */
  readonly computeDomain?: Manifest<ComputeDomainSpec>;
}

/** The objects of a cluster's Slurm layer. */
export interface SlurmPlan {
  readonly model: SlurmModel;
  readonly changeClasses: ChangeClasses;
  readonly namespace: types.input.core.v1.Namespace;
  readonly networkPolicies: SlurmNetworkPolicies;
  readonly secrets: Readonly<Partial<Record<SlurmSecret, SecretPlan>>>;
  readonly configMaps: Readonly<Partial<Record<SlurmConfigMap, types.input.core.v1.ConfigMap>>>;
  readonly claims: readonly TenantClaim[];
  /** Present if GPUs are allocated by claim. */
  readonly hostClaim?: Manifest<ResourceClaimTemplateSpec>;
  readonly database: DatabasePlan | undefined;
  readonly controller: Manifest<ControllerSpec>;
  readonly accounting: Manifest<AccountingSpec>;
  readonly restApi: Manifest<RestApiSpec>;
  readonly tokens: Readonly<Record<"accounts" | "metrics", Manifest<TokenSpec>>>;
  readonly metrics: Manifest<ServiceMonitorSpec>;
  readonly login: Manifest<LoginSetSpec>;
  readonly accountsJob: types.input.batch.v1.CronJob;
  readonly nodeTopology: NodeTopologyPlan;
  readonly nodeSets: Readonly<Record<string, NodeSetPlan>>;
}

/** Plans the Slurm layer on the cluster `name` of a stack. */
export function planSlurm(name: string, cluster: SlurmCluster, stack: StackSpec): SlurmPlan {
  const { slurm } = cluster;
  const { site } = stack;
  const model = modelOf(name, cluster, stack);
  const images = imagesOf(site);
  const selector = regionSelector(site);
  const { claims, ...shared } = planFileSystems(slurm);
  const planned = {
    model,
    namespace: {
      // slurmd confines jobs to their devices and processors, for which it needs all privileges on its host.
      metadata: { name: namespace, labels: { "pod-security.kubernetes.io/enforce": "privileged" }, annotations: keepOnPrune },
    },
    networkPolicies: planNetworkPolicies(cluster, site),
    secrets: planSecrets(slurm, model),
    configMaps: planConfigMaps(model, slurm),
    claims,
    ...(cluster.kubernetes.deviceAllocation === "dra"
      ? { hostClaim: { metadata: { name: hostClaimName, namespace }, spec: hostClaimSpec(cluster) } }
      : {}),
    database: planDatabase(slurm, images, selector),
    controller: planController(model, slurm, images, selector),
    accounting: planAccounting(model, slurm, images, selector),
    restApi: planRestApi(images, selector),
    tokens: planTokens(),
    metrics: planMetrics(),
    login: planLogin(slurm, images, selector, shared),
    accountsJob: planAccountsJob(slurm, images, selector, shared),
    nodeTopology: planNodeTopology(images, selector),
    nodeSets: Object.fromEntries(
      model.nodeSets.map((nodeSet) => [
        nodeSet.name,
        {
          nodeSet: planNodeSet(nodeSet, model, cluster, images, selector, shared),
          ...(hasComputeDomains(cluster) ? { computeDomain: planComputeDomain(nodeSet) } : {}),
        },
      ]),
    ),
  };
  return { ...planned, changeClasses: changeClassesOf(planned) };
}
