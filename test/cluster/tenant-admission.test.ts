import { beforeAll, describe, expect, test } from "vitest";
import { assumed } from "../../components/lib/fact.ts";
import { ApiError, callApi, type Identity } from "../rigs/cluster/rest.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { strictApply, type ServerObject } from "../support/cluster.ts";
import { layerObjects } from "../support/layer.ts";
import { exampleCluster, exampleSpec, exampleStack } from "../support/specs.ts";
import { configMapOf, controllerOf, cronJobOf, groupOf, jobSetOf, podOf, serviceOf, type PodChanges } from "../support/tenant-objects.ts";

// What a tenant's user writes is let in by everything else on the API server, and by the tenants' policy where it keeps to the queue.

const { site } = exampleStack();
const stack = exampleSpec({
  site: {
    ...site,
    egress: {
      registry: { purpose: "registry", destination: { kind: "host", host: "registry.example.com" }, port: 443, jurisdiction: "NO" },
    },
    egressProxy: { address: "10.0.0.20", port: 3128 },
  },
  clusters: { racks: exampleCluster({ accelerator: "gb300-nvl72", gpus: assumed(144, "an example") }) },
});

const owned = (kind: string, controller?: boolean) => ({
  ownerReferences: [
    {
      apiVersion: kind === "Job" ? "batch/v1" : "v1",
      kind,
      name: "job",
      uid: "2c7f1c5e-0001-4d5a-9d5c-000000000001",
      ...(controller === undefined ? {} : { controller }),
    },
  ],
});

const ofAController = "only a controller names a controller in ownerReferences";
const noted = "labels and annotations of kueue.x-k8s.io/ that no user sets are the queue's own notes";
const gated = "a pod has no scheduling gate of its own";
const named = "a pod does not name its host";
const chosen = "the queue chooses the hosts";
const tolerated =
  "a pod tolerates by key, and these alone: nvidia.com/gpu, amd.com/gpu, node.kubernetes.io/not-ready, node.kubernetes.io/unreachable; leave other tolerations out";
const reached = "a Service is of type ClusterIP and has no externalIPs";
const perGpu =
  "with each of its GPUs a pod has at most 31 processors and 186 GiB: lower requests.cpu and requests.memory, or ask for more GPUs";
const forGpus = "the queues gpu and site are for work with GPUs: leave out the label kueue.x-k8s.io/queue-name";
const beside = "beside pods with GPUs, one without has at most 15 processors and 93 GiB";
const images = "images come from registry.example.com: push the image there, and name it in full";
const priorities = "the priority of a job is low or high: correct the label kueue.x-k8s.io/priority-class, or leave it out";
const first = "which job goes first is for the queue to say: leave out priorityClassName";

const tolerating = (toleration: object): PodChanges => ({ spec: { tolerations: [toleration] } });
const everything = tolerating({ operator: "Exists" });
const onHost: PodChanges = { spec: { nodeSelector: { "kubernetes.io/hostname": "host-1" } } };
const affinity = (term: object): PodChanges => ({
  spec: { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } } } },
});
const small = { gpus: "0", requests: { cpu: "15", memory: "93Gi" } };
const suspending = { "kueue.x-k8s.io/pod-suspending-parent": "job" };
const elsewhere: PodChanges = { container: { image: "docker.io/library/miner:1" } };

