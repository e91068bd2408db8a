import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { gpusOfSlurmShare } from "../capacity/guarantees.ts";
import { ComputeDomain } from "../crd/compute-domain.ts";
import { ResourceClaimTemplate } from "../crd/device.ts";
import { ServiceMonitor } from "../crd/monitoring.ts";
import { Accounting, Controller, LoginSet, NodeSet, RestApi, Token } from "../crd/slinky.ts";
import { after, type ChildOptions } from "../lib/child-options.ts";
import { factArguments } from "../lib/fact-component.ts";
import { slurmLayerContract } from "../schema/contracts/layers.ts";
import type { StackSpec } from "../schema/stack.ts";
import type { SlurmCluster } from "./clusters.ts";
import { slurmGpus } from "./model.ts";
import { planSlurm, type NodeSetPlan, type SlurmPlan } from "./plan/index.ts";
import { declareSecret, howToSupply } from "./secrets.ts";
import {
  nodeSetNames,
  slurmConfigMap,
  slurmConfigMaps,
  slurmNames,
  slurmNetwork,
  slurmNetworks,
  slurmObjects,
  slurmSecret,
  slurmSecrets,
  volumeClaim,
} from "../names/slurm.ts";

export interface SlurmLayerArgs {
  readonly stack: StackSpec;
  /** The GPU cluster, some of whose scalable units are the layer's. */
  readonly cluster: SlurmCluster;
  readonly provider: k8s.Provider;
  /** True if manifests are only written: then Secrets are left out, and the output lists what to supply. */
  readonly isRendered: boolean;
  /** Resources that must exist before anything of the layer, above all the operators. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * Slurm on whole scalable units of a GPU cluster: daemons, node sets by NVLink domain or scalable unit, logins, accounts, file systems and limits.
 * Its property `changeClass` sorts the configuration by the effect that a change has on running jobs.
 *
 * @example new SlurmLayer("full-1", { stack, cluster, provider, isRendered: true, after: layer.operators });
 */
export class SlurmLayer extends pulumi.ComponentResource {
  readonly plan: SlurmPlan;
  readonly controller: Controller;
  readonly nodeSets: Readonly<Record<string, NodeSet>>;
  /** Secrets to supply by hand, since a file cannot hold them: each with its contents and its place. */
  readonly secretsToSupply: readonly string[];

  constructor(name: string, args: SlurmLayerArgs, options: pulumi.ComponentResourceOptions = {}) {
    const plan = planSlurm(name, args.cluster, args.stack);
    const facts = {
      gpus: slurmGpus(plan.model),
      nodeSets: plan.model.nodeSets.length,
      guaranteedGpus: guaranteesOf(args.cluster),
      changeClass: plan.changeClasses,
    };
    super(slurmLayerContract.type, name, { ...factArguments(args.cluster.slurm), ...facts }, options);
    this.plan = plan;
    const child: ChildOptions = { parent: this, provider: args.provider, dependsOn: [...args.after] };
    // Tenants' data outlives the layer, and so does the namespace, with which the claims would be deleted. Rendered files hold no data of tenants.
    const kept = { retainOnDelete: !args.isRendered };
    const namespace = new k8s.core.v1.Namespace(slurmNames(name).namespace.resource, plan.namespace, { ...child, ...kept });
    const inside = after(child, namespace);
    const needed = [
      ...declareNeeds(name, plan, args.isRendered, inside),
      ...plan.claims.map(
        ({ fileSystem, tenant, claim }) =>
          new k8s.core.v1.PersistentVolumeClaim(volumeClaim(name, fileSystem, tenant).resource, claim, { ...inside, ...kept }),
      ),
      ...declareNodeTopology(name, plan, inside),
      ...declareDatabase(name, plan, inside),
    ];
    this.nodeSets = declareNodeSets(name, plan.nodeSets, after(inside, ...needed));
    // slurmctld does not start with a partition whose node set is missing.
    this.controller = declareDaemons(name, plan, after(inside, ...needed, ...Object.values(this.nodeSets)));
    this.secretsToSupply = args.isRendered ? Object.values(plan.secrets).map((secret) => `${name}: ${howToSupply(secret)}`) : [];
    this.registerOutputs({ ...facts, secretsToSupply: this.secretsToSupply });
  }
}

/** The GPUs that are each tenant's at any time. */
const guaranteesOf = (cluster: SlurmCluster): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(cluster.slurm.tenants).map(([tenant, { guaranteedSharePercent }]) => [
      tenant,
      gpusOfSlurmShare(cluster, guaranteedSharePercent.value),
    ]),
  );

