import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assumed } from "../../components/lib/fact.ts";
import type { StackInput } from "../../components/schema/stack.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { everythingIn } from "../support/everything.ts";
import { tenantLike } from "../support/invalid.ts";
import { layerCrds } from "../support/layer.ts";
import { PlainPulumi } from "../support/plain-pulumi.ts";
import { exampleCluster, exampleStack } from "../support/specs.ts";

const why = "an example";

/** Two tenants on one cluster, or the first of them alone. */
function stackWith(...tenants: string[]): StackInput {
  const research = exampleStack().tenants["research"] as StackInput["tenants"][string];
  const share = { guaranteedSharePercent: assumed(40, why), preemptionOrder: 1 };
  return exampleStack({
    tenants: Object.fromEntries(tenants.map((tenant) => [tenant, tenantLike(research, tenant)])),
    clusters: { training: exampleCluster({ kubernetes: { tenants: Object.fromEntries(tenants.map((tenant) => [tenant, share])) } }) },
  });
}

describe("a tenant that is taken out of the data", () => {
  let pulumi: PlainPulumi;
  let cluster: TestCluster;
  afterAll(() => pulumi.remove());

  beforeAll(async () => {
    pulumi = await PlainPulumi.open("glomfjord");
    cluster = await startCluster({ crds: layerCrds });
    await pulumi.target({ training: cluster.kubeconfig });
    return () => cluster.stop();
  });

  /** Everything, once Kubernetes has put its own into every namespace. */
  async function settled(): Promise<ReadonlyMap<string, string>> {
    let everything: ReadonlyMap<string, string> = new Map();
    await waitFor("Kubernetes' own objects in every namespace", 60, async () => {
      everything = await everythingIn(cluster);
      const namespaces = [...everything.keys()].flatMap((name) => /^Namespace \/(.+)$/.exec(name)?.[1] ?? []);
      const own = namespaces.flatMap((namespace) => [`ConfigMap ${namespace}/kube-root-ca.crt`, `ServiceAccount ${namespace}/default`]);
      const missing = own.filter((name) => !everything.has(name));
      return missing.length === 0 ? undefined : missing.join(", ");
    });
    return everything;
  }

  test("goes with all that it had in the cluster, and with nothing else", async () => {
    pulumi.declare(stackWith("staying", "leaving"));
    await pulumi.up();
    const before = await settled();

    pulumi.declare(stackWith("staying"));
    await pulumi.up();

    const after = await everythingIn(cluster);
    expect([...before.keys()].filter((name) => !after.has(name)).sort()).toEqual([
      "ClusterQueue /leaving",
      "ClusterQueue /leaving.idle",
      "ClusterRole /nscale-queues-leaving",
      "ClusterRoleBinding /nscale-queues-leaving",
      "ConfigMap tenant-leaving/kube-root-ca.crt",
      "FlowSchema /nscale-tenant-leaving",
      "LimitRange tenant-leaving/containers",
      "LocalQueue tenant-leaving/default",
      "LocalQueue tenant-leaving/gpu",
      "Namespace /tenant-leaving",
      "NetworkPolicy tenant-leaving/tenant",
      "PodDisruptionBudget tenant-leaving/jobs",
      "ResourceQuota tenant-leaving/gpu",
      "ResourceQuota tenant-leaving/no-system-priorities",
      "RoleBinding tenant-leaving/admin",
      "RoleBinding tenant-leaving/user",
      "RoleBinding tenant-leaving/viewer",
      "ServiceAccount tenant-leaving/default",
    ]);
    // Objects that are still there were not created again.
    expect([...after].filter(([name, uid]) => before.get(name) !== uid)).toEqual([]);
    expect(await pulumi.steps()).toEqual([]);
  });
});