const cases: readonly (readonly [name: string, object: ServerObject, sentence?: string])[] = [
  ["a pod in the queue", podOf()],
  ["a job in the queue", controllerOf("Job")],
  ["a Deployment in the queue", controllerOf("Deployment", {}, {})],
  ["a StatefulSet in the queue", controllerOf("StatefulSet", {}, {})],
  ["a CronJob in the queue", cronJobOf()],
  [
    "a job in one NVLink domain",
    controllerOf("Job", { annotations: { "kueue.x-k8s.io/podset-required-topology": "topology.nks.nscale.com/accelerator-domain" } }),
  ],
  ["a JobSet whose leader has no GPU", jobSetOf(small)],
  ["a group", groupOf({})],
  ["a pod that a Job is said to have made", podOf({ metadata: owned("Job", true) }), ofAController],
  ["a pod that a job set is said to have made", podOf({ metadata: owned("JobSet", true) }), ofAController],
  [
    "a ReplicaSet that a Job is said to have made",
    { ...controllerOf("ReplicaSet"), metadata: { ...controllerOf("ReplicaSet").metadata, ...owned("Job", true) } },
    ofAController,
  ],
  ["a ConfigMap that a Job is said to have made", configMapOf(owned("Job", true)), ofAController],
  ["a ConfigMap that goes with another object", configMapOf(owned("Job"))],
  ["a pod that is said to be held back by its parent", podOf({ annotations: suspending }), noted],
  ["a Deployment whose pods are said to be", controllerOf("Deployment", { annotations: suspending }), noted],
  ["a pod that is said to be of an admitted job", podOf({ labels: { "kueue.x-k8s.io/podset": "main" } }), noted],
  ["a job with another one's workload", controllerOf("Job", {}, { "kueue.x-k8s.io/prebuilt-workload-name": "other" }), noted],
  ["a CronJob whose pods are said to be admitted", cronJobOf({ annotations: { "kueue.x-k8s.io/workload": "other" } }), noted],
  ["a pod behind a gate of its own", podOf({ spec: { schedulingGates: [{ name: "example.com/wait" }] } }), gated],
  ["a Deployment whose pods are", controllerOf("Deployment", { spec: { schedulingGates: [{ name: "kueue.x-k8s.io/admission" }] } }), gated],
  ["a pod that names its host", podOf({ spec: { nodeName: "cp-0" } }), named],
  ["a Deployment whose pods name theirs", controllerOf("Deployment", { spec: { nodeName: "cp-0" } }), named],
  ["a pod that selects its host", podOf(onHost), chosen],
  ["a job that does", controllerOf("Job", onHost), chosen],
  [
    "a pod that wants a host by affinity",
    podOf(affinity({ matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values: ["cp-0"] }] })),
    chosen,
  ],
  [
    "a pod that wants a host by its field",
    podOf(affinity({ matchFields: [{ key: "metadata.name", operator: "In", values: ["cp-0"] }] })),
    chosen,
  ],
  ["a pod that wants hosts of a row", podOf(affinity({ matchExpressions: [{ key: "topology.kubernetes.io/zone", operator: "Exists" }] }))],
  ["a pod that tolerates everything", podOf(everything), tolerated],
  ["a Deployment whose pods do", controllerOf("Deployment", everything), tolerated],
  ["a CronJob whose pods do", cronJobOf(everything), tolerated],
  ["a JobSet whose workers do", jobSetOf({}, everything), tolerated],
  ["a group whose leader does", groupOf({}, everything), tolerated],
  ["a pod for the control plane", podOf(tolerating({ key: "node-role.kubernetes.io/control-plane", operator: "Exists" })), tolerated],
  ["a pod for cordoned hosts", podOf(tolerating({ key: "node.kubernetes.io/unschedulable", operator: "Exists" })), tolerated],
  ["a pod that tolerates the hosts with GPUs", podOf(tolerating({ key: "nvidia.com/gpu", operator: "Exists" }))],
  ["a Service", serviceOf()],
  ["a headless Service", serviceOf({ clusterIP: "None" })],
  ["a Service for the world", serviceOf({ type: "LoadBalancer" }), reached],
  ["a Service that is another name", serviceOf({ type: "ExternalName", externalName: "api.example.com" }), reached],
  ["a pod with more processors than its GPUs bring", podOf({ requests: { cpu: "125", memory: "1Gi" } }), perGpu],
  ["a pod with more memory than its GPUs bring", podOf({ requests: { cpu: "1", memory: "745Gi" } }), perGpu],
  ["a pod with a GPU and all processors", podOf({ gpus: "1", requests: { cpu: "120", memory: "1Gi" } }), perGpu],
  ["a job of such pods", controllerOf("Job", { gpus: "1", requests: { cpu: "120", memory: "1Gi" } }), perGpu],
  ["a JobSet of such pods", jobSetOf({}, { gpus: "1", requests: { cpu: "120", memory: "1Gi" } }), perGpu],
  ["a job without GPUs in the queue of GPUs", controllerOf("Job", { gpus: "0", requests: { cpu: "120", memory: "1Gi" } }), forGpus],
  [
    "a job without GPUs in the queue over clusters",
    controllerOf("Job", { gpus: "0", requests: { cpu: "1", memory: "1Gi" } }, { "kueue.x-k8s.io/queue-name": "site" }),
    forGpus,
  ],
  ["a pod without GPUs there", podOf({ gpus: "0", requests: { cpu: "1", memory: "1Gi" } }), forGpus],
  ["a CronJob without GPUs there", cronJobOf(small), forGpus],
  ["a JobSet without GPUs", jobSetOf(small, small), forGpus],
  ["a job without GPUs and without the label", controllerOf("Job", { labels: {}, gpus: "0", requests: { cpu: "120", memory: "1Gi" } }, {})],
  ["a JobSet whose leader has the processors of others", jobSetOf({ gpus: "0", requests: { cpu: "120", memory: "1Gi" } }), beside],
  ["an image from elsewhere", podOf(elsewhere), images],
  ["a Deployment of images from elsewhere", controllerOf("Deployment", elsewhere), images],
  ["an image without a registry", podOf({ container: { image: "miner" } }), images],
  ["an image of a registry with a like name", podOf({ container: { image: "registry.example.com.evil.example/miner:1" } }), images],
  ["an urgent job", controllerOf("Job", {}, { "kueue.x-k8s.io/queue-name": "gpu", "kueue.x-k8s.io/priority-class": "high" })],
  [
    "a job with the priority of serving",
    controllerOf("Job", {}, { "kueue.x-k8s.io/queue-name": "gpu", "kueue.x-k8s.io/priority-class": "serving" }),
    priorities,
  ],
  ["a pod with a priority of the scheduler", podOf({ spec: { priorityClassName: "other" } }), first],
];