/** Declares the objects that pods mount, and the network policies and claims that apply to them. */
function declareNeeds(name: string, plan: SlurmPlan, isRendered: boolean, options: ChildOptions): pulumi.Resource[] {
  const names = slurmObjects(name);
  for (const of of slurmNetworks) new k8s.networking.v1.NetworkPolicy(slurmNetwork(name, of).resource, plan.networkPolicies[of], options);
  if (plan.hostClaim !== undefined) new ResourceClaimTemplate(names.hostClaim.resource, plan.hostClaim, options);
  return [
    ...slurmSecrets.flatMap((of) => {
      const secret = isRendered ? undefined : plan.secrets[of];
      return secret === undefined ? [] : [declareSecret(slurmSecret(name, of).resource, secret, options)];
    }),
    ...slurmConfigMaps.flatMap((of) => {
      const configMap = plan.configMaps[of];
      return configMap === undefined ? [] : [new k8s.core.v1.ConfigMap(slurmConfigMap(name, of).resource, configMap, options)];
    }),
  ];
}

function declareNodeTopology(name: string, { nodeTopology }: SlurmPlan, options: ChildOptions): pulumi.Resource[] {
  const names = { ...slurmNames(name), ...slurmObjects(name) };
  const serviceAccount = new k8s.core.v1.ServiceAccount(names.topologyAccount.resource, nodeTopology.serviceAccount, options);
  const role = new k8s.rbac.v1.ClusterRole(names.topologyRole.resource, nodeTopology.clusterRole, options);
  const binding = new k8s.rbac.v1.ClusterRoleBinding(
    names.topologyBinding.resource,
    nodeTopology.clusterRoleBinding,
    after(options, serviceAccount, role),
  );
  return [new k8s.batch.v1.CronJob(names.topologyJob.resource, nodeTopology.cronJob, after(options, binding))];
}

function declareDatabase(name: string, { database }: SlurmPlan, options: ChildOptions): pulumi.Resource[] {
  if (database === undefined) return [];
  const names = slurmObjects(name);
  return [
    new k8s.core.v1.Service(names.databaseService.resource, database.service, options),
    new k8s.apps.v1.StatefulSet(names.database.resource, database.statefulSet, options),
  ];
}

function declareDaemons(name: string, plan: SlurmPlan, options: ChildOptions): Controller {
  const names = slurmObjects(name);
  const accounting = new Accounting(names.accounting.resource, plan.accounting, options);
  const controller = new Controller(names.controller.resource, plan.controller, after(options, accounting));
  const running = after(options, controller);
  new RestApi(names.restApi.resource, plan.restApi, running);
  new LoginSet(names.login.resource, plan.login, running);
  const token = new Token(names.token.resource, plan.tokens.accounts, options);
  const metricsToken = new Token(names.metricsToken.resource, plan.tokens.metrics, options);
  new ServiceMonitor(names.metrics.resource, plan.metrics, after(running, metricsToken));
  new k8s.batch.v1.CronJob(names.accountsJob.resource, plan.accountsJob, after(running, token));
  return controller;
}

const declareNodeSets = (
  name: string,
  plans: Readonly<Record<string, NodeSetPlan>>,
  options: ChildOptions,
): Readonly<Record<string, NodeSet>> =>
  Object.fromEntries(
    Object.entries(plans).map(([key, { nodeSet, computeDomain }]) => {
      const names = nodeSetNames(name, key);
      const domain = computeDomain === undefined ? [] : [new ComputeDomain(names.computeDomain.resource, computeDomain, options)];
      return [key, new NodeSet(names.nodeSet.resource, nodeSet, after(options, ...domain))];
    }),
  );
