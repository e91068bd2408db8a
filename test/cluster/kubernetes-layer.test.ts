import { beforeAll, describe, expect, it } from "vitest";
import { assumed } from "../../components/lib/fact.ts";
import type { StackSpec } from "../../components/schema/stack.ts";
import { planFlux } from "../../components/targets/operators/flux.ts";
import { ApiError, callApi } from "../rigs/cluster/rest.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { getObject, strictApply, type ServerObject } from "../support/cluster.ts";
import { servingStack } from "../support/inference.ts";
import { layerObjects } from "../support/layer.ts";
import { object } from "../support/object.ts";
import { exampleCluster, exampleSpec, exampleStack } from "../support/specs.ts";
import { operatorsOf } from "../support/plans.ts";

const why = "an example";
const crds = [
  "helm.toolkit.fluxcd.io",
  "kueue.x-k8s.io",
  "mellanox.com",
  "monitoring.coreos.com",
  "nvidia.com",
  "resource.nvidia.com",
  "source.toolkit.fluxcd.io",
];

const tenants = { research: { guaranteedSharePercent: assumed(50, why), preemptionOrder: 1 } };
const racks = { accelerator: "gb300-nvl72", gpus: assumed(144, why) } as const;

/** Every way in which a cluster's objects differ. */
const clusters: Readonly<Record<string, Parameters<typeof exampleCluster>[0]>> = {
  "hosts on InfiniBand": {},
  "racks on eight planes": { ...racks, fabric: { kind: "roce", planes: assumed(8, why) } },
  "racks whose devices are claimed": { ...racks, kubernetes: { deviceAllocation: "dra", tenants } },
  "hosts of AMD": { accelerator: "mi300x", fabric: { kind: "roce", planes: assumed(1, why) } },
};

function stackWith(changes: Parameters<typeof exampleCluster>[0]): StackSpec {
  const { site } = exampleStack();
  const egress = {
    mirror: { purpose: "package-mirror", destination: { kind: "cidr", cidr: "10.0.2.0/24" }, port: 443, jurisdiction: "NO" },
    registry: { purpose: "registry", destination: { kind: "host", host: "registry.example.com" }, port: 443, jurisdiction: "NO" },
  } as const;
  return exampleSpec({
    site: { ...site, egress, egressProxy: { address: "10.0.0.20", port: 3128 } },
    clusters: { training: exampleCluster(changes) },
  });
}

interface PrometheusValues {
  readonly prometheus: { readonly prometheusSpec: Readonly<Record<string, unknown>> };
}

/** Flux's objects for the operators of the cluster `training`. */
function fluxObjects(stack: StackSpec): ServerObject[] {
  const plans = operatorsOf("training", stack);
  return plans.flatMap((plan) => {
    const { source, release } = planFlux(plan, plans);
    return [
      object("source.toolkit.fluxcd.io/v1", source.kind, source.manifest),
      object("helm.toolkit.fluxcd.io/v2", "HelmRelease", release),
    ];
  });
}

