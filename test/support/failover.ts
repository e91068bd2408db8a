import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { enableFailover } from "../../components/failover/hand-over.ts";
import { planFailover, type FailoverPlan } from "../../components/failover/plan.ts";
import type { PeerSites } from "../../components/failover/peers.ts";
import type { GatewayPlan } from "../../components/inference/gateway/plan/index.ts";
import type { Address } from "../rigs/serving/envoy-config.ts";
import { envoyGateway, gatewayApi, type GatewayObject } from "../rigs/serving/objects.ts";
import type { Translation, XdsResource } from "../rigs/serving/translate.ts";
import { gatewayOf } from "./serving-sites.ts";

/** Plans of a site that hands requests on: its gateway, and its failover. */
export function handingOn(stack: string, sites: PeerSites): { gateway: GatewayPlan; failover: FailoverPlan } {
  const alone = gatewayOf(stack, sites);
  const failover = planFailover(stack, sites, alone);
  if (failover === undefined) throw new Error(`${stack} hands nothing on`);
  return { gateway: enableFailover(alone), failover };
}

/** Every object of a failover, in an order in which they can be applied. */
export function failoverObjects({ routes, backends, refusal, traffic, order }: FailoverPlan): GatewayObject[] {
  return [
    ...Object.values(backends).map((backend) => envoyGateway("Backend", backend)),
    envoyGateway("HTTPRouteFilter", refusal),
    ...Object.values(routes).map((route) => gatewayApi("HTTPRoute", route)),
    envoyGateway("BackendTrafficPolicy", traffic),
    ...(order === undefined ? [] : [envoyGateway("EnvoyPatchPolicy", order)]),
  ];
}

/** True when a cluster of Envoy leads to gateways of sites. */
export const leadsToSites = ({ name }: XdsResource): boolean => String(name).includes("/failover-");

/** The same without the TLS to other sites, whose stand-ins on this machine have none. */
export const withoutUpstreamTls = (translation: Translation): Translation => ({
  ...translation,
  clusters: translation.clusters.map((cluster) => {
    if (!leadsToSites(cluster)) return cluster;
    const { transportSocket: _socket, transportSocketMatches: _matches, typedExtensionProtocolOptions: _options, ...plain } = cluster;
    return plain;
  }),
});

/** A request as a site got it. */
interface Received {
  readonly site: string;
  readonly host: string | undefined;
  readonly from: string | undefined;
  readonly key: string | undefined;
}

/** Stand-ins for the gateways of sites: each answers with its name, or with the status that a test gives it. */
export class LocalSites {
  readonly received: Received[] = [];
  readonly statuses = new Map<string, number>();
  readonly #servers: Server[] = [];

  /** @returns where each listens, by the host name of its gateway. */
  async start(sites: PeerSites): Promise<Map<string, Address[]>> {
    const addresses = new Map<string, Address[]>();
    for (const [stack, { gateway }] of sites) addresses.set(gateway?.address ?? stack, [await this.#listen(stack)]);
    return addresses;
  }

  async #listen(site: string): Promise<Address> {
    const server = createServer((request, response) => {
      request.resume().on("end", () => {
        const { host, authorization: key, "x-nscale-failed-over-from": from } = request.headers;
        this.received.push({ site, host, from: String(from), key });
        response.writeHead(this.statuses.get(site) ?? 200, { "content-type": "application/json" });
        response.end(JSON.stringify({ site }));
      });
    });
    this.#servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { host: "127.0.0.1", port: (server.address() as AddressInfo).port };
  }

  stop(): void {
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
  }
}
