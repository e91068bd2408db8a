import { isDeepStrictEqual } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { kueueConfiguration } from "../../components/kubernetes/kueue-configuration.ts";
import { assumed } from "../../components/lib/fact.ts";
import type { StackSpec } from "../../components/schema/stack.ts";
import { startKueue } from "../rigs/cluster/kueue.ts";
import { startKwok } from "../rigs/cluster/kwok.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { getObject, strictApply } from "../support/cluster.ts";
import { channelTemplate, claimTemplate, publishChannels, publishGpus } from "../support/devices.ts";
import { jobOf, nodesOfRunning, podsOf, removeJobs, submit, waitForCondition } from "../support/jobs.ts";
import { applyLayer } from "../support/layer.ts";
import { addNodes, nodesOf } from "../support/nodes.ts";
import { exampleCluster, exampleSpec } from "../support/specs.ts";
import { planLayer } from "../support/plans.ts";

const why = "an example";

/** Two racks whose GPUs are claimed; one of the racks is the tenant's, who borrows nothing. */
const stack = exampleSpec({
  clusters: {
    racks: exampleCluster({
      accelerator: "gb300-nvl72",
      gpus: assumed(144, why),
      kubernetes: {
        deviceAllocation: "dra",
        tenants: { research: { guaranteedSharePercent: assumed(50, why), borrowingLimitPercent: 0, preemptionOrder: 1 } },
      },
    }),
  },
});
const spec = stack.clusters["racks"] as StackSpec["clusters"][string];
const claimed = { gpusEach: 0, claims: ["whole-host", "channel"] };

describe("the queue of a tenant whose pods claim devices", () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startCluster({ scheduler: true, crds: ["kueue.x-k8s.io"] });
    await startKwok(cluster);
    await startKueue(cluster, kueueConfiguration(spec));
    const nodes = nodesOf("racks", spec, { key: "narvik", spec: stack.site });
    await addNodes(cluster, spec, nodes);
    await publishGpus(cluster, nodes);
    await publishChannels(cluster, nodes);
    await applyLayer(cluster, "racks", stack);
    const { devices } = planLayer("racks", stack);
    if (devices.mode !== "dra") throw new Error("the cluster's devices are not claimed");
    await strictApply(cluster, { apiVersion: "resource.k8s.io/v1", kind: "DeviceClass", ...devices.deviceClass });
    await strictApply(cluster, channelTemplate("tenant-research"));
    return () => cluster.stop();
  });

  /** Waits until the tenant's queue says that it has given out this. A queue's status follows its jobs; it does not go before them. */
  const reserved = (devices: Record<string, string>) =>
    waitFor("the devices given out", 60, async () => {
      const queue = { apiVersion: "kueue.x-k8s.io/v1beta2", kind: "ClusterQueue", metadata: { name: "research" } };
      const { status } = (await getObject(cluster, queue)) as unknown as {
        status: { flavorsReservation: { resources: { name: string; total: string }[] }[] };
      };
      const got = Object.fromEntries(
        status.flavorsReservation.flatMap(({ resources }) => resources).map(({ name, total }) => [name, total]),
      );
      return isDeepStrictEqual(got, devices) ? undefined : JSON.stringify(got);
    });

  test("counts the devices of claims against its share, and one job over it waits, and says why", async () => {
    const whole = jobOf("research", "whole-share", 18, claimed);
    await submit(cluster, whole);
    expect(await nodesOfRunning(cluster, whole)).toHaveLength(18);
    await reserved({ "nvidia.com/gpu": "72", cpu: "288", memory: "2304Gi", pods: "18", "nvidia.com/compute-domain-channel": "18" });

    const over = jobOf("research", "over", 1, claimed);
    await submit(cluster, over);
    const { reason, message } = await waitForCondition(cluster, over, "QuotaReserved", "False");
    expect({ reason, message }).toEqual({
      reason: "Pending",
      message:
        "couldn't assign flavors to pod set main: insufficient unused quota for nvidia.com/gpu in flavor gb300-nvl72-unpacked, 4 more needed",
    });
    expect(await podsOf(cluster, over)).toEqual([]);

    await removeJobs(cluster, whole);
    expect(await nodesOfRunning(cluster, over)).toHaveLength(1);
    await removeJobs(cluster, over);
  });

  test("admits no claim on a class that no share counts", async () => {
    await strictApply(cluster, claimTemplate("tenant-research", "uncounted", "mig.nvidia.com"));
    const job = jobOf("research", "uncounted", 1, { gpusEach: 0, claims: ["uncounted"] });
    await submit(cluster, job);
    const { reason, message } = await waitForCondition(cluster, job, "QuotaReserved", "False");
    expect({ reason, message }).toEqual({
      reason: "Inadmissible",
      message:
        'spec.podSets[0].template.spec.resourceClaims[0].resourceClaimTemplateName: Not found: "DeviceClass mig.nvidia.com is not mapped in DRA configuration for podset main"',
    });
    await removeJobs(cluster, job);
  });
});