describe("the API server", () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    // From the start, because the quota controller looks for new kinds only now and then.
    cluster = await startCluster({ crds });
    await strictApply(cluster, { apiVersion: "v1", kind: "Namespace", metadata: { name: "flux-system" } });
    return () => cluster.stop();
  });

  describe.each(Object.entries(clusters))("with %s", (_, changes) => {
    const stack = stackWith(changes);

    it("takes every object of the layer as it is", async () => {
      for (const object of layerObjects("training", stack, { hardware: true })) {
        expect(await strictApply(cluster, object)).toMatchObject(object);
      }
    });

    it("takes the operators as Flux installs them", async () => {
      for (const object of fluxObjects(stack)) expect(await strictApply(cluster, object)).toMatchObject(object);
    });
  });

  it("takes Prometheus as its chart makes it of our values", async () => {
    const { site } = exampleStack();
    const monitoring = { storageClass: "fast", remoteWrite: { egress: "telemetry" } } as const;
    const telemetry = {
      purpose: "telemetry",
      destination: { kind: "host", host: "telemetry.example.com" },
      port: 443,
      jurisdiction: "NO",
    } as const;
    const egressProxy = { address: "10.0.0.20", port: 3128 };
    const plans = operatorsOf("training", exampleSpec({ site: { ...site, monitoring, egress: { telemetry }, egressProxy } }));
    const { values } = plans.find(({ operator }) => operator === "prometheus-operator") as { values: PrometheusValues };
    // The chart copies each field of its own name, but for these.
    const { storageSpec, ...fields } = values.prometheus.prometheusSpec;
    const spec = Object.fromEntries(Object.entries(fields).filter(([field]) => !field.endsWith("NilUsesHelmValues")));
    const made = object("monitoring.coreos.com/v1", "Prometheus", {
      metadata: { name: "main", namespace: "default" },
      spec: { ...spec, storage: storageSpec },
    });
    expect(await strictApply(cluster, made)).toMatchObject(made);
    expect(Object.keys(spec)).toEqual(
      expect.arrayContaining(["externalLabels", "remoteWrite", "resources", "retention", "retentionSize", "scrapeClasses", "shards"]),
    );
  });

  it("takes the operators of a cluster with endpoints as Flux installs them", async () => {
    const objects = fluxObjects(servingStack());
    expect(objects.filter(({ kind }) => kind === "HelmRelease").map(({ metadata }) => metadata.name)).toEqual(
      expect.arrayContaining(["keda", "envoy-gateway"]),
    );
    for (const object of objects) expect(await strictApply(cluster, object)).toMatchObject(object);
  });

  describe("lets a tenant's groups", () => {
    const may = async (group: string, verb: string, resource: string, namespace: string) => {
      const [name = "", apiGroup = ""] = resource.split(".", 2);
      const rest = resource.slice(name.length + 1);
      const answer = (await callApi(cluster, {
        method: "POST",
        path: "/apis/authorization.k8s.io/v1/subjectaccessreviews",
        body: {
          apiVersion: "authorization.k8s.io/v1",
          kind: "SubjectAccessReview",
          spec: {
            user: "someone",
            groups: [group],
            resourceAttributes: { verb, group: apiGroup === "" ? "" : rest, resource: name, namespace },
          },
        },
      })) as { status: { allowed: boolean } };
      return answer.status.allowed;
    };
    const own = "tenant-research";

    it.each([
      ["research-viewers", "list", "jobs.batch", own, true],
      ["research-viewers", "create", "jobs.batch", own, false],
      ["research-viewers", "get", "secrets", own, false],
      ["research-viewers", "get", "localqueues/pendingworkloads.visibility.kueue.x-k8s.io", own, true],
      ["other-viewers", "get", "localqueues/pendingworkloads.visibility.kueue.x-k8s.io", own, false],
      ["research-users", "create", "jobs.batch", own, true],
      ["research-users", "create", "computedomains.resource.nvidia.com", own, true],
      ["research-users", "create", "networkpolicies.networking.k8s.io", own, false],
      ["research-users", "update", "resourcequotas", own, false],
      ["research-users", "create", "rolebindings.rbac.authorization.k8s.io", own, false],
      ["research-admins", "create", "rolebindings.rbac.authorization.k8s.io", own, true],
      ["research-admins", "create", "networkpolicies.networking.k8s.io", own, false],
      ["research-admins", "list", "pods", "default", false],
      ["research-admins", "list", "pods", "", false],
      ["research-admins", "list", "clusterqueues.kueue.x-k8s.io", "", false],
      ["other-users", "list", "jobs.batch", own, false],
    ])("%s: %s %s in %s: %s", async (group, verb, resource, namespace, allowed) => {
      expect(await may(group, verb, resource, namespace)).toBe(allowed);
    });
  });

  it("counts a tenant's NVLink domains, and takes one of any size", async () => {
    for (const object of layerObjects("training", stackWith(racks), { hardware: false })) await strictApply(cluster, object);
    const quota = { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "gpu", namespace: "tenant-research" } };
    const counted = "count/computedomains.resource.nvidia.com";
    const used = async () =>
      ((await getObject(cluster, quota))["status"] as { used?: Record<string, string> } | undefined)?.used?.[counted];
    await waitFor("the quota to be counted", 60, async () => ((await used()) === undefined ? "it has no status" : undefined));
    const domain: ServerObject = {
      apiVersion: "resource.nvidia.com/v1beta1",
      kind: "ComputeDomain",
      metadata: { name: "training", namespace: "tenant-research" },
      spec: { numNodes: 0, channel: { resourceClaimTemplate: { name: "training-channel" } } },
    };
    expect(await strictApply(cluster, domain)).toMatchObject(domain);
    expect((await getObject(cluster, quota))["spec"]).toMatchObject({ hard: { [counted]: "16" } });
    expect(await used()).toBe("1");
  });

  it("refuses a tenant's pod that claims a priority of the system", async () => {
    const pod: ServerObject = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "urgent", namespace: "tenant-research" },
      spec: {
        priorityClassName: "system-node-critical",
        securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
        containers: [
          { name: "main", image: "train", securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } } },
        ],
      },
    };
    await expect(strictApply(cluster, pod, { dryRun: true })).rejects.toThrow(ApiError);
    await expect(strictApply(cluster, pod, { dryRun: true })).rejects.toThrow("leave out priorityClassName");
  });
});
