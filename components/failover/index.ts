import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { GatewayPlan } from "../inference/gateway/plan/index.ts";
import { EnvoyPatchPolicy, HttpRouteFilter } from "../crd/envoy-gateway.ts";
import { FailoverTraffic, SiteBackend } from "../crd/failover.ts";
import { HttpRoute } from "../crd/gateway-api.ts";
import type { FactsOf } from "../lib/contract.ts";
import { FactComponent } from "../lib/fact-component.ts";
import { routingContract } from "../schema/contracts/fleet.ts";
import { egressContract } from "../schema/contracts/site.ts";
import { planFailover, type FailoverEgressPlan } from "./plan.ts";
import { routingFacts } from "./facts.ts";
import type { PeerSites } from "./peers.ts";
import { failoverEgress, failoverNames, failoverRoute, siteBackend } from "../names/gateway.ts";

/** A gateway that requests may go to: network rules admit it, and policies know its place. */
class FailoverEgress extends FactComponent<typeof egressContract> {
  constructor(name: string, egress: FailoverEgressPlan, options: pulumi.ComponentResourceOptions) {
    super(egressContract, name, { ...egress }, options);
  }
}

export interface RoutingArgs {
  /** The site itself, and the sites that its endpoints name. */
  readonly sites: PeerSites;
  readonly gateway: GatewayPlan;
  /** The gateway's cluster. */
  readonly provider: k8s.Provider;
  /** Resources that must exist before anything of the routes: the gateway. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * The sites that may serve a site's requests, by endpoint and tenant: the site itself and, while that fails, other sites within the tenant's residency.
 * The routes are in the site's own gateway, because a gateway of the whole fleet would read what tenants of other places send.
 *
 * @example new Routing("narvik", { sites, gateway: gateway.plan, provider, after: [gateway] });
 */
export class Routing extends pulumi.ComponentResource {
  constructor(stackName: string, { sites, gateway, provider, after }: RoutingArgs, options: pulumi.ComponentResourceOptions = {}) {
    const facts = { endpoints: routingFacts(stackName, sites) } satisfies FactsOf<typeof routingContract>;
    super(routingContract.type, stackName, facts, options);
    const plan = planFailover(stackName, sites, gateway);
    if (plan !== undefined) {
      const child = { parent: this, provider, dependsOn: [...after] };
      const names = failoverNames(stackName);
      const behind = [
        ...Object.entries(plan.backends).map(([site, manifest]) => new SiteBackend(siteBackend(stackName, site).resource, manifest, child)),
        new HttpRouteFilter(names.refusal.resource, plan.refusal, child),
      ];
      const routes = Object.entries(plan.routes).map(
        ([endpoint, manifest]) =>
          new HttpRoute(failoverRoute(stackName, endpoint).resource, manifest, { ...child, dependsOn: [...after, ...behind] }),
      );
      const inPlace = { ...child, dependsOn: [...after, ...routes] };
      new FailoverTraffic(names.traffic.resource, plan.traffic, inPlace);
      if (plan.order !== undefined) new EnvoyPatchPolicy(names.order.resource, plan.order, inPlace);
      for (const [site, entry] of Object.entries(plan.egress)) new FailoverEgress(failoverEgress(stackName, site), entry, { parent: this });
    }
    this.registerOutputs(facts);
  }
}
