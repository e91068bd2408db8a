import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { beforeAll, expect, it, vi } from "vitest";
import { startServing, type Serving } from "../rigs/serving/start.ts";
import { exampleGateway, exampleModel } from "../support/serving.ts";

const model = "meta-llama/Llama-3.1-8B-Instruct";
/** A user's text, in one word that occurs nowhere else. */
const canary = "heliotrope7391canary";

let serving: Serving;

beforeAll(async () => {
  serving = await startServing({
    gateway: exampleGateway({ alpha: 5, beta: 1000 }),
    models: [exampleModel("llama", model, ["alpha"])],
  });
  return () => serving.stop();
});

/** Every file below a folder, with what it holds. */
async function filesBelow(directory: string): Promise<{ file: string; text: string }[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (file) => ({ file: basename(file), text: await readFile(file, "latin1") })));
}

async function ask(
  client: string,
  path: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${serving.baseUrl}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${serving.keys.get(client) ?? canary}`, "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

it("what users write is in no log, metric or file of the gateway, the pickers, the rate limiter or the engines", async () => {
  const messages = [{ role: "user", content: `tell me about ${canary}` }];
  const statuses: number[] = [];
  const send = async (...request: Parameters<typeof ask>) => {
    const { status, text } = await ask(...request);
    statuses.push(status);
    return text;
  };
  expect(await send("alpha.1", "/chat/completions", { model, messages })).toContain(canary);
  expect(await send("alpha.1", "/chat/completions", { model, messages, stream: true })).toContain(canary);
  await send("alpha.1", "/completions", { model, prompt: canary });
  await send(
    "alpha.1",
    `/chat/completions?note=${canary}`,
    { model, messages },
    { "x-note": canary, "user-agent": canary, "x-request-id": canary },
  );
  await send("alpha.1", "/chat/completions", { model, messages, temperature: canary });
  await send("beta.1", "/chat/completions", { model, messages });
  await send("nobody", "/chat/completions", { model, messages });
  await send("alpha.1", `/${canary}`, { model: canary, messages });
  for (let request = 0; request < 12; request++) await send("alpha.1", "/chat/completions", { model, messages });
  // Answered, echoed back, refused by the engine, by the gateway and by the rate limiter: each leaves other traces.
  expect([...new Set(statuses)].sort()).toEqual([200, 400, 401, 404, 429]);

  const metrics = await Promise.all(
    serving.metrics.map(async (url) => {
      const response = await fetch(url);
      return { url, status: response.status, text: await response.text() };
    }),
  );
  expect(metrics.map(({ status }) => status)).toEqual(metrics.map(() => 200));
  expect(metrics.filter(({ text }) => text.includes(canary)).map(({ url }) => url)).toEqual([]);

  const files = (
    await Promise.all([serving.cluster.directory, ...serving.engines.map(({ directory }) => directory)].map(filesBelow))
  ).flat();
  const logs = files.filter(({ file, text }) => file.endsWith(".log") && text !== "").map(({ file }) => file);
  expect(logs).toEqual(expect.arrayContaining(["envoy.log", "model-router.log", "picker-llama.log", "llama-0.log", "redis.log"]));
  expect(files.filter(({ text }) => text.includes(canary)).map(({ file }) => file)).toEqual([]);
});

it("a key is in no log; the files that hold it are the gateway's own configuration", async () => {
  const key = serving.keys.get("alpha.1") ?? "";
  const files = await filesBelow(serving.cluster.directory);
  expect(files.filter(({ text }) => text.includes(key)).map(({ file }) => file)).toEqual(["envoy.json"]);
});

it("the access log says who, what and how, and nothing else", async () => {
  const read = async () =>
    (await readFile(join(serving.cluster.directory, "envoy.log"), "utf8"))
      .split("\n")
      .filter((line) => line.startsWith("{") && line.endsWith("}"))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  // Envoy writes what it logs every few seconds.
  await vi.waitFor(async () => expect((await read()).some(({ status }) => status === 429)).toBe(true), { timeout: 60_000, interval: 500 });
  const entries = await read();
  const served = entries.find(({ client, status }) => client === "alpha.1" && status === 200);
  expect(Object.keys(served ?? {}).sort()).toEqual([
    "attempts",
    "bytes_received",
    "bytes_sent",
    "client",
    "engine",
    "flags",
    "method",
    "milliseconds",
    "milliseconds_to_first_byte",
    "pool",
    "refused_client",
    "request_id",
    "route",
    "status",
    "time",
  ]);
  expect(entries.filter(({ status }) => status === 429).map(({ refused_client }) => refused_client)).toContain("alpha.1");
  expect(served?.["refused_client"]).toBeNull();
  expect(served).toMatchObject({ attempts: 1, method: "POST", pool: "httproute/inference-gateway/model-llama/rule/0/backend/0" });
});
