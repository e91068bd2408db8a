import { performance } from "node:perf_hooks";
import type { Serving } from "../rigs/serving/start.ts";
import { pairwiseRatio, quartilesOf, type Quartiles } from "./stats.ts";

/** Figures of a round of requests. */
interface Round {
  readonly requestsPerSecond: number;
  /** Milliseconds from a request to the end of its answer. */
  readonly p50: number;
  readonly p99: number;
}

/** Cost that the gateway adds to an engine, from rounds beside each other in time. */
export interface ServingFigures {
  readonly direct: Readonly<Record<keyof Round, Quartiles>>;
  readonly gateway: Readonly<Record<keyof Round, Quartiles>>;
  /** The gateway's latency over the engine's own. */
  readonly ratio: Readonly<Record<"p50" | "p99", Quartiles>>;
}

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;

interface Target {
  readonly url: string;
  readonly key: string;
  readonly model: string;
}

async function ask({ url, key, model }: Target): Promise<number> {
  const started = performance.now();
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ model, messages: [{ role: "user", content: "one two three four five six seven eight nine ten" }] }),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`got status ${response.status} from ${url}`);
  return performance.now() - started;
}

/** Sends so many requests, so many at a time. */
async function measure(target: Target, requests: number, concurrency: number): Promise<Round> {
  const latencies: number[] = [];
  let left = requests;
  const started = performance.now();
  const client = async () => {
    while (left-- > 0) latencies.push(await ask(target));
  };
  await Promise.all(Array.from({ length: concurrency }, client));
  const seconds = (performance.now() - started) / 1000;
  const sorted = latencies.toSorted((one, other) => one - other);
  return { requestsPerSecond: requests / seconds, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
}

export interface ServingBench {
  readonly serving: Serving;
  readonly model: string;
  readonly key: string;
  readonly rounds: number;
  readonly requests: number;
  readonly concurrency: number;
}

/** Measures an engine directly and by the gateway, in turn: a first round to warm up, which does not count, and then so many more. */
export async function benchServing({ serving, model, key, rounds, requests, concurrency }: ServingBench): Promise<ServingFigures> {
  const [engine] = serving.engines;
  if (engine === undefined) throw new Error("got no engine");
  const path = "/chat/completions";
  const targets = {
    direct: { url: `http://${engine.address.host}:${engine.address.port}/v1${path}`, key, model },
    gateway: { url: `${serving.baseUrl}${path}`, key, model },
  };
  const samples = { direct: [] as Round[], gateway: [] as Round[] };
  for (let round = 0; round <= rounds; round++) {
    const order = round % 2 === 0 ? (["direct", "gateway"] as const) : (["gateway", "direct"] as const);
    for (const name of order) {
      const sample = await measure(targets[name], requests, concurrency);
      if (round > 0) samples[name].push(sample);
    }
  }
  const each = (name: keyof typeof samples, field: keyof Round) => samples[name].map((round) => round[field]);
  const figures = (name: keyof typeof samples) => ({
    requestsPerSecond: quartilesOf(each(name, "requestsPerSecond")),
    p50: quartilesOf(each(name, "p50")),
    p99: quartilesOf(each(name, "p99")),
  });
  return {
    direct: figures("direct"),
    gateway: figures("gateway"),
    ratio: {
      p50: pairwiseRatio(each("gateway", "p50"), each("direct", "p50")),
      p99: pairwiseRatio(each("gateway", "p99"), each("direct", "p99")),
    },
  };
}
