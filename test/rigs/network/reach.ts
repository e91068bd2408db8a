import { addressIn, rangeOf, type AddressRange } from "../../../components/lib/address-range.ts";
import type { Party } from "../../../components/stack/reach/party.ts";
import type { Reach } from "../../../components/stack/reach/index.ts";
import type { GpuClusterSpec } from "../../../components/schema/cluster.ts";
import type { ServerObject } from "../../support/cluster.ts";
import { tryConnections } from "./ask.ts";
import type { Place, Probe } from "./question.ts";

/** A line for each two parties between which connections may be opened, with the ports. */
export const printReach = (open: Reach["open"]): string[] =>
  [...open].flatMap(([from, reached]) => [...reached].map(([to, ports]) => `${from} → ${to}: ${ports.join(", ")}`)).sort();

const placed = (party: Party, index: number, network: GpuClusterSpec["network"]): Place => {
  const [pods, hosts] = [network.podCidr, network.hostCidr].map((cidr) => rangeOf(cidr)) as [AddressRange, AddressRange];
  const { place, ports, isUdp = false } = party;
  const common = { name: `place${index}`, tcp: ports, udp: isUdp ? ports : [] };
  switch (place.kind) {
    case "pod":
      return { ...common, at: "pod", address: addressIn(pods, 10 + index), pod: { namespace: place.namespace, labels: place.labels } };
    case "node":
      return { ...common, at: "node", address: addressIn(hosts, Number(hosts.last - hosts.first) - 1) };
    case "host":
      return { ...common, at: "host", address: place.address };
  }
};

/** What policies bind: a pod's own connections, and those of other machines to pods. A host may always ask its own pods. */
const isJudged = (from: Party, to: Party) =>
  from !== to && (from.place.kind === "pod" || (from.place.kind === "host" && to.place.kind === "pod"));

/** The connections that come through under the policies, between all parties at all their ports. */
export async function measuredReach(
  parties: readonly Party[],
  { network }: Pick<GpuClusterSpec, "network">,
  policies: readonly ServerObject[],
): Promise<Reach["open"]> {
  const places = new Map(parties.map((party, index) => [party, placed(party, index, network)]));
  const name = (party: Party) => places.get(party)?.name ?? "";
  const pairs = parties.flatMap((from) => parties.filter((to) => isJudged(from, to)).map((to) => ({ from, to })));
  const tried = pairs.flatMap(({ from, to }) =>
    to.ports.flatMap((port) =>
      (to.isUdp === true ? (["TCP", "UDP"] as const) : (["TCP"] as const)).map((protocol) => ({ from, to, port, protocol })),
    ),
  );
  const probes = tried.map(({ from, to, port, protocol }): Probe => ({ from: name(from), to: name(to), port, protocol }));
  const namespaces = parties.flatMap(({ place }) => (place.kind === "pod" ? [place.namespace] : []));
  const answers = await tryConnections({ places: [...places.values()], namespaces: [...new Set(namespaces)], policies, probes });
  const through = (from: Party, to: Party, port: number) =>
    tried.every((each, index) => each.from !== from || each.to !== to || each.port !== port || answers[index] === true);
  return new Map(
    parties.map((from) => [
      from.name,
      new Map(
        pairs
          .filter((pair) => pair.from === from)
          .map(({ to }) => [to.name, to.ports.filter((port) => through(from, to, port))] as const)
          .filter(([, ports]) => ports.length > 0),
      ),
    ]),
  );
}
