import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseStack } from "../../components/stack/parse.ts";
import { summarySchema } from "../../components/summary/schema.ts";
import { summarize } from "../../components/summary/summarize.ts";
import glomfjord from "../../stacks/glomfjord.ts";
import { Checkout, nameOf } from "../support/checkout.ts";
import { plannedSteps } from "../support/steps.ts";

/** Files of a tenant in a cluster. */
const filesOfTenant = (tenant: string): string[] => [
  `flowcontrol.apiserver.k8s.io_v1-flowschema-default-nscale-tenant-${tenant}.yaml`,
  `kueue.x-k8s.io_v1beta2-clusterqueue-default-${tenant}.idle.yaml`,
  `kueue.x-k8s.io_v1beta2-clusterqueue-default-${tenant}.yaml`,
  `kueue.x-k8s.io_v1beta2-localqueue-tenant-${tenant}-default.yaml`,
  `kueue.x-k8s.io_v1beta2-localqueue-tenant-${tenant}-gpu.yaml`,
  `networking.k8s.io_v1-networkpolicy-tenant-${tenant}-tenant.yaml`,
  `policy_v1-poddisruptionbudget-tenant-${tenant}-jobs.yaml`,
  `rbac.authorization.k8s.io_v1-clusterrole-default-nscale-queues-${tenant}.yaml`,
  `rbac.authorization.k8s.io_v1-clusterrolebinding-default-nscale-queues-${tenant}.yaml`,
  ...["admin", "user", "viewer"].map((role) => `rbac.authorization.k8s.io_v1-rolebinding-tenant-${tenant}-${role}.yaml`),
  `v1-limitrange-tenant-${tenant}-containers.yaml`,
  `v1-namespace-default-tenant-${tenant}.yaml`,
  `v1-resourcequota-tenant-${tenant}-gpu.yaml`,
  `v1-resourcequota-tenant-${tenant}-no-system-priorities.yaml`,
  `v1-serviceaccount-tenant-${tenant}-default.yaml`,
];

/** Files of the Slurm layer on its cluster. */
const filesOfSlurm: readonly string[] = [
  "apps_v1-statefulset-slurm-slurm-database.yaml",
  "batch_v1-cronjob-slurm-slurm-accounts.yaml",
  "batch_v1-cronjob-slurm-slurm-node-topology.yaml",
  "monitoring.coreos.com_v1-servicemonitor-slurm-slurm-controller-metrics.yaml",
  ...["accounting", "accounts", "api", "controller", "database", "jobs", "login", "peers", "rest-api", "slurm"].map(
    (policy) => `networking.k8s.io_v1-networkpolicy-slurm-${policy}.yaml`,
  ),
  "rbac.authorization.k8s.io_v1-clusterrole-default-slurm-node-topology.yaml",
  "rbac.authorization.k8s.io_v1-clusterrolebinding-default-slurm-node-topology.yaml",
  ...["accounting", "controller", "restapi", "token"].map((kind) => `slinky.slurm.net_v1beta1-${kind}-slurm-slurm.yaml`),
  "slinky.slurm.net_v1beta1-token-slurm-slurm-metrics.yaml",
  "slinky.slurm.net_v1beta1-loginset-slurm-login.yaml",
  ...Array.from({ length: 16 }, (_, index) => `slinky.slurm.net_v1beta1-nodeset-slurm-su-${index + 1}.yaml`),
  ...["accounts", "epilog", "files", "node-scripts", "node-topology", "prolog", "ssh-authorities"].map(
    (name) => `v1-configmap-slurm-slurm-${name}.yaml`,
  ),
  "v1-namespace-default-slurm.yaml",
  ...["home", "scratch"].flatMap((fileSystem) =>
    ["arctic-research", "nordic-ai"].map((tenant) => `v1-persistentvolumeclaim-slurm-${fileSystem}-${tenant}.yaml`),
  ),
  "v1-service-slurm-slurm-database.yaml",
  "v1-serviceaccount-slurm-slurm-node-topology.yaml",
];

/** Namespaces that a policy closes for all, beside those of tenants and Slurm. */
const closedNamespaces: readonly string[] = [
  ...["cert-manager", "flux-system", "gpu-operator", "jobset-system", "kube-system", "kueue-system", "lws-system", "monitoring"],
  ...["nvidia-network-operator", "slinky"],
];