const user: Identity = { user: "someone", groups: ["research-users", "system:authenticated"] };
const operator: Identity = { user: "operator", groups: ["system:masters"] };
const account = (namespace: string, name: string): Identity => ({
  user: `system:serviceaccount:${namespace}:${name}`,
  groups: [`system:serviceaccounts:${namespace}`, "system:serviceaccounts", "system:masters"],
});

describe("in a tenant's namespace, the API server", () => {
  let cluster: TestCluster;
  const before = new Map<string, string | undefined>();

  const refusal = async (write: () => Promise<unknown>): Promise<string | undefined> => {
    try {
      await write();
      return undefined;
    } catch (error) {
      if (error instanceof ApiError) return error.message;
      throw error;
    }
  };
  const asked = (one: ServerObject, as: Identity = user) => refusal(() => strictApply({ ...cluster, as }, one, { dryRun: true }));
  /** Changes a pod that is there, as someone. */
  const change = (as: Identity, body: readonly object[], path = "") =>
    refusal(() =>
      callApi(
        { ...cluster, as },
        {
          method: "PATCH",
          path: `/api/v1/namespaces/tenant-research/pods/waits${path}`,
          query: { dryRun: "All" },
          contentType: "application/json-patch+json",
          body,
        },
      ),
    );

  beforeAll(async () => {
    cluster = await startCluster({ crds: ["jobset.x-k8s.io", "kueue.x-k8s.io", "leaderworkerset.x-k8s.io"] });
    const all = layerObjects("racks", stack, { hardware: false });
    const isOfTenants = ({ kind, metadata }: ServerObject) =>
      kind.startsWith("ValidatingAdmissionPolicy") && metadata.name === "nscale-tenants";
    // Without quotas, of which some refuse the same.
    for (const one of all.filter((each) => !isOfTenants(each) && each.kind !== "ResourceQuota")) await strictApply(cluster, one);
    await strictApply(cluster, { apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", metadata: { name: "other" }, value: 5 });
    const waits = podOf({
      labels: { "kueue.x-k8s.io/queue-name": "gpu", "kueue.x-k8s.io/managed": "true" },
      metadata: { name: "waits", finalizers: ["kueue.x-k8s.io/managed"] },
      spec: { schedulingGates: [{ name: "kueue.x-k8s.io/admission" }] },
    });
    await strictApply(cluster, waits);
    for (const [name, one] of cases) before.set(name, await asked(one));
    for (const one of all.filter(isOfTenants)) await strictApply(cluster, one);
    await waitFor("the tenants' policy", 60, async () =>
      (await asked(configMapOf(owned("Job", true)))) === undefined ? "an object with a controller is let in" : undefined,
    );
    return () => cluster.stop();
  });

  test.each(cases.map(([name, one, sentence]) => ({ name, one, sentence })))("judges $name", async ({ name, one, sentence }) => {
    expect(before.get(name)).toBeUndefined();
    const refused = await asked(one);
    if (sentence === undefined) expect(refused).toBeUndefined();
    else expect(refused).toContain(`ValidatingAdmissionPolicy 'nscale-tenants' with binding 'nscale-tenants' denied request: ${sentence}`);
  });

  const ungate = [{ op: "remove", path: "/spec/schedulingGates/0" }];
  const unfinalize = [{ op: "remove", path: "/metadata/finalizers/0" }];
  const unmark = [{ op: "remove", path: "/metadata/labels/kueue.x-k8s.io~1managed" }];
  const mark = [{ op: "add", path: "/metadata/labels/kueue.x-k8s.io~1podset", value: "main" }];
  const label = [{ op: "add", path: "/metadata/labels/mine", value: "yes" }];
  const own = [{ op: "add", path: "/metadata/ownerReferences", value: owned("Job", true).ownerReferences }];
  const queueOnly = "only the queue takes its gate or its finalizer off a pod";

  test.each([
    ["takes the queue's gate off", ungate, queueOnly],
    ["takes the queue's finalizer off", unfinalize, queueOnly],
    ["takes the queue's label off", unmark, "what the queue noted on an object stays there"],
    ["writes a label of the queue", mark, noted],
    ["gives it to a Job", own, ofAController],
    ["labels it", label, undefined],
  ])("judges a user who %s, with a pod that is there", async (_, body, sentence) => {
    const refused = await change(user, body);
    if (sentence === undefined) expect(refused).toBeUndefined();
    else expect(refused).toContain(sentence);
    expect(await change(account("kueue-system", "kueue-controller-manager"), body)).toBeUndefined();
  });

  test("lets in a pod with a controller from controllers' accounts alone", async () => {
    const made = podOf({ labels: { "kueue.x-k8s.io/podset": "main" }, metadata: owned("Job", true) });
    for (const [namespace, name] of [
      ["kube-system", "job-controller"],
      ["lws-system", "lws-controller-manager"],
      ["jobset-system", "jobset-controller-manager"],
    ] as const)
      expect(await asked(made, account(namespace, name))).toBeUndefined();
    expect(await asked(made, operator)).toContain(ofAController);
    expect(await asked(made, account("tenant-research", "default"))).toContain(ofAController);
  });

  test("judges a pod that a controller makes by what it asks for", async () => {
    const controller = account("kube-system", "replicaset-controller");
    expect(await asked(podOf(everything), controller)).toContain(tolerated);
    expect(await asked(podOf(elsewhere), controller)).toContain(images);
    expect(await asked(podOf({ requests: { cpu: "125", memory: "1Gi" } }), controller)).toContain(perGpu);
    expect(await asked(podOf({ spec: { nodeName: "cp-0" } }), controller)).toContain(named);
  });

  test("lets an operator debug a pod as who it is, with an image of the site", async () => {
    const debug = (container: object) => [
      {
        op: "add",
        path: "/spec/ephemeralContainers",
        value: [
          {
            name: "debug",
            image: "registry.example.com/tools:1",
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
            ...container,
          },
        ],
      },
    ];
    const path = "/ephemeralcontainers";
    expect(await change(operator, debug({}), path)).toBeUndefined();
    const securityContext = { runAsUser: 1000, allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
    expect(await change(operator, debug({ securityContext }), path)).toContain("a debugging container is the user that its pod is");
    expect(await change(operator, debug({ image: "busybox" }), path)).toContain(images);
  });
});
