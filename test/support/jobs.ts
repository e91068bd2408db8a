import { tenantNamespace } from "../../components/lib/names.ts";
import { topologyKeys } from "../../components/lib/topology-keys.ts";
import { callApi, type ClusterAccess } from "../rigs/cluster/rest.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { deleteObject, getObject, listObjects, type ServerObject } from "./cluster.ts";

const withinSeconds = 120;

/** A job's request to the fabric. */
export const inOneDomain = { "kueue.x-k8s.io/podset-required-topology": topologyKeys.acceleratorDomain };

/** Whole domains of `hosts` pods each, all of them in one part of the fabric. */
export const inDomainsOf = (hosts: number) => ({
  "kueue.x-k8s.io/podset-required-topology": topologyKeys.fabricTier0,
  "kueue.x-k8s.io/podset-slice-required-topology": topologyKeys.acceleratorDomain,
  "kueue.x-k8s.io/podset-slice-size": String(hosts),
});

export interface JobOptions {
  readonly annotations?: Readonly<Record<string, string>>;
  /** @default "gpu" */
  readonly queue?: string | undefined;
  /** As a counted resource. @default 4 */
  readonly gpusEach?: number;
  /** @default 16 */
  readonly processorsEach?: number;
  /** ResourceClaimTemplates of the namespace: each pod has a claim of each. @default none */
  readonly claims?: readonly string[];
}

/** A job as a tenant would write it: a pod a host, with processors and memory beside its GPUs. */
export function jobOf(tenant: string, name: string, pods: number, options: JobOptions = {}): ServerObject {
  const { annotations = {}, gpusEach = 4, processorsEach = 16, claims = [] } = options;
  const queue = "queue" in options ? options.queue : "gpu";
  const gpus = gpusEach === 0 ? {} : { "nvidia.com/gpu": String(gpusEach) };
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: {
      name,
      namespace: tenantNamespace(tenant),
      labels: queue === undefined ? {} : { "kueue.x-k8s.io/queue-name": queue },
    },
    spec: {
      parallelism: pods,
      completions: pods,
      completionMode: "Indexed",
      template: {
        metadata: { annotations },
        spec: {
          restartPolicy: "Never",
          securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
          containers: [
            {
              name: "main",
              image: "registry.example.com/train",
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
              resources: {
                requests: { cpu: String(processorsEach), memory: "128Gi", ...gpus },
                limits: gpus,
                claims: claims.map((name) => ({ name })),
              },
            },
          ],
          resourceClaims: claims.map((name) => ({ name, resourceClaimTemplateName: name })),
        },
      },
    },
  };
}

/** Submits a job as it is: an apply would not show what the queue's webhook changes. */
export const submit = (cluster: ClusterAccess, job: ServerObject) =>
  callApi(cluster, { method: "POST", path: `/apis/batch/v1/namespaces/${job.metadata.namespace ?? ""}/jobs`, body: job });

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** A job's workload; undefined while there is none. By name, because a cluster that a job may still be handed to has its workload, but not the job. */
export async function workloadOf(cluster: ClusterAccess, { metadata: job }: ServerObject): Promise<ServerObject | undefined> {
  const kind = { apiVersion: "kueue.x-k8s.io/v1beta2", kind: "Workload" };
  const workloads = await listObjects(cluster, kind, { namespace: job.namespace ?? "" });
  const name = new RegExp(`^job-${job.name}-[0-9a-f]{5}$`);
  return workloads.find(({ metadata }) => name.test(metadata.name));
}

/** The condition of a job's workload; undefined while there is none. */
export async function conditionOf(cluster: ClusterAccess, job: ServerObject, type: string): Promise<Condition | undefined> {
  const workload = (await workloadOf(cluster, job)) as { status?: { conditions?: Condition[] } } | undefined;
  return workload?.status?.conditions?.find((condition) => condition.type === type);
}

/** Waits until every pod of a job runs. @returns the names of their nodes, sorted. */
export async function nodesOfRunning(cluster: ClusterAccess, job: ServerObject): Promise<string[]> {
  const { parallelism } = job["spec"] as { parallelism: number };
  let nodes: string[] = [];
  await waitFor(`the pods of ${job.metadata.name}`, withinSeconds, async () => {
    const pods = await podsOf(cluster, job);
    nodes = pods.filter(({ status }) => status.phase === "Running").map(({ spec }) => spec.nodeName ?? "");
    if (nodes.length === parallelism) return undefined;
    const reserved = await conditionOf(cluster, job, "QuotaReserved");
    return `${nodes.length} of ${parallelism} run; ${reserved?.message ?? "it has no workload"}`;
  });
  return nodes.sort();
}

interface Pod extends ServerObject {
  readonly spec: { readonly nodeName?: string; readonly containers: readonly unknown[] };
  readonly status: { readonly phase: string };
}

export const podsOf = async (cluster: ClusterAccess, job: ServerObject): Promise<Pod[]> =>
  (await listObjects(
    cluster,
    { apiVersion: "v1", kind: "Pod" },
    { namespace: job.metadata.namespace ?? "", labelSelector: `job-name=${job.metadata.name}` },
  )) as Pod[];

/** Waits until a job's workload says this of itself. */
export async function waitForCondition(
  cluster: ClusterAccess,
  job: ServerObject,
  type: string,
  status: "True" | "False",
): Promise<Condition> {
  let found: Condition | undefined;
  await waitFor(`${type}=${status} of ${job.metadata.name}`, withinSeconds, async () => {
    const condition = await conditionOf(cluster, job, type);
    found = condition?.status === status ? condition : undefined;
    return found === undefined ? `it is ${JSON.stringify(condition)}` : undefined;
  });
  return found as Condition;
}

/** Deletes jobs; their pods go after them. */
export async function removeJobs(cluster: ClusterAccess, ...jobs: ServerObject[]): Promise<void> {
  for (const job of jobs) await deleteObject(cluster, job);
}

/** True when the queue holds a job back. */
export const isSuspended = async (cluster: ClusterAccess, job: ServerObject): Promise<boolean> =>
  ((await getObject(cluster, job))["spec"] as { suspend: boolean }).suspend;
