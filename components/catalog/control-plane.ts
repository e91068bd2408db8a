/** Flags of a control plane's parts, without their dashes. */
export type Flags = Readonly<Record<string, string>>;

export interface ControlPlaneFlags {
  readonly apiServer: Flags;
  readonly controllerManager: Flags;
  readonly scheduler: Flags;
  readonly etcd: Flags;
}

/** Requests a second: by default these clients hold themselves to tens of them, and the pods of one large job would take minutes. The API server's own limits still hold. */
const clients = (perSecond: number): Flags => ({ "kube-api-qps": String(perSecond), "kube-api-burst": String(2 * perSecond) });

const gibibytes = (count: number) => String(count * 1024 ** 3);

/** The most nodes for which what Kubernetes and etcd take by themselves, but for their clients, will do. */
const smallNodes = 1000;

/**
 * The flags that follow from a cluster's size. Tests and benchmarks run with those of the largest cluster.
 *
 * @param nodes All nodes of the cluster, once it is whole.
 */
export function controlPlaneFlags(nodes: number): ControlPlaneFlags {
  if (nodes <= smallNodes)
    return {
      apiServer: {},
      controllerManager: clients(500),
      scheduler: clients(500),
      etcd: { "quota-backend-bytes": gibibytes(4) },
    };
  return {
    apiServer: {
      // Kubernetes shares these out among kinds of callers (API priority and fairness); 400 and 200 are meant for a hundred nodes.
      "max-requests-inflight": "3000",
      "max-mutating-requests-inflight": "1000",
    },
    controllerManager: {
      ...clients(2000),
      // A job of thousands of pods does not hold up the others.
      "concurrent-job-syncs": "20",
    },
    scheduler: clients(2000),
    // The most that etcd's documentation suggests; the default of 2 GiB ends in a read-only cluster.
    etcd: { "quota-backend-bytes": gibibytes(8) },
  };
}

/** The flags as a command line has them. */
export const argumentsOf = (flags: Flags): string[] => Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