/** One stack on the real engine, through what a user does to it; each test starts from where the one before ended. */
describe("glomfjord on the embedded default", () => {
  const checkout = new Checkout();
  afterAll(() => checkout.remove());

  const outputs = () =>
    JSON.parse(checkout.run("pulumi", "stack", "output", "--stack", "glomfjord", "--json").output) as { summary: unknown };
  const contents = () =>
    Object.fromEntries(checkout.manifests("glomfjord").map((file) => [file, readFileSync(checkout.path("out/glomfjord", file), "utf8")]));
  let rendered: Record<string, string>;

  beforeAll(() => {
    const { code, output } = checkout.run("start");
    expect(code, output).toBe(0);
    rendered = contents();
  });

  test("puts out its summary, as the schema says and as the spec computes it", () => {
    expect(summarySchema.parse(outputs().summary)).toEqual(summarize("glomfjord", parseStack("stacks/glomfjord.ts", glomfjord)));
  });

  test("renders one file an object, by cluster", () => {
    expect(
      Object.keys(rendered)
        .filter((file) => file.startsWith("initial-b200/"))
        .map((file) => file.split("/").at(-1)),
    ).toEqual(
      [
        ...["arctic-research", "nordic-ai"].flatMap(filesOfTenant),
        ...[
          "cert-manager",
          "gpu-operator",
          "jobset",
          "kueue",
          "leaderworkerset",
          "network-operator",
          "prometheus-operator",
          "slurm-operator",
        ].flatMap((operator) => [
          `helm.toolkit.fluxcd.io_v2-helmrelease-flux-system-${operator}.yaml`,
          `source.toolkit.fluxcd.io_v1-ocirepository-flux-system-${operator}.yaml`,
        ]),
        ...["layer", "operators", "tenants"].map((stage) => `kustomize.toolkit.fluxcd.io_v1-kustomization-flux-system-${stage}.yaml`),
        ...filesOfSlurm,
        ...closedNamespaces.map((namespace) => `networking.k8s.io_v1-networkpolicy-${namespace}-closed.yaml`),
        ...["prometheus", "telemetry"].map((policy) => `networking.k8s.io_v1-networkpolicy-monitoring-${policy}.yaml`),
        "admissionregistration.k8s.io_v1-validatingadmissionpolicy-default-nscale-isolation.yaml",
        "admissionregistration.k8s.io_v1-validatingadmissionpolicybinding-default-nscale-isolation.yaml",
        "admissionregistration.k8s.io_v1-validatingadmissionpolicy-default-nscale-tenants.yaml",
        "admissionregistration.k8s.io_v1-validatingadmissionpolicybinding-default-nscale-tenants.yaml",
        "flowcontrol.apiserver.k8s.io_v1-prioritylevelconfiguration-default-nscale-tenants.yaml",
        "kueue.x-k8s.io_v1beta2-resourceflavor-default-b200.yaml",
        "kueue.x-k8s.io_v1beta2-topology-default-fabric.yaml",
        "kueue.x-k8s.io_v1beta2-workloadpriorityclass-default-high.yaml",
        "kueue.x-k8s.io_v1beta2-workloadpriorityclass-default-low.yaml",
        "mellanox.com_v1alpha1-hostdevicenetwork-default-hostdev.yaml",
        "mellanox.com_v1alpha1-nicclusterpolicy-default-nic-cluster-policy.yaml",
        "mellanox.com_v1alpha1-nicnodepolicy-default-gpu-hosts.yaml",
        "monitoring.coreos.com_v1-podmonitor-monitoring-dcgm-exporter.yaml",
        "monitoring.coreos.com_v1-prometheusrule-monitoring-gpu-cluster.yaml",
        "nvidia.com_v1-clusterpolicy-default-cluster-policy.yaml",
        "rbac.authorization.k8s.io_v1-clusterrole-default-nscale-tenant-admin.yaml",
        "rbac.authorization.k8s.io_v1-clusterrole-default-nscale-tenant-user.yaml",
        "rbac.authorization.k8s.io_v1-clusterrole-default-nscale-tenant-viewer.yaml",
        "scheduling.k8s.io_v1-priorityclass-default-workload.yaml",
        "storage.k8s.io_v1-storageclass-default-durable.yaml",
        "storage.k8s.io_v1-storageclass-default-fast.yaml",
        "v1-configmap-gpu-operator-dcgm-counters-a7b89c9a.yaml",
        "v1-namespace-default-monitoring.yaml",
      ].sort(),
    );
  });

  test("changes nothing in a second run", () => {
    const { code, output } = checkout.run("start");
    expect(code, output).toBe(0);
    expect(output.match(/\d+ unchanged/g)).toHaveLength(2);
    expect(output).not.toMatch(/\d+ (created|updated|deleted|replaced)/);
    expect(contents()).toEqual(rendered);
  });

  test("reads a change of 60 MW to 58 MW as exactly that", () => {
    checkout.change("glomfjord", "stack.site.phases[1].capacityMegawatts.value = 58;");
    const { output } = checkout.run("pulumi", "preview", "--stack", "glomfjord", "--diff");
    const steps = [...output.matchAll(/\((create|update|delete|replace)\)$[^]*?\[urn=(\S+)\]/gm)];
    expect(steps.map(([, step = "", urn = ""]) => `${step} ${nameOf(urn)}`).sort()).toEqual([
      // The alert on the cluster's draw, which is the phase's to give.
      "update kubernetes:monitoring.coreos.com/v1:PrometheusRule expansion-b300-alerts",
      "update nscale:site:Phase glomfjord-expansion",
    ]);
    expect(output).toMatch(/~ capacityMegawatts: 60 => 58/);
    checkout.change("glomfjord");
  });

  test("reads a change of a partition's time limit as one object, under the class of the change", () => {
    checkout.change("glomfjord", '(stack.clusters["initial-b200"] as any).slurm.partitions.training.maxMinutes = 10_080;');
    const { output } = checkout.run("pulumi", "preview", "--stack", "glomfjord", "--diff");
    const steps = [...output.matchAll(/\((create|update|delete|replace)\)$[^]*?\[urn=(\S+)\]/gm)];
    expect(steps.map(([, step = "", urn = ""]) => `${step} ${nameOf(urn)}`).sort()).toEqual([
      "update kubernetes:slinky.slurm.net/v1beta1:Controller initial-b200-slurm",
      "update nscale:slurm:SlurmLayer initial-b200",
    ]);
    const changed = [...output.matchAll(/^ +~ (\w+) *: (\{|.* => .*)$/gm)].map(([, field = "", change = ""]) => `${field} ${change}`);
    const [classOf, reconfigure, options, scheduler, ...rest] = changed;
    expect([classOf, reconfigure, options, ...rest.slice(0, 3)]).toEqual([
      "changeClass {",
      "reconfigure {",
      "options {",
      "partitions {",
      "training {",
      "maxMinutes 20160 => 10080",
    ]);
    // The backfill looks as far ahead as the longest job may run.
    expect(scheduler).toMatch(/^SchedulerParameters ".*bf_window=20160,.*" => ".*bf_window=10080,/);
    checkout.change("glomfjord");
  });

  test("reads keys that changed, with the first ones named, as no change at all", () => {
    checkout.change(
      "glomfjord",
      `const { deliveries } = stack;
       let text = JSON.stringify({ ...stack, deliveries: {} });
       for (const [from, to] of [["nordic-ai", "nordic-labs"], ["initial-b200", "b200"], ["scratch", "fast-scratch"]]) text = text.replaceAll(\`"\${from}"\`, \`"\${to}"\`);
       const renamed: any = JSON.parse(text);
       renamed.tenants["nordic-labs"].renamedFrom = "nordic-ai";
       renamed.clusters.b200.renamedFrom = "initial-b200";
       renamed.clusters.b200.slurm.fileSystems["fast-scratch"].renamedFrom = "scratch";
       Object.assign(stack, renamed, { deliveries: { ...deliveries, "initial-b200": { ...deliveries["initial-b200"], cluster: "b200" } } });`,
    );
    expect(plannedSteps(checkout, "glomfjord")).toEqual([]);
    checkout.change("glomfjord");
  });

  test("changes only the queues of a tenant whose share changes", () => {
    checkout.change(
      "glomfjord",
      'for (const { kubernetes } of Object.values<any>(stack.clusters)) kubernetes.tenants["nordic-ai"].guaranteedSharePercent.value = 60;',
    );
    const { code, output } = checkout.run("pulumi", "up", "--stack", "glomfjord", "--yes", "--skip-preview");
    expect(code, output).toBe(0);
    const changed = contents();
    expect(Object.keys(changed).filter((file) => changed[file] !== rendered[file])).toEqual([
      "expansion-b300/1-manifest/kueue.x-k8s.io_v1beta2-clusterqueue-default-nordic-ai.yaml",
      "initial-b200/1-manifest/kueue.x-k8s.io_v1beta2-clusterqueue-default-nordic-ai.yaml",
    ]);
    rendered = changed;
  });

  test("renders afresh what was deleted or edited by hand, and leaves what was added", () => {
    const directory = "out/glomfjord/initial-b200/1-manifest";
    rmSync(checkout.path(directory, "v1-namespace-default-tenant-nordic-ai.yaml"));
    writeFileSync(checkout.path(directory, "v1-resourcequota-tenant-nordic-ai-gpu.yaml"), "edited: true\n");
    writeFileSync(checkout.path(directory, "stray.yaml"), "stray: true\n");
    const { code, output } = checkout.run("start");
    expect(code, output).toBe(0);
    expect(output).toContain(
      [
        "out/glomfjord is not what the state says; every manifest is rendered afresh:",
        "  missing: initial-b200/1-manifest/v1-namespace-default-tenant-nordic-ai.yaml",
        "  edited: initial-b200/1-manifest/v1-resourcequota-tenant-nordic-ai-gpu.yaml",
      ].join("\n"),
    );
    expect(output).toContain("glomfjord: unchanged");
    expect(output).toContain("glomfjord: rendered afresh, 2 files changed");
    expect(contents()).toEqual({ ...rendered, "initial-b200/1-manifest/stray.yaml": "stray: true\n" });
    expect(plannedSteps(checkout, "glomfjord")).toEqual([]);
  });

  test("refuses refresh, which has no meaning for files", () => {
    const { code, output } = checkout.run("pulumi", "refresh", "--stack", "glomfjord", "--yes");
    expect(code).toBe(1);
    expect(output).toContain("glomfjord: refresh is refused: this stack renders manifests");
  });

  test("leaves an empty state, and in the folder what was added, after destroy", () => {
    const { code, output } = checkout.run("pulumi", "destroy", "--stack", "glomfjord", "--yes", "--skip-preview");
    expect(code, output).toBe(0);
    expect(checkout.resources("glomfjord")).toEqual([]);
    expect(checkout.files("out/glomfjord")).toEqual(["initial-b200/1-manifest/stray.yaml"]);
  });
});
