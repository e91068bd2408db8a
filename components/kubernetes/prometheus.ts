import { gpusInAll } from "../capacity/growth.ts";
import { machinesFor } from "../capacity/power.ts";
import { assumed, type Fact } from "../lib/fact.ts";
import { acceleratorLabel } from "../lib/topology-keys.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";
import type { SiteSpec } from "../schema/site.ts";
import { workloadMetricsValues } from "./alerts/workload-metrics.ts";

const gibibyte = 1024 ** 3;

const seriesPerHost: Fact<number> = assumed(5_000, "a host's kubelet, containers and node exporter; to be measured on the first racks");
const seriesPerGpu: Fact<number> = assumed(60, "the fields that DCGM's exporter reads, and as many again of a job's pod");
const bytesPerSeries: Fact<number> = assumed(4_096, "what Prometheus holds in memory of a series that is scraped, queries included");
const bytesPerSample: Fact<number> = assumed(2, "Prometheus, storage: 1 to 2 bytes a sample");
const hostsPerShard: Fact<number> = assumed(
  1_000,
  "five million series, some 20 GiB: a size at which a Prometheus still starts within minutes",
);

/** The interval at which the chart's own monitors scrape. */
const secondsBetweenScrapes = 30;

/** The size of a cluster's Prometheus: how many share the hosts, and what each needs. */
export interface PrometheusSize {
  readonly shards: number;
  readonly memoryGibibytes: number;
  readonly volumeGibibytes: number;
}

/** Hosts are shared out among shards. Figures of GPUs, queues and endpoints are scraped by each, since a shard evaluates rules over its own series alone. */
export function prometheusSize(cluster: GpuClusterSpec, retentionDays: number): PrometheusSize {
  const { hosts } = machinesFor(cluster.accelerator, gpusInAll(cluster));
  const shards = Math.ceil(hosts / hostsPerShard.value);
  const series = Math.ceil(hosts / shards) * seriesPerHost.value + gpusInAll(cluster) * seriesPerGpu.value;
  const samples = (series * retentionDays * 86_400) / secondsBetweenScrapes;
  return {
    shards,
    memoryGibibytes: 2 + Math.ceil((series * bytesPerSeries.value) / gibibyte),
    // A quarter is for what is not yet written together.
    volumeGibibytes: Math.max(10, Math.ceil((samples * bytesPerSample.value * 1.25) / gibibyte)),
  };
}

/** Every shard scrapes a target, but for the many: those of hosts. */
const scrapeClass = {
  name: "every-shard",
  default: true,
  relabelings: [
    { targetLabel: "__tmp_disable_sharding", replacement: "true" },
    {
      sourceLabels: ["__meta_kubernetes_service_name"],
      regex: ".*(kubelet|node-exporter)",
      targetLabel: "__tmp_disable_sharding",
      replacement: "",
    },
  ],
};

/** kubeadm has them listen on loopback, where nothing scrapes them; etcd's and the API server's troubles show in the API server's own figures. */
const onLoopback = { enabled: false };

/** The address of a destination outside, and the way to it. */
function outside({ egress, egressProxy }: SiteSpec, to: { readonly egress: string; readonly path: string }) {
  const entry = egress[to.egress];
  const host = entry?.destination.kind === "host" ? entry.destination.host : "";
  const url = `https://${host}${entry?.port === 443 ? "" : `:${entry?.port}`}${to.path}`;
  return { url, ...(egressProxy === undefined ? {} : { proxy: `http://${egressProxy.address}:${egressProxy.port}` }) };
}

/** Alerts of one kind in one cluster are told together; the one that always fires says that the way is open. */
function alertmanagerConfig(site: SiteSpec): object {
  const to = site.monitoring?.alerts;
  const receiver = to === undefined ? "null" : "site";
  const { url, proxy } = to === undefined ? { url: "", proxy: undefined } : outside(site, to);
  return {
    route: {
      group_by: ["alertname"],
      group_wait: "30s",
      group_interval: "5m",
      repeat_interval: "4h",
      receiver,
      routes: [{ matchers: ['alertname = "Watchdog"'], receiver, repeat_interval: "5m" }],
    },
    receivers: [
      { name: "null" },
      ...(to === undefined
        ? []
        : [{ name: "site", webhook_configs: [{ url, ...(proxy === undefined ? {} : { http_config: { proxy_url: proxy } }) }] }]),
    ],
  };
}

const claim = (storageClassName: string, gibibytes: number) => ({
  volumeClaimTemplate: {
    spec: { storageClassName, accessModes: ["ReadWriteOnce"], resources: { requests: { storage: `${gibibytes}Gi` } } },
  },
});

/** The values of the chart of Prometheus, Alertmanager and kube-state-metrics on a cluster. */
export function prometheusValues(name: string, cluster: GpuClusterSpec, site: SiteSpec): object {
  const { monitoring } = site;
  const retentionDays = monitoring?.retentionDays ?? 1;
  const { shards, memoryGibibytes, volumeGibibytes } = prometheusSize(cluster, retentionDays);
  const remote = monitoring?.remoteWrite === undefined ? undefined : outside(site, monitoring.remoteWrite);
  return {
    grafana: { enabled: false },
    kubeControllerManager: onLoopback,
    kubeScheduler: onLoopback,
    kubeEtcd: onLoopback,
    kubeProxy: onLoopback,
    prometheus: {
      prometheusSpec: {
        // Every monitor and rule of the cluster, from any chart.
        serviceMonitorSelectorNilUsesHelmValues: false,
        podMonitorSelectorNilUsesHelmValues: false,
        ruleSelectorNilUsesHelmValues: false,
        scrapeClasses: [scrapeClass],
        externalLabels: { site: site.name, cluster: name },
        shards,
        retention: `${retentionDays}d`,
        retentionSize: `${Math.floor(volumeGibibytes * 0.8)}GiB`,
        resources: { requests: { cpu: "2", memory: `${memoryGibibytes}Gi` }, limits: { memory: `${2 * memoryGibibytes}Gi` } },
        ...(monitoring === undefined ? {} : { storageSpec: claim(monitoring.storageClass, volumeGibibytes) }),
        ...(remote === undefined
          ? {}
          : { remoteWrite: [{ url: remote.url, ...(remote.proxy === undefined ? {} : { proxyUrl: remote.proxy }) }] }),
      },
    },
    alertmanager: {
      config: alertmanagerConfig(site),
      ...(monitoring === undefined ? {} : { alertmanagerSpec: { storage: claim(monitoring.storageClass, 1) } }),
    },
    "kube-state-metrics": {
      metricLabelsAllowlist: [`nodes=[${acceleratorLabel}]`],
      // A workload's own namespace, not that of the pod that tells of it.
      prometheus: { monitor: { honorLabels: true } },
      ...workloadMetricsValues(cluster.release),
    },
  };
}
