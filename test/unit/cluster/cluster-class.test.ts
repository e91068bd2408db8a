import { describe, expect, test } from "vitest";
import { releaseNames, releases } from "../../../components/catalog/releases.ts";
import { planGpuCluster } from "../../../components/cluster/plan/index.ts";
import { Cluster, ClusterClass } from "../../../components/crd/cluster-api.ts";
import { KubeadmConfigTemplate, KubeadmControlPlaneTemplate } from "../../../components/crd/kubeadm.ts";
import { Metal3ClusterTemplate, Metal3DataTemplate, Metal3MachineTemplate } from "../../../components/crd/metal3.ts";
import { exampleGpuCluster } from "../../support/specs.ts";

const { spec, site } = exampleGpuCluster();
const { objects } = planGpuCluster("training", spec, site);
const { clusterClass } = objects;

describe("the ClusterClass", () => {
  test("refers to the templates of the plan", () => {
    const { infrastructure, controlPlane, workers } = clusterClass.spec;
    const references = [
      infrastructure.templateRef,
      controlPlane.templateRef,
      controlPlane.machineInfrastructure.templateRef,
      ...workers.machineDeployments.flatMap((worker) => [worker.bootstrap.templateRef, worker.infrastructure.templateRef]),
    ];
    expect(references.map(({ apiVersion, kind, name }) => [`kubernetes:${apiVersion}:${kind}`, name])).toEqual([
      [Metal3ClusterTemplate.__pulumiType, objects.metal3ClusterTemplate.metadata.name],
      [KubeadmControlPlaneTemplate.__pulumiType, objects.controlPlaneTemplate.metadata.name],
      [Metal3MachineTemplate.__pulumiType, objects.controlPlaneMachineTemplate.metadata.name],
      [KubeadmConfigTemplate.__pulumiType, objects.workerBootstrapTemplate.metadata.name],
      [Metal3MachineTemplate.__pulumiType, objects.workerMachineTemplate.metadata.name],
    ]);
  });

  test("replaces what its machine templates only stand in for", () => {
    const [patch] = clusterClass.spec.patches;
    const [definition] = patch?.definitions ?? [];
    expect(definition?.selector).toEqual({
      apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
      kind: "Metal3MachineTemplate",
      matchResources: { controlPlane: true, machineDeploymentClass: { names: ["worker"] } },
    });
    expect(definition?.jsonPatches.map(({ op, path, valueFrom }) => `${op} ${path} ${valueFrom.variable}`)).toEqual([
      "replace /spec/template/spec/image/url nodeImage.url",
      "replace /spec/template/spec/image/checksum nodeImage.checksum",
      "replace /spec/template/spec/hostSelector hostSelector",
    ]);
    // A replacement fails where there is nothing to replace.
    for (const { spec: template } of [objects.controlPlaneMachineTemplate, objects.workerMachineTemplate]) {
      expect(Object.keys(template.template.spec)).toEqual(["automatedCleaningMode", "dataTemplate", "hostSelector", "image"]);
      expect(Object.keys(template.template.spec.image)).toEqual(["url", "checksum", "checksumType", "diskFormat"]);
    }
  });

  test("declares the variables that the patch reads", () => {
    const [nodeImage, hostSelector] = clusterClass.spec.variables.map(({ name, required, schema }) => ({
      name,
      required,
      fields: Object.keys(schema.openAPIV3Schema.properties ?? {}),
    }));
    expect(nodeImage).toEqual({ name: "nodeImage", required: true, fields: ["url", "checksum"] });
    expect(hostSelector).toEqual({ name: "hostSelector", required: false, fields: ["matchLabels"] });
  });

  // kubeadm's own word for the step that installs kube-proxy.
  test("leaves kube-proxy out where Cilium serves Services, and with it where another network is present", () => {
    const phases = ({ controlPlaneTemplate }: typeof objects) =>
      controlPlaneTemplate.spec.template.spec.kubeadmConfigSpec.initConfiguration.skipPhases;
    expect(phases(objects)).toEqual(["addon/kube-proxy"]);
    const present = exampleGpuCluster({ network: { podCidr: "10.64.0.0/12", cni: { kind: "present" } } });
    expect(phases(planGpuCluster("training", present.spec, present.site).objects)).toBeUndefined();
  });

  test("replaces a host or two that fail, one at a time, and takes a host out before it comes back", () => {
    const unhealthyNodeConditions = [
      { type: "Ready", status: "Unknown", timeoutSeconds: 300 },
      // What a kubelet says of a network that is not there yet costs no host while it may still start.
      { type: "Ready", status: "False", timeoutSeconds: 3600 },
    ];
    const [worker] = clusterClass.spec.workers.machineDeployments;
    expect(worker?.healthCheck).toEqual({
      checks: { nodeStartupTimeoutSeconds: 3600, unhealthyNodeConditions },
      remediation: { maxInFlight: 1, triggerIf: { unhealthyLessThanOrEqualTo: 2 } },
    });
    expect(worker?.rollout).toEqual({ strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } });
  });

  test("names each template anew when its content changes, and no other", () => {
    const named = ({ clusterClass: _, cluster: __, inventoryContract: ___, ...templates }: typeof objects) =>
      Object.values(templates).map(({ metadata }) => metadata.name);
    const before = named(objects);
    expect(before.map((name) => name.replace(/-[0-9a-f]{8}$/, "-DIGEST"))).toEqual([
      "training",
      "training-control-plane-DIGEST",
      "training-control-plane-DIGEST",
      "training-control-plane-DIGEST",
      "training-worker-DIGEST",
      "training-worker-DIGEST",
      "training-worker-DIGEST",
    ]);
    const audited = planGpuCluster("training", { ...spec, controlPlane: { ...spec.controlPlane, auditDays: 90 } }, site).objects;
    const after = named(audited);
    expect(after.map((name, index) => name === before[index])).toEqual([true, false, true, true, true, true, true]);
    expect(audited.clusterClass.spec.controlPlane.templateRef.name).toBe(after[1]);
  });

  test("and the templates stay as they are when the release moves", () => {
    const moved = planGpuCluster("training", { ...spec, release: "2026.11" }, site).objects;
    expect({ ...moved, cluster: objects.cluster }).toEqual(objects);
  });
});

test("the resource classes are of the versions that every release set serves", () => {
  for (const name of releaseNames) {
    const { crdVersions } = releases[name];
    const types: Record<string, string[]> = {
      [crdVersions.cluster]: [Cluster.__pulumiType, ClusterClass.__pulumiType],
      [crdVersions.kubeadmBootstrap]: [KubeadmConfigTemplate.__pulumiType],
      [crdVersions.kubeadmControlPlane]: [KubeadmControlPlaneTemplate.__pulumiType],
      [crdVersions.metal3]: [Metal3ClusterTemplate.__pulumiType, Metal3DataTemplate.__pulumiType, Metal3MachineTemplate.__pulumiType],
    };
    for (const [version, found] of Object.entries(types)) {
      expect(found.map((type) => type.split(":")[1])).toEqual(found.map(() => version));
    }
  }
});
