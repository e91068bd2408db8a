import { expect, test } from "vitest";
import { prometheusSize } from "../../../components/kubernetes/prometheus.ts";
import { assumed } from "../../../components/lib/fact.ts";
import type { StackInput, StackSpec } from "../../../components/schema/stack.ts";
import { parseStack } from "../../../components/stack/parse.ts";
import { operatorsOf } from "../../support/plans.ts";
import { exampleCluster, exampleSpec, exampleStack } from "../../support/specs.ts";

const why = "an example";
const cluster = (changes: Parameters<typeof exampleCluster>[0]) =>
  exampleSpec({ clusters: { training: exampleCluster(changes) } }).clusters["training"] as StackSpec["clusters"][string];

const sent = (): StackInput => {
  const stack = exampleStack();
  const { site } = stack;
  const telemetry = {
    purpose: "telemetry",
    destination: { kind: "host", host: "telemetry.example.com" },
    port: 4443,
    jurisdiction: "NO",
  } as const;
  return {
    ...stack,
    site: {
      ...site,
      egress: { telemetry },
      egressProxy: { address: "10.0.9.9", port: 3128 },
      monitoring: {
        storageClass: "fast",
        retentionDays: 30,
        remoteWrite: { egress: "telemetry" },
        alerts: { egress: "telemetry", path: "/hook" },
      },
    },
  };
};

interface Values {
  readonly prometheus: { readonly prometheusSpec: Readonly<Record<string, unknown>> };
  readonly alertmanager: { readonly config: { readonly route: object; readonly receivers: readonly object[] } };
  readonly [part: string]: unknown;
}

const valuesOf = (stack: StackSpec): Values =>
  operatorsOf("training", stack).find(({ operator }) => operator === "prometheus-operator")?.values as Values;

test("a Prometheus grows with its hosts, and is shared out beyond a thousand", () => {
  // 13 hosts: 65,000 series of hosts and 6,000 of GPUs.
  expect(prometheusSize(cluster({}), 15)).toEqual({ shards: 1, memoryGibibytes: 3, volumeGibibytes: 10 });
});

test("4,608 hosts of 18,432 GPUs have five shards", () => {
  const { release, ...training } = cluster({});
  const racks = { ...training, release, accelerator: "gb300-nvl72", gpus: assumed(18_432, why) } as const;
  // 922 hosts a shard: 4,610,000 series, and 1,105,920 of GPUs in each.
  expect(prometheusSize(racks, 15)).toEqual({ shards: 5, memoryGibibytes: 24, volumeGibibytes: 575 });
});

test("metrics and alerts go where the site says, through its proxy", () => {
  const { prometheus, alertmanager } = valuesOf(parseStack("example.ts", sent()));
  expect(prometheus.prometheusSpec).toMatchObject({
    externalLabels: { site: "Example", cluster: "training" },
    retention: "30d",
    remoteWrite: [{ url: "https://telemetry.example.com:4443/api/v1/push", proxyUrl: "http://10.0.9.9:3128" }],
    storageSpec: { volumeClaimTemplate: { spec: { storageClassName: "fast" } } },
  });
  expect(alertmanager.config.receivers).toEqual([
    { name: "null" },
    {
      name: "site",
      webhook_configs: [{ url: "https://telemetry.example.com:4443/hook", http_config: { proxy_url: "http://10.0.9.9:3128" } }],
    },
  ]);
  expect(alertmanager.config.route).toMatchObject({ receiver: "site" });
});

test("a site that says nothing sends nothing, and keeps a day", () => {
  const { prometheus, alertmanager } = valuesOf(exampleSpec());
  expect(prometheus.prometheusSpec).toMatchObject({ retention: "1d" });
  expect(Object.keys(prometheus.prometheusSpec)).not.toContain("remoteWrite");
  expect(Object.keys(prometheus.prometheusSpec)).not.toContain("storageSpec");
  expect(alertmanager.config.receivers).toEqual([{ name: "null" }]);
});

test("what kubeadm has listen on loopback is no target, whose alert would stand from the first minute", () => {
  const values = valuesOf(exampleSpec());
  for (const part of ["kubeControllerManager", "kubeScheduler", "kubeEtcd", "kubeProxy"]) expect(values[part]).toEqual({ enabled: false });
});

test("each shard has the figures that rules read, and its own part of the hosts", () => {
  const [scrapeClass] = valuesOf(exampleSpec()).prometheus.prometheusSpec["scrapeClasses"] as [{ relabelings: { regex?: string }[] }];
  const [every, hosts] = scrapeClass.relabelings;
  expect(every).toEqual({ targetLabel: "__tmp_disable_sharding", replacement: "true" });
  const pattern = new RegExp(`^(?:${hosts?.regex ?? ""})$`);
  expect(["prometheus-operator-kube-p-kubelet", "prometheus-operator-prometheus-node-exporter"].map((name) => pattern.test(name))).toEqual([
    true,
    true,
  ]);
  expect(["prometheus-operator-kube-state-metrics", "kueue-controller-manager-metrics-service"].map((name) => pattern.test(name))).toEqual([
    false,
    false,
  ]);
});

test("what the alerts read of nodes and workloads is among what kube-state-metrics tells", () => {
  const values = valuesOf(exampleSpec())["kube-state-metrics"];
  expect(values).toMatchObject({
    metricLabelsAllowlist: ["nodes=[nscale.com/accelerator]"],
    prometheus: { monitor: { honorLabels: true } },
    rbac: { extraRules: [{ apiGroups: ["kueue.x-k8s.io"], resources: ["workloads"], verbs: ["list", "watch"] }] },
  });
  const { customResourceState } = values as {
    customResourceState: { config: { spec: { resources: { metricNamePrefix: string; metrics: { name: string }[] }[] } } };
  };
  const made = customResourceState.config.spec.resources.flatMap(({ metricNamePrefix, metrics }) =>
    metrics.map(({ name }) => `${metricNamePrefix}_${name}`),
  );
  expect(made).toEqual(["kueue_workload_created", "kueue_workload_condition"]);
});
