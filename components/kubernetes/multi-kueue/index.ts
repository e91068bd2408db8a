import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { referenced } from "../../lib/referenced.ts";
import { AdmissionCheck, ClusterQueue, LocalQueue, MultiKueueCluster, MultiKueueConfig } from "../../crd/kueue.ts";
import { unwrapFacts } from "../../lib/unwrap-facts.ts";
import { notice } from "../../lib/notice.ts";
import { multiKueueContract } from "../../schema/contracts/layers.ts";
import type { StackSpec } from "../../schema/stack.ts";
import { inStage } from "../../targets/stages/stage.ts";
import type { KubernetesLayer } from "../index.ts";
import { kubeconfigOf, planCredentials, planWorkerAccount, type Credentials } from "./access.ts";
import { planMultiKueue, type WorkerPlan } from "./plan.ts";
import type { MultiKueueSpec } from "../../schema/multi-kueue.ts";
import {
  managerQueues,
  multiKueueNames,
  multiKueueObjects,
  workerAtManager,
  workerNames,
  workerObjects,
  workerQueue,
} from "../../names/multi-kueue.ts";

/** A cluster that takes part, with its layer. */
export interface Member {
  readonly provider: k8s.Provider;
  readonly layer: KubernetesLayer;
  /** True if its objects go to a real cluster, the only one that can issue a token. */
  readonly isLive: boolean;
}

export interface MultiKueueArgs {
  readonly spec: MultiKueueSpec;
  readonly clusters: StackSpec["clusters"];
  /** The manager and every worker, by name. */
  readonly members: ReadonlyMap<string, Member>;
}

/**
 * Queues over several clusters of a site: at the manager, one queue per tenant, whose jobs Kueue dispatches to one of the workers; at each worker, a queue for
 * these jobs, and an account for the manager's Kueue with the rights that this takes and no others.
 *
 * @example new MultiKueue("narvik", { spec: { manager: "initial-1", workers: ["full-1"], tenants: ["microsoft"] }, clusters, members });
 */
export class MultiKueue extends pulumi.ComponentResource {
  /** Secrets to supply by hand, since a file cannot hold them: each with its contents and its place. */
  readonly secretsToSupply: readonly string[];

  constructor(name: string, { spec, clusters, members }: MultiKueueArgs, options: pulumi.ComponentResourceOptions = {}) {
    super(multiKueueContract.type, name, unwrapFacts(spec), options);
    const plan = planMultiKueue(spec, clusters);
    const manager = memberOf(members, spec.manager);
    const atManager = childOf(this, manager, [manager.layer.resourceFlavor]);

    const names = multiKueueNames(name);
    const config = new MultiKueueConfig(names.config.resource, plan.manager.config, atManager);
    const check = new AdmissionCheck(names.check.resource, plan.manager.admissionCheck, {
      ...atManager,
      dependsOn: [...atManager.dependsOn, config],
    });
    new k8s.networking.v1.NetworkPolicy(multiKueueObjects(name).network.resource, plan.manager.networkPolicy, atManager);
    for (const [tenant, { clusterQueue, localQueue }] of Object.entries(plan.manager.tenants)) {
      const queues = managerQueues(name, tenant);
      const queue = new ClusterQueue(queues.clusterQueue.resource, clusterQueue, {
        ...atManager,
        dependsOn: [...atManager.dependsOn, check],
      });
      const namespace = manager.layer.tenants[tenant]?.namespace;
      const needed = namespace === undefined ? [queue] : [queue, namespace];
      new LocalQueue(queues.localQueue.resource, localQueue, childOf(this, manager, needed));
    }
    this.secretsToSupply = Object.entries(plan.workers).flatMap(([worker, each]) => {
      const member = memberOf(members, worker);
      const atManagers = workerAtManager(name, worker);
      new MultiKueueCluster(atManagers.cluster.resource, each.cluster, atManager);
      const account = declareWorker(this, { stack: name, worker }, each, member);
      const credentials = planCredentials(worker, referenced(clusters, worker));
      if (!manager.isLive || !member.isLive) return [supply(spec.manager, worker, credentials)];
      const stringData = {
        kubeconfig: tokenKubeconfig(workerObjects(name, worker).token.resource, credentials, childOf(this, member, [account])),
      };
      new k8s.core.v1.Secret(atManagers.kubeconfig.resource, { ...credentials.kubeconfig, stringData }, childOf(this, manager, []));
      return [];
    });
    for (const secret of this.secretsToSupply) notice(secret, this);
    this.registerOutputs({ secretsToSupply: this.secretsToSupply });
  }
}

function memberOf(members: ReadonlyMap<string, Member>, name: string): Member {
  const member = members.get(name);
  if (member === undefined) throw new Error(`${name} has no layer`);
  return member;
}

const childOf = (parent: pulumi.Resource, { provider, layer, isLive }: Member, needed: readonly pulumi.Resource[]) => ({
  parent,
  provider,
  ...inStage("tenants", !isLive),
  dependsOn: [...layer.operators, ...needed],
});

/** Declares the account of the manager's Kueue at a worker, and the queues for the jobs that it dispatches. */
interface Worker {
  readonly stack: string;
  readonly worker: string;
}

function declareWorker(
  parent: pulumi.Resource,
  { stack, worker }: Worker,
  { account, localQueues }: WorkerPlan,
  member: Member,
): pulumi.Resource {
  const atWorker = childOf(parent, member, []);
  const names = { ...workerNames(stack, worker), ...workerObjects(stack, worker) };
  new k8s.rbac.v1.ClusterRole(names.role.resource, account.clusterRole, atWorker);
  new k8s.rbac.v1.ClusterRoleBinding(names.binding.resource, account.clusterRoleBinding, atWorker);
  for (const [tenant, localQueue] of Object.entries(localQueues)) {
    const own = member.layer.tenants[tenant]?.localQueue;
    new LocalQueue(workerQueue(stack, worker, tenant).resource, localQueue, childOf(parent, member, own === undefined ? [] : [own]));
  }
  return new k8s.core.v1.ServiceAccount(names.account.resource, account.serviceAccount, atWorker);
}

/** A kubeconfig with the token that Kubernetes gives the account. */
function tokenKubeconfig(resource: string, { token, server }: Credentials, options: pulumi.CustomResourceOptions): pulumi.Output<string> {
  const secret = new k8s.core.v1.Secret(resource, token, options);
  return pulumi.secret(secret.data.apply((data) => kubeconfigOf(server, data)));
}

function supply(manager: string, worker: string, { kubeconfig, server }: Credentials): string {
  const { name, namespace } = kubeconfig.metadata;
  const { metadata } = planWorkerAccount().serviceAccount;
  return `${manager}: Secret ${name} in namespace ${namespace} is to be supplied; under the key kubeconfig, a kubeconfig for ${server} with a token of ServiceAccount ${metadata.name} in namespace ${metadata.namespace} of ${worker}`;
}
