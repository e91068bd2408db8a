import { beforeAll, describe, expect, it } from "vitest";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { strictApply } from "../support/cluster.ts";
import { computeDomains, coreObjects, podOf, slinkyObjects, slurmPlanOf, slurmStack, type SlurmMachines } from "../support/slurm.ts";

describe("the API server, with the CRDs of slurm-operator 1.2.1", () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startCluster({ crds: ["slinky.slurm.net", "resource.nvidia.com"] });
    await strictApply(cluster, { apiVersion: "v1", kind: "Namespace", metadata: { name: "slurm" } });
    // No pod is taken before Kubernetes has made the account that it runs as.
    await strictApply(cluster, { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace: "slurm" } });
    return () => cluster.stop();
  });

  describe.each<SlurmMachines>(["hosts", "racks"])("and %s", (kind) => {
    const plan = slurmPlanOf(slurmStack(kind));

    it("takes every object as it is", async () => {
      for (const object of [...coreObjects(plan), ...slinkyObjects(plan), ...computeDomains(plan)]) {
        expect(await strictApply(cluster, object, { dryRun: true })).toMatchObject(object);
      }
    });

    it("takes what the objects merge into pods, as pods", async () => {
      const pods = slinkyObjects(plan).flatMap((object) => podOf(object) ?? []);
      expect(pods).toHaveLength(4 + Object.keys(plan.nodeSets).length);
      for (const pod of pods) expect(await strictApply(cluster, pod, { dryRun: true })).toMatchObject(pod);
    });
  });

  it("takes claims on devices instead of counted ones", async () => {
    const dra = slurmStack("racks");
    const training = dra.clusters["training"];
    if (training === undefined) throw new Error("the example has no cluster training");
    const plan = slurmPlanOf({
      ...dra,
      clusters: { training: { ...training, kubernetes: { ...training.kubernetes, deviceAllocation: "dra" } } },
    });
    const pods = slinkyObjects(plan).flatMap((object) => podOf(object) ?? []);
    for (const object of [...coreObjects(plan), ...pods]) {
      expect(await strictApply(cluster, object, { dryRun: true })).toMatchObject(object);
    }
    expect(plan.hostClaim?.spec.spec.devices.requests).toEqual([
      { name: "gpus", exactly: { deviceClassName: "gb300-nvl72.nscale.com", allocationMode: "ExactCount", count: 4 } },
    ]);
  });
});
