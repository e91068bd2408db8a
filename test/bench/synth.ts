import { ApiObject, App, Chart } from "cdk8s";
import type { ObjectsByCluster } from "./objects.ts";

/** Synthesizes objects with cdk8s, a chart a cluster, up to where it would write files. */
export function synthesize(objects: ObjectsByCluster): ObjectsByCluster {
  const app = new App();
  const charts = Object.entries(objects).map(([cluster, objectsOfCluster]) => {
    const chart = new Chart(app, cluster);
    for (const [index, object] of objectsOfCluster.entries()) new ApiObject(chart, String(index), object);
    return [cluster, chart] as const;
  });
  return Object.fromEntries(charts.map(([cluster, chart]) => [cluster, chart.toJson() as ObjectsByCluster[string]]));
}
