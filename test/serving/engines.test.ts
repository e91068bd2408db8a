import { readFile } from "node:fs/promises";
import { join } from "node:path";
import OpenAI from "openai";
import { beforeAll, describe, expect, it } from "vitest";
import { waitFor } from "../rigs/cluster/wait.ts";
import type { SimulatedEngine } from "../rigs/serving/engines.ts";
import { startServing, type Serving } from "../rigs/serving/start.ts";
import { exampleGateway, exampleModel, examplePool } from "../support/serving.ts";

const model = "meta-llama/Llama-3.1-8B-Instruct";
const canary = "openai/gpt-oss-120b";
/** Takes fifteen seconds to answer. */
const long = Array.from({ length: 300 }, (_, index) => `word${index}`).join(" ");

let serving: Serving;

const client = () => new OpenAI({ baseURL: serving.baseUrl, apiKey: serving.keys.get("alpha.1") ?? "", maxRetries: 0 });
const request = (name: string, content: string) => ({ model: name, messages: [{ role: "user" as const, content }] });

/** The gateway's log of its requests. */
async function accessLog(): Promise<Record<string, unknown>[]> {
  const lines = (await readFile(join(serving.cluster.directory, "envoy.log"), "utf8")).split("\n");
  return lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The engine that answers a short request. */
async function engineOf(name: string): Promise<string> {
  const { response } = await client().chat.completions.create(request(name, "hello")).withResponse();
  return response.headers.get("x-inference-pod") ?? "";
}

beforeAll(async () => {
  serving = await startServing({
    gateway: exampleGateway({ alpha: 1_000_000 }),
    models: [
      exampleModel("llama", model, ["alpha"]),
      exampleModel("gpt-oss", canary, ["alpha"], { pools: [examplePool("gpt-oss", 80), examplePool("gpt-oss-canary", 20)] }),
    ],
    enginesPerPool: 2,
    engineArguments: ["--inter-token-latency=50ms", "--log-http", "--v=2"],
  });
  return () => serving.stop();
});

it("sends each pool of a model its part of the requests", async () => {
  const engines = await Promise.all(Array.from({ length: 400 }, () => engineOf(canary)));
  const share = engines.filter((engine) => engine.startsWith("gpt-oss-canary-")).length / engines.length;
  // Five standard deviations of a fair draw around 20 %.
  expect(share).toBeGreaterThan(0.1);
  expect(share).toBeLessThan(0.3);
});

it("hands on to an engine neither the key nor the tenant of a request", async () => {
  await client().chat.completions.create(request(model, "who-asks"));
  const logs = serving.engines
    .filter(({ pool }) => pool === "llama")
    .map(({ directory, pod }) => readFile(join(directory, `${pod}.log`), "utf8"));
  const log = (await Promise.all(logs)).join("").toLowerCase();
  // The engines write down what they get.
  expect(log).toContain("who-asks");
  expect(log).toContain("user-agent");
  for (const secret of [serving.keys.get("alpha.1") ?? "", "alpha.1", "authorization", "x-nscale-client"])
    expect(log).not.toContain(secret);
});

describe("an engine of two", () => {
  const pods = () => serving.engines.filter(({ pool }) => pool === "llama");
  const other = (engine: SimulatedEngine) => pods().find(({ pod }) => pod !== engine.pod)?.pod ?? "";

  /** Begins a stream; the rest is what comes after. */
  async function beginStream(content: string): Promise<{ engine: string; text: () => string; rest: Promise<void> }> {
    const { data, response } = await client()
      .chat.completions.create({ ...request(model, content), stream: true })
      .withResponse();
    let text = "";
    const rest = (async () => {
      for await (const { choices } of data) text += choices[0]?.delta.content ?? "";
    })();
    return { engine: response.headers.get("x-inference-pod") ?? "", text: () => text, rest };
  }

  it("that is killed under load loses no request that had not begun to stream", async () => {
    const [killed] = pods();
    if (killed === undefined) throw new Error("got no engine");
    let isOver = false;
    const outcomes = { answered: 0, streamed: 0, cutStreams: 0, lost: [] as unknown[] };
    const answers = async () => {
      while (!isOver) {
        try {
          const { choices } = await client().chat.completions.create(request(model, "a b c d e f g h"));
          expect(choices[0]?.message.content).toBe("a b c d e f g h");
          outcomes.answered++;
        } catch (error) {
          outcomes.lost.push(error);
        }
      }
    };
    const streams = async () => {
      while (!isOver) {
        let hasBegun = false;
        try {
          const stream = await client().chat.completions.create({ ...request(model, "a b c d e f g h"), stream: true });
          hasBegun = true;
          await stream.toReadableStream().pipeTo(new WritableStream());
          outcomes.streamed++;
        } catch (error) {
          if (hasBegun) outcomes.cutStreams++;
          else outcomes.lost.push(error);
        }
      }
    };
    const load = [...Array.from({ length: 12 }, answers), ...Array.from({ length: 4 }, streams)];
    await waitFor("requests to be under way", 60, () =>
      Promise.resolve(outcomes.answered > 40 ? undefined : `${outcomes.answered} answered`),
    );
    await killed.kill();
    const atKill = outcomes.answered;
    await waitFor("requests after the kill", 60, () =>
      Promise.resolve(outcomes.answered > atKill + 100 ? undefined : `${outcomes.answered} answered`),
    );
    isOver = true;
    await Promise.all(load);
    await killed.start();
    // The gateway's own account of what it failed says more than its clients'.
    expect((await accessLog()).filter(({ status }) => Number(status) >= 500)).toEqual([]);
    expect(outcomes.lost).toEqual([]);
    // Streams of the killed engine are cut: at most one for each of four clients.
    expect(outcomes.cutStreams).toBeLessThanOrEqual(4);
    expect(outcomes.streamed).toBeGreaterThan(0);
  });

  it("that is drained finishes its streams and gets no new ones", async () => {
    const stream = await beginStream(long);
    const drained = pods().find(({ pod }) => pod === stream.engine);
    if (drained === undefined) throw new Error(`got a stream of ${stream.engine}`);
    await drained.drain();
    // The picker learns of it from the API server.
    await waitFor("the picker to leave it out", 30, async () => {
      const engines = await Promise.all(Array.from({ length: 10 }, () => engineOf(model)));
      return engines.every((engine) => engine === other(drained)) ? undefined : engines.join(" ");
    });
    const soFar = stream.text().length;
    await stream.rest;
    expect(stream.text()).toBe(long);
    // It was still under way when the engine had been left out.
    expect(soFar).toBeLessThan(long.length);
  });
});
