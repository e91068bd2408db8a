/** A place that connections begin or end at. */
export type PartyPlace =
  | { readonly kind: "pod"; readonly namespace: string; readonly labels: Readonly<Record<string, string>> }
  /** A process on the host that a pod runs on, in the host's own network. */
  | { readonly kind: "node" }
  /** Another machine. */
  | { readonly kind: "host"; readonly address: string };

/** Somebody in or around a cluster, as the table of connections names him. */
export interface Party {
  /** Words that follow "from" and "to". */
  readonly name: string;
  readonly place: PartyPlace;
  /** The TCP ports that it answers on. */
  readonly ports: readonly number[];
  /** True if it answers on those ports over UDP too. */
  readonly isUdp?: true;
}

/** A connection that may be opened: to some ports, or to every one that the other answers on. */
export interface Way {
  readonly from: string;
  readonly to: string;
  readonly ports: readonly number[] | "all";
}

export const podAt = (name: string, namespace: string, labels: Readonly<Record<string, string>>, ports: readonly number[]): Party => ({
  name,
  place: { kind: "pod", namespace, labels },
  ports,
});

export const hostAt = (name: string, address: string, ports: readonly number[]): Party => ({
  name,
  place: { kind: "host", address },
  ports,
});

/** Ways from each of some to each of others, if these are there. */
export const ways = (from: readonly string[], to: readonly string[], ports: Way["ports"]): Way[] =>
  from.flatMap((one) => to.filter((other) => other !== one).map((other) => ({ from: one, to: other, ports })));
