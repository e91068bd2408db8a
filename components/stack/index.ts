import type * as pulumi from "@pulumi/pulumi";
import { GpuCluster } from "../cluster/index.ts";
import { howToSupplyEncryption } from "../cluster/encryption.ts";
import { Delivery } from "../cluster/delivery.ts";
import type { PeerSites } from "../failover/peers.ts";
import { Tenant } from "../tenant/index.ts";
import { declareInference } from "./inference.ts";
import { KubernetesLayer } from "../kubernetes/index.ts";
import { MultiKueue, type Member } from "../kubernetes/multi-kueue/index.ts";
import { powerBudgetMegawatts } from "../kubernetes/plan/monitoring.ts";
import { planKinds, planOperators, servesModels } from "./operators.ts";
import { Site } from "../site/index.ts";
import { slurmCluster } from "../slurm/clusters.ts";
import { SlurmLayer } from "../slurm/index.ts";
import { Storage } from "../site/storage.ts";
import type { StackSpec } from "../schema/stack.ts";
import { printNote } from "../summary/notes/index.ts";
import type { Summary } from "../summary/schema.ts";
import { summarize, type LayerStates } from "../summary/summarize.ts";
import type { Connection } from "../targets/connect.ts";
import {
  operatorsByPlace,
  operatorTarget,
  requireChartVersions,
  requireFlux,
  requireServedVersions,
} from "../targets/operators/resolve.ts";
import { declareLayersMarker } from "../targets/marker.ts";
import { providerFor } from "../targets/providers.ts";
import { managementCluster, type Targets } from "../targets/spec.ts";
import { declareStages } from "../targets/stages/declare.ts";
import { planStages } from "../targets/stages/plan.ts";
import { inStage } from "../targets/stages/stage.ts";
import { notice } from "../lib/notice.ts";

const layerStates = { render: "rendered", live: "live", waiting: "waiting" } as const;

const printCount = (count: number, of: string) => `${count} ${of}${count === 1 ? " is" : "s are"}`;

/**
 * Checks the targets of a stack's operators against its release sets, and against the versions that its clusters serve.
 *
 * @throws StackError naming the target, with what to do.
 */
function requireOperators(spec: StackSpec, targets: Targets, connections: ReadonlyMap<string, Connection>): void {
  const throughManagement: string[] = [];
  for (const [name, cluster] of Object.entries(spec.clusters)) {
    const isServing = servesModels(name, spec);
    const operators = operatorTarget(targets[name]);
    const plans = planOperators(name, cluster, spec.site, isServing);
    requireChartVersions(name, plans, operators);
    const connection = connections.get(name);
    if (connection?.kind === "live") requireServedVersions(name, plans, planKinds(cluster, isServing), operators, connection.served);
    if (operatorsByPlace(plans, operators).ofManagement.network !== undefined) throughManagement.push(name);
  }
  const management = connections.get(managementCluster);
  if (management?.kind === "live") requireFlux(throughManagement, management.served);
}

/** Declares the queues over several clusters once all of these have their layers. */
function declareMultiKueue(stackName: string, spec: StackSpec, members: ReadonlyMap<string, Member>): void {
  const { multiKueue } = spec;
  if (multiKueue === undefined || ![multiKueue.manager, ...multiKueue.workers].every((name) => members.has(name))) return;
  new MultiKueue(stackName, { spec: multiKueue, clusters: spec.clusters, members });
}

/**
 * Declares a site, its clusters and their layers on their targets.
 *
 * @param sites The site itself, and the sites that its endpoints fail over to.
 */
export function declareStack(
  stackName: string,
  spec: StackSpec,
  targets: Targets,
  connections: ReadonlyMap<string, Connection>,
  sites: PeerSites,
): Summary {
  requireOperators(spec, targets, connections);
  const providers = new Map([...connections].map(([cluster, connection]) => [cluster, providerFor(stackName, cluster, connection)]));
  const management = providers.get(managementCluster);
  if (management === undefined) throw new Error("the management cluster has no target");

  const site = new Site(stackName, { spec: spec.site, management });
  for (const [tenant, tenantSpec] of Object.entries(spec.tenants)) new Tenant(tenant, tenantSpec);
  for (const [delivery, deliverySpec] of Object.entries(spec.deliveries)) new Delivery(delivery, deliverySpec, { parent: site });

  const reached: Record<string, pulumi.CustomResourceOptions> = {};
  const members = new Map<string, Member>();
  for (const [name, clusterSpec] of Object.entries(spec.clusters)) {
    const isServing = servesModels(name, spec);
    const target = operatorTarget(targets[name]);
    const plans = operatorsByPlace(planOperators(name, clusterSpec, spec.site, isServing), target);
    const cluster = new GpuCluster(
      name,
      { spec: clusterSpec, site: { key: stackName, spec: spec.site }, management, ...plans.ofManagement },
      { dependsOn: site.namespace },
    );
    notice(`${name}: ${howToSupplyEncryption(name, stackName, clusterSpec, spec.site.storage)}`, cluster);
    const provider = providers.get(name);
    if (provider === undefined) continue;
    const marker =
      targets[name]?.kind === "management"
        ? [declareLayersMarker(name, stackName, { parent: cluster, provider: management, dependsOn: site.namespace })]
        : [];
    const isRendered = connections.get(name)?.kind === "render";
    const inLayer = inStage("layer", isRendered);
    reached[name] = { provider, ...inLayer };
    const layer = new KubernetesLayer(
      name,
      {
        spec: clusterSpec,
        site: spec.site,
        tenants: spec.tenants,
        powerBudgetMegawatts: powerBudgetMegawatts(name, spec),
        provider,
        isRendered,
        operators: { plans: plans.ofCluster, target },
        after: marker,
      },
      inLayer,
    );
    if (isRendered) declareStages(name, planStages(name, plans.ofCluster, target, isServing), { parent: cluster, provider });
    // For a live cluster, these kinds were checked before.
    if (isRendered)
      for (const { command } of planKinds(clusterSpec, isServing)) notice(`${name}: before its manifests, run there ${command}`, layer);
    const slurm = slurmCluster(name, spec);
    if (slurm !== undefined) {
      const slurmLayer = new SlurmLayer(
        name,
        { stack: spec, cluster: slurm, provider, isRendered, after: [...marker, ...layer.operators] },
        inStage("tenants", isRendered),
      );
      for (const secret of slurmLayer.secretsToSupply) notice(secret, slurmLayer);
    }
    members.set(name, { provider, layer, isLive: connections.get(name)?.kind === "live" });
  }
  declareMultiKueue(stackName, spec, members);
  const storage = new Storage(stackName, { spec: spec.site.storage, clusters: reached }, { parent: site });
  const serving = members.get(spec.inference?.gateway.cluster ?? "");
  if (serving !== undefined) declareInference(stackName, spec, { ...serving, after: [serving.layer, storage] }, sites);

  const layers: LayerStates = Object.fromEntries(
    Object.keys(spec.clusters).map((name) => [name, layerStates[connections.get(name)?.kind ?? "render"]]),
  );
  const summary = summarize(stackName, spec, layers);
  notice(`${printCount(summary.assumptions.length, "figure")} assumed, ${printCount(summary.disputes.length, "fact")} disputed`, site);
  for (const note of summary.notes) notice(printNote(note), site);
  return summary;
}
