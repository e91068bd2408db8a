import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import OpenAI from "openai";
import { beforeAll, describe, expect, it } from "vitest";
import { largestBodyBytes } from "../../components/inference/gateway/plan/limits.ts";
import { servingParts } from "../rigs/serving/parts.ts";
import { startServing, type Serving } from "../rigs/serving/start.ts";
import { exampleGateway, exampleModel } from "../support/serving.ts";

const model = "meta-llama/Llama-3.1-8B-Instruct";
const messages = [{ role: "user" as const, content: "hei" }];
/** A client's text, in one word that occurs nowhere else. */
const canary = "heliotrope7391canary";

let serving: Serving;

beforeAll(async () => {
  serving = await startServing({
    gateway: exampleGateway({ alpha: 10_000, beta: 5, gamma: 5 }),
    models: [exampleModel("llama", model, ["alpha", "beta", "gamma"])],
    engineArguments: ["--log-http", "--v=2"],
  });
  return () => serving.stop();
});

async function ask(
  body: string,
  headers: Readonly<Record<string, string>> = {},
  client = "alpha.1",
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${serving.baseUrl}/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${serving.keys.get(client) ?? ""}`, "content-type": "application/json", ...headers },
    body,
  });
  return { status: response.status, text: await response.text() };
}

const metrics = async () => (await Promise.all(serving.metrics.map(async (url) => (await fetch(url)).text()))).join("\n").split("\n");

/** The headers that pickers and routers obey, as their programs spell them. */
async function controlHeaders(): Promise<string[]> {
  const { endpointPicker, modelRouter } = await servingParts();
  const programs = await Promise.all([endpointPicker, modelRouter].map((file) => readFile(file, "latin1")));
  const known = [
    "destination-endpoint-subset",
    "destination-endpoint",
    "inference-fairness-id",
    "inference-objective",
    "model-name-rewrite",
  ];
  const found = known.map((name) => `x-gateway-${name}`).filter((name) => programs.some((program) => program.includes(name)));
  expect(found).toHaveLength(known.length);
  return found;
}

describe("headers of a client", () => {
  it("by which a picker is told what to do have no effect, and no text of theirs is in a metric or at an engine", async () => {
    for (const name of [
      ...(await controlHeaders()),
      "x-gateway-model-name",
      "x-gateway-anything",
      "X-Gateway-Inference-Objective",
      "x-nscale-client",
    ]) {
      const { status, text } = await ask(JSON.stringify({ model, messages }), { [name]: canary });
      expect([name, status, (JSON.parse(text) as { model?: string }).model]).toEqual([name, 200, model]);
    }
    expect((await metrics()).filter((line) => line.includes(canary))).toEqual([]);
    const [engine] = serving.engines;
    const log = await readFile(join(engine?.directory ?? "", `${engine?.pod ?? ""}.log`), "latin1");
    expect(log.toLowerCase()).toContain("user-agent");
    expect(log).not.toContain(canary);
    expect(log.toLowerCase()).not.toContain("fairness-id");
  });

  it("make no series of metrics, whatever they say", async () => {
    await ask(JSON.stringify({ model, messages }));
    const series = async () => (await metrics()).filter((line) => line.startsWith("inference_")).length;
    const before = await series();
    for (let index = 0; index < 20; index++) {
      await ask(JSON.stringify({ model, messages }), { "x-gateway-inference-fairness-id": `f${index}` });
    }
    expect(await series()).toBe(before);
  });

  it("do not say whose turn it is in a picker's queue: the key's tenant does", async () => {
    await ask(JSON.stringify({ model, messages }), { "x-gateway-inference-fairness-id": "beta" });
    const turns = (await metrics()).flatMap((line) => /flow_control_\w+\{.*fairness_id="([^"]*)"/.exec(line)?.[1] ?? []);
    expect([...new Set(turns)].sort()).toEqual(["alpha"]);
  });
});

/** Sends a body of so many bytes, where no engine looks, piece by piece. */
function sendLarge(bytes: number, pieceBytes: number, pauseMilliseconds: number): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const [head, tail] = [`{"model":"${model}","max_tokens":1,"messages":[{"role":"user","content":"x"}],"user":"`, '"}'];
    const padding = bytes - head.length - tail.length;
    const headers = {
      authorization: `Bearer ${serving.keys.get("alpha.1") ?? ""}`,
      "content-type": "application/json",
      "content-length": bytes,
    };
    const call = request(`${serving.baseUrl}/chat/completions`, { method: "POST", headers }, (answer) => {
      let text = "";
      answer.on("data", (piece: Buffer) => (text += piece.toString()));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    call.on("error", () => resolve({ status: 0, text: "" }));
    void (async () => {
      call.write(head);
      for (let sent = 0; sent < padding && !call.destroyed && call.writable; sent += pieceBytes) {
        call.write("a".repeat(Math.min(pieceBytes, padding - sent)));
        await sleep(pauseMilliseconds);
      }
      call.end(tail);
    })();
  });
}

describe("a body", () => {
  it("of the largest size is answered, at once or in pieces", async () => {
    const answers = [await sendLarge(largestBodyBytes, largestBodyBytes, 0), await sendLarge(largestBodyBytes, 65_536, 1)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it.each([4_000_001, 8_000_000, 20_000_000, 100_000_000])("of %i bytes is refused in OpenAI's words, fast or slow", async (bytes) => {
    const error = {
      message: "The request's body is larger than 4,000,000 bytes.",
      type: "invalid_request_error",
      param: null,
      code: "request_too_large",
    };
    for (const answer of [await sendLarge(bytes, bytes, 0), await sendLarge(bytes, 100_000, 2)]) {
      expect([answer.status, JSON.parse(answer.text === "" ? "null" : answer.text)]).toEqual([413, { error }]);
    }
  });
});

describe("a limit of requests a minute", () => {
  const statusesOf = async (client: string, name: string, count: number) => {
    const statuses: number[] = [];
    for (let index = 0; index < count; index++) {
      statuses.push((await ask(JSON.stringify({ model: name, messages }), {}, client)).status);
    }
    return statuses;
  };

  // Minutes of the limiter's clock change at most once meanwhile.
  it("counts what is refused: requests for a model that does not exist", async () => {
    const statuses = await statusesOf("beta.1", "no/model", 12);
    expect(statuses.slice(0, 5)).toEqual([404, 404, 404, 404, 404]);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(2);
  });

  it("counts a request once", async () => {
    const statuses = await statusesOf("gamma.1", model, 12);
    expect(statuses.slice(0, 5)).toEqual([200, 200, 200, 200, 200]);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(2);
  });
});

it("an answer carries its id under both names that clients read", async () => {
  const client = new OpenAI({ baseURL: serving.baseUrl, apiKey: serving.keys.get("alpha.1") ?? "", maxRetries: 0 });
  const { response, request_id } = await client.chat.completions.create({ model, messages }).withResponse();
  expect(request_id).toMatch(/^[0-9a-f-]{36}$/);
  expect(response.headers.get("inference-id")).toBe(request_id);
});
