import * as k8s from "@pulumi/kubernetes";
import { expect, test } from "vitest";
import { slurmCluster, type SlurmCluster } from "../../components/slurm/clusters.ts";
import { SlurmLayer } from "../../components/slurm/index.ts";
import type { StackSpec } from "../../components/schema/stack.ts";
import { canary, printResource, recordResources, type RecordedResource } from "../support/mocks.ts";
import { slurmStack } from "../support/slurm.ts";

const declareLayer = (stack: StackSpec, isRendered: boolean) => (): void => {
  const provider = new k8s.Provider("training", {});
  new SlurmLayer("training", { stack, cluster: slurmCluster("training", stack) as SlurmCluster, provider, isRendered, after: [] });
};

const record = (stack: StackSpec, isRendered = true) => recordResources(declareLayer(stack, isRendered));

const byType = (resources: readonly RecordedResource[], type: string) => resources.filter((resource) => resource.type === type);
const layerOf = (resources: readonly RecordedResource[]) =>
  byType(resources, "nscale:slurm:SlurmLayer")[0]?.inputs as Readonly<Record<string, never>>;

test("a rendered layer declares its objects, and leaves its secrets out", async () => {
  expect((await record(slurmStack("racks"))).map(printResource)).toEqual([
    "kubernetes:apps/v1:StatefulSet training-slurm-database",
    "kubernetes:batch/v1:CronJob training-slurm-accounts",
    "kubernetes:batch/v1:CronJob training-slurm-node-topology",
    "kubernetes:core/v1:ConfigMap training-slurm-accounts",
    "kubernetes:core/v1:ConfigMap training-slurm-epilog",
    "kubernetes:core/v1:ConfigMap training-slurm-files",
    "kubernetes:core/v1:ConfigMap training-slurm-node-scripts",
    "kubernetes:core/v1:ConfigMap training-slurm-node-topology",
    "kubernetes:core/v1:ConfigMap training-slurm-prolog",
    "kubernetes:core/v1:Namespace training-slurm",
    "kubernetes:core/v1:PersistentVolumeClaim training-slurm-home-industry",
    "kubernetes:core/v1:PersistentVolumeClaim training-slurm-home-research",
    "kubernetes:core/v1:PersistentVolumeClaim training-slurm-scratch-industry",
    "kubernetes:core/v1:PersistentVolumeClaim training-slurm-scratch-research",
    "kubernetes:core/v1:Service training-slurm-database",
    "kubernetes:core/v1:ServiceAccount training-slurm-node-topology",
    "kubernetes:monitoring.coreos.com/v1:ServiceMonitor training-slurm-metrics",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy training-slurm-network-accounting",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy training-slurm-network-accounts",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy training-slurm-network-api",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy training-slurm-network-controller",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy training-slurm-network-database",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy training-slurm-network-jobs",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy training-slurm-network-login",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy training-slurm-network-peers",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy training-slurm-network-rest-api",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy training-slurm-network-slurm",
    "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole training-slurm-node-topology",
    "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding training-slurm-node-topology",
    "kubernetes:resource.nvidia.com/v1beta1:ComputeDomain training-slurm-su-1-rack-1",
    "kubernetes:resource.nvidia.com/v1beta1:ComputeDomain training-slurm-su-1-rack-2",
    "kubernetes:slinky.slurm.net/v1beta1:Accounting training-slurm",
    "kubernetes:slinky.slurm.net/v1beta1:Controller training-slurm",
    "kubernetes:slinky.slurm.net/v1beta1:LoginSet training-slurm-login",
    "kubernetes:slinky.slurm.net/v1beta1:NodeSet training-slurm-su-1-rack-1",
    "kubernetes:slinky.slurm.net/v1beta1:NodeSet training-slurm-su-1-rack-2",
    "kubernetes:slinky.slurm.net/v1beta1:RestApi training-slurm",
    "kubernetes:slinky.slurm.net/v1beta1:Token training-slurm",
    "kubernetes:slinky.slurm.net/v1beta1:Token training-slurm-metrics",
    "nscale:slurm:SlurmLayer training",
    "pulumi:providers:kubernetes training",
  ]);
});

test("a live layer makes its own secrets, and they are in the Secrets alone", async () => {
  const resources = await record(slurmStack("hosts"), false);
  expect(byType(resources, "random:index/randomBytes:RandomBytes").map(({ name, inputs }) => [name, inputs["length"]])).toEqual([
    ["training-slurm-jwt-key", 64],
    ["training-slurm-slurm-key", 1024],
  ]);
  const withCanary = resources.filter(({ inputs }) => JSON.stringify(inputs).includes(canary));
  expect(withCanary.map(printResource)).toEqual([
    "kubernetes:core/v1:Secret training-slurm-database-password",
    "kubernetes:core/v1:Secret training-slurm-jwt-key",
    "kubernetes:core/v1:Secret training-slurm-slurm-key",
  ]);
  // The engine's mark of a secret wraps each, which keeps it from previews and the plain state.
  for (const { inputs } of withCanary)
    expect(JSON.stringify(inputs)).toMatch(/"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270"/);
});

test("the component says what each tenant is guaranteed of Slurm's GPUs", async () => {
  const { guaranteedGpus } = layerOf(await record(slurmStack("racks")));
  expect(guaranteedGpus).toEqual({ research: 72, industry: 0 });
});

test("everything is on the cluster itself", async () => {
  const resources = (await record(slurmStack("racks"))).filter(({ type }) => type.startsWith("kubernetes:"));
  expect(new Set(resources.map(({ provider }) => provider.split("::").at(-2)))).toEqual(new Set(["training"]));
});
