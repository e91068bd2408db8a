import type { ServerObject } from "../../support/cluster.ts";

/** A place that connections begin or end at. */
export interface Place {
  readonly name: string;
  /**
   * `pod`: a pod of the node, in a Kubernetes namespace; `node`: a process on the node itself; `host`: another machine, with addresses that no policy
   * counts as a pod.
   */
  readonly at: "pod" | "node" | "host";
  readonly address: string;
  /** Of a pod: its namespace and labels. */
  readonly pod?: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> };
  /** The ports that it answers on. */
  readonly tcp: readonly number[];
  readonly udp: readonly number[];
}

/** One connection to try. */
export interface Probe {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: "TCP" | "UDP";
}

/** What is asked of the program inside the namespace. */
export interface Question {
  readonly places: readonly Place[];
  readonly namespaces: readonly string[];
  readonly policies: readonly ServerObject[];
  readonly probes: readonly Probe[];
}
