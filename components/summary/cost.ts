import type { AcceleratorName } from "../catalog/accelerators.ts";
import { hardwareYears, outputTokensPerGpuSecond, usdPerGpu, usdPerMegawattHour } from "../catalog/costs.ts";
import { hoursPerYear } from "../lib/date.ts";
import type { Fact } from "../lib/fact.ts";
import type { Summary } from "./schema.ts";

/** What a cluster costs in a year with all the GPUs that it grows to. */
export interface ClusterCost {
  readonly cluster: string;
  readonly accelerator: AcceleratorName;
  readonly gpus: number;
  readonly megawattHoursPerYear: number;
  readonly powerUsdPerYear: number;
  readonly hardwareUsdPerYear: number;
}

/** What a million output tokens of an endpoint cost, beside what they are sold for, US dollars. */
export interface EndpointCost {
  readonly endpoint: string;
  readonly usdPerMillionTokens: number;
  readonly priceUsdPerMillionTokens: number;
}

/** What a site costs, with every planned cluster running. */
export interface SiteCost {
  /** Of its agreements, weighted by their megawatts. */
  readonly usdPerMegawattHour: number;
  readonly clusters: readonly ClusterCost[];
  /** Power and hardware, by accelerator. */
  readonly usdPerGpuHour: Readonly<Record<string, number>>;
  readonly endpoints: readonly EndpointCost[];
  /** The facts that it rests on and no source states: `what: value: why`. */
  readonly assumed: readonly string[];
}

/** The price of a MWh: of each agreement its own, else what is assumed for the zone. */
function powerPrice({ power, site }: Summary): { readonly price: number; readonly assumed: readonly string[] } {
  const zone = usdPerMegawattHour[site.gridZone];
  const priced = power.map(({ megawatts, usdPerMegawattHour: own }) => ({ megawatts, price: own ?? zone.value, isOwn: own !== undefined }));
  const contracted = priced.reduce((sum, { megawatts }) => sum + megawatts, 0);
  const price = contracted === 0 ? zone.value : priced.reduce((sum, one) => sum + one.price * one.megawatts, 0) / contracted;
  const isAssumed = priced.length === 0 || priced.some(({ isOwn }) => !isOwn);
  return { price, assumed: isAssumed ? assumption(`$ a MWh in ${site.gridZone}`, zone) : [] };
}

const assumption = (what: string, fact: Fact<number>): string[] =>
  fact.basis === "assumed" ? [`${what}: ${fact.value.toLocaleString("en")}: ${fact.reason}`] : [];

/** The cost of a site's power and machines in a year, of a GPU-hour by accelerator, and of a million tokens by endpoint. */
export function costOf(summary: Summary): SiteCost {
  const { price, assumed } = powerPrice(summary);
  const clusters = Object.entries(summary.clusters).map(([cluster, { accelerator, growth, ...first }]): ClusterCost => {
    const { gpus, facilityMegawatts } = growth?.at(-1) ?? first;
    const megawattHoursPerYear = facilityMegawatts * summary.site.loadFactor * hoursPerYear;
    return {
      cluster,
      accelerator,
      gpus,
      megawattHoursPerYear,
      powerUsdPerYear: megawattHoursPerYear * price,
      hardwareUsdPerYear: (gpus * usdPerGpu[accelerator].value) / hardwareYears.value,
    };
  });
  const byAccelerator = [...Map.groupBy(clusters, ({ accelerator }) => accelerator)].sort(([one], [other]) => (one < other ? -1 : 1));
  const usdPerGpuHour = Object.fromEntries(
    byAccelerator.map(([accelerator, each]) => {
      const sum = (of: (one: ClusterCost) => number) => each.reduce((total, one) => total + of(one), 0);
      return [accelerator, sum((one) => one.powerUsdPerYear + one.hardwareUsdPerYear) / (sum(({ gpus }) => gpus) * hoursPerYear)];
    }),
  );
  const endpoints = Object.entries(summary.endpoints).map(([endpoint, { accelerator, catalogueModel, usdPerMillionTokens }]) => ({
    endpoint,
    usdPerMillionTokens: ((usdPerGpuHour[accelerator] ?? 0) * 1e6) / (outputTokensPerGpuSecond[catalogueModel].value * 3600),
    priceUsdPerMillionTokens: usdPerMillionTokens.output,
  }));
  const models = [...new Set(Object.values(summary.endpoints).map(({ catalogueModel }) => catalogueModel))].sort();
  return {
    usdPerMegawattHour: price,
    clusters,
    usdPerGpuHour,
    endpoints,
    assumed: [
      ...assumed,
      ...byAccelerator.flatMap(([accelerator]) => assumption(`$ for a GPU of ${accelerator}`, usdPerGpu[accelerator])),
      ...(clusters.length === 0 ? [] : assumption("years of hardware", hardwareYears)),
      ...models.flatMap((model) => assumption(`output tokens a second of a GPU with ${model}`, outputTokensPerGpuSecond[model])),
    ],
  };
}
