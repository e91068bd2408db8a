import { parseArgs } from "node:util";
import { benchServing, type ServingFigures } from "../bench/serving.ts";
import { exampleGateway, exampleModel } from "../support/serving.ts";
import { runBehind } from "../rigs/serving/outer-listener.ts";
import { onlyLoopback } from "../rigs/serving/only-loopback.ts";
import { startServing } from "../rigs/serving/start.ts";

const model = "meta-llama/Llama-3.1-8B-Instruct";

/** Time of a simulated engine for ten words: 50 ms to the first and 10 ms for each after it. */
const engineArguments = ["--time-to-first-token=50ms", "--inter-token-latency=10ms"];

/** `npm run bench:serving [-- --rounds N --requests N --concurrency N]`: what the gateway adds to a simulated engine, measured directly and by it in turn. */
export async function run(args: string[]): Promise<number> {
  const whole = { type: "string" } as const;
  const { values } = parseArgs({ args, options: { rounds: whole, requests: whole, concurrency: whole } });
  const settings = {
    rounds: wholeNumber("rounds", values.rounds ?? "9"),
    requests: wholeNumber("requests", values.requests ?? "300"),
    concurrency: wholeNumber("concurrency", values.concurrency ?? "16"),
  };
  const before = await onlyLoopback();
  if (before.length > 0) return runBehind(before);
  const serving = await startServing({
    gateway: exampleGateway({ bench: 100_000_000 }),
    models: [exampleModel("llama", model, ["bench"])],
    engineArguments,
  });
  try {
    const figures = await benchServing({ ...settings, serving, model, key: serving.keys.get("bench.1") ?? "" });
    process.stdout.write(print(figures, settings));
    return 0;
  } finally {
    await serving.stop();
  }
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`got --${name} ${text}, want a whole number from 1`);
  return value;
}

function print({ direct, gateway, ratio }: ServingFigures, settings: Readonly<Record<string, number>>): string {
  const line = (name: string, { requestsPerSecond, p50, p99 }: ServingFigures["direct"]) =>
    `${name.padEnd(8)} ${requestsPerSecond.median.toFixed(0).padStart(6)} requests/s   p50 ${p50.median.toFixed(1).padStart(6)} ms   p99 ${p99.median.toFixed(1).padStart(6)} ms\n`;
  const ratioOf = (name: "p50" | "p99") =>
    `${name} ${ratio[name].median.toFixed(2)} x (${ratio[name].lower.toFixed(2)} to ${ratio[name].upper.toFixed(2)})`;
  return [
    `${Object.entries(settings)
      .map(([name, value]) => `${name} ${value}`)
      .join(", ")}; medians of the rounds\n`,
    line("direct", direct),
    line("gateway", gateway),
    `gateway / direct: ${ratioOf("p50")}, ${ratioOf("p99")}\n`,
  ].join("");
}
