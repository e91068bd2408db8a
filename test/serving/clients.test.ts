import { InferenceClient } from "@huggingface/inference";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import OpenAI, { AuthenticationError, NotFoundError, RateLimitError } from "openai";
import { beforeAll, describe, expect, it } from "vitest";
import { servingParts } from "../rigs/serving/parts.ts";
import { startServing, type Serving } from "../rigs/serving/start.ts";
import { exampleGateway, exampleModel } from "../support/serving.ts";

const llama = "meta-llama/Llama-3.1-8B-Instruct";
const gptOss = "openai/gpt-oss-120b";
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const weather: OpenAI.ChatCompletionFunctionTool = {
  type: "function",
  function: {
    name: "get_weather",
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"], additionalProperties: false },
  },
};

let serving: Serving;

/** The simulated engines echo the last message, so that what they are asked is what they answer. */
const say = (content: string): OpenAI.ChatCompletionMessageParam[] => [{ role: "user", content }];

const keyOf = (client: string): string => serving.keys.get(client) ?? "";
const openai = (apiKey: string) => new OpenAI({ baseURL: serving.baseUrl, apiKey, maxRetries: 0 });

beforeAll(async () => {
  serving = await startServing({
    gateway: exampleGateway({ alpha: [10_000, 2], beta: 3, gamma: 10_000 }),
    models: [exampleModel("llama", llama, ["alpha", "beta"]), exampleModel("gpt-oss", gptOss, ["alpha", "gamma"])],
  });
  return () => serving.stop();
});

describe("the official OpenAI client for Node.js, with only its base URL and key changed", () => {
  it("chats", async () => {
    const { data, response } = await openai(keyOf("alpha.2"))
      .chat.completions.create({ model: llama, messages: say("hello there") })
      .withResponse();
    expect(data.model).toBe(llama);
    expect(data.choices[0]?.message.content).toBe("hello there");
    expect(response.headers.get("inference-id")).toMatch(uuid);
  });

  it("completes", async () => {
    const { choices } = await openai(keyOf("alpha.2")).completions.create({ model: llama, prompt: "once upon a time" });
    expect(choices[0]?.text).toBe("once upon a time");
  });

  it("streams, and the stream carries the request's id", async () => {
    const { data, response } = await openai(keyOf("alpha.2"))
      .chat.completions.create({ model: gptOss, messages: say("one two three"), stream: true })
      .withResponse();
    const pieces: string[] = [];
    for await (const { choices } of data) pieces.push(choices[0]?.delta.content ?? "");
    expect(pieces.filter((piece) => piece !== "")).toEqual(["one ", "two ", "three"]);
    expect(response.headers.get("inference-id")).toMatch(uuid);
  });

  it("lists the models of its key, with price and context", async () => {
    const { data } = await openai(keyOf("gamma.1")).models.list();
    expect(data).toEqual([
      {
        id: gptOss,
        object: "model",
        created: 0,
        owned_by: "openai",
        context_length: 131_072,
        pricing: { input: 0.1, output: 0.3 },
        supports_tools: true,
        supports_structured_output: true,
      },
    ]);
    expect((await openai(keyOf("alpha.2")).models.list()).data.map(({ id }) => id)).toEqual([llama, gptOss]);
  });

  it("uses tools", async () => {
    const { choices } = await openai(keyOf("alpha.2")).chat.completions.create({
      model: llama,
      messages: say("What is the weather in Narvik?"),
      tools: [weather],
      tool_choice: "required",
    });
    const [call] = choices[0]?.message.tool_calls ?? [];
    if (call?.type !== "function") throw new Error("got no call of a function");
    expect(choices[0]?.finish_reason).toBe("tool_calls");
    expect(call.function.name).toBe("get_weather");
    expect(Object.keys(JSON.parse(call.function.arguments) as object)).toEqual(["city"]);
  });

  it("asks for structured output and parses it", async () => {
    const { choices } = await openai(keyOf("alpha.2")).chat.completions.parse({
      model: llama,
      messages: say('{"city":"Narvik"}'),
      response_format: {
        type: "json_schema",
        json_schema: { name: "place", strict: true, schema: weather.function.parameters ?? {} },
      },
    });
    expect(choices[0]?.message.parsed).toEqual({ city: "Narvik" });
  });

  it("is let in with the key before the current one too", async () => {
    const { choices } = await openai(keyOf("alpha.1")).chat.completions.create({ model: llama, messages: say("still here") });
    expect(choices[0]?.message.content).toBe("still here");
  });
});

describe("what is refused, in OpenAI's shape:", () => {
  const refusal = async (apiKey: string, model: string): Promise<unknown> => {
    try {
      await openai(apiKey).chat.completions.create({ model, messages: say("hello") });
      return "nothing";
    } catch (error) {
      return error;
    }
  };

  it("a wrong key", async () => {
    const error = await refusal("wrong", llama);
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ status: 401, code: "invalid_api_key", type: "invalid_request_error" });
    expect((error as AuthenticationError).headers.get("inference-id")).toMatch(uuid);
  });

  it("a model of other tenants, in the same words as one that does not exist", async () => {
    const foreign = await refusal(keyOf("gamma.1"), llama);
    const unknown = await refusal(keyOf("gamma.1"), "nobody/nothing");
    expect(foreign).toBeInstanceOf(NotFoundError);
    expect(foreign).toMatchObject({ status: 404, code: "model_not_found", type: "invalid_request_error" });
    expect((foreign as NotFoundError).error).toEqual((unknown as NotFoundError).error);
  });

  it("a model of other tenants, also where the client names model and tenant in the gateway's own headers", async () => {
    const headers = { "x-gateway-model-name": llama, "x-nscale-client": "alpha.2", "x-gateway-destination-endpoint": "127.0.1.1:8000" };
    const client = new OpenAI({ baseURL: serving.baseUrl, apiKey: keyOf("gamma.1"), maxRetries: 0, defaultHeaders: headers });
    await expect(client.chat.completions.create({ model: llama, messages: say("hello") })).rejects.toMatchObject({ status: 404 });
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual([gptOss]);
    // The model that is the tenant's own goes to the engine that the picker chooses, not to the one that the client names.
    const { response } = await client.chat.completions.create({ model: gptOss, messages: say("hello") }).withResponse();
    expect(response.headers.get("x-inference-pod")).toBe("gpt-oss-0");
  });

  it("requests over the key's limit, with the seconds to wait, while other keys go on", async () => {
    const errors: unknown[] = [];
    // More than two windows of a minute may take.
    for (let request = 0; request < 7; request++) errors.push(await refusal(keyOf("beta.1"), llama));
    const limited = errors.filter((error) => error instanceof RateLimitError);
    expect(limited.length).toBeGreaterThan(0);
    expect(limited[0]).toMatchObject({ status: 429, code: "rate_limit_exceeded", type: "requests" });
    const seconds = Number(limited[0]?.headers.get("retry-after"));
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(await refusal(keyOf("alpha.2"), llama)).toBe("nothing");
  });

  it("a body that is no JSON, and a path that the API does not have", async () => {
    const ask = async (path: string, body: string) => {
      const response = await fetch(`${serving.baseUrl}${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${keyOf("alpha.2")}` },
        body,
      });
      return { status: response.status, body: await response.json() };
    };
    expect(await ask("/chat/completions", "no json")).toMatchObject({
      status: 400,
      body: { error: { code: "invalid_request", param: null } },
    });
    expect(await ask("/nothing", "{}")).toMatchObject({ status: 404, body: { error: { code: "unknown_url", param: null } } });
  });
});

it("Hugging Face's client, with its provider nscale pointed at the gateway, chats and streams", async () => {
  // Replacements for the Hub's answer on the provider's name of the model, and for the provider's address.
  const mapping = { inferenceProviderMapping: { nscale: { providerId: llama, status: "live", task: "conversational" } } };
  const redirected: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.hostname === "huggingface.co") return Promise.resolve(Response.json(mapping));
    return fetch(url.href.replace("https://inference.api.nscale.com/v1", serving.baseUrl), init);
  };
  const client = new InferenceClient(keyOf("alpha.2"), { fetch: redirected });
  const request = { provider: "nscale" as const, model: llama, messages: [{ role: "user", content: "hei du" }] };
  const { choices } = await client.chatCompletion(request);
  expect(choices[0]?.message.content).toBe("hei du");
  let streamed = "";
  for await (const piece of client.chatCompletionStream(request)) streamed += piece.choices[0]?.delta.content ?? "";
  expect(streamed).toBe("hei du");
});

it("OpenAI's client for Python, with only its base URL and key changed, chats, streams, lists, uses tools and parses", async () => {
  const { python } = await servingParts();
  const { stdout } = await promisify(execFile)(python, [join(import.meta.dirname, "client.py"), llama], {
    env: { PATH: process.env["PATH"], OPENAI_BASE_URL: serving.baseUrl, OPENAI_API_KEY: keyOf("alpha.2") },
  });
  expect(JSON.parse(stdout)).toEqual({
    chat: "god morgen",
    stream: ["god ", "morgen"],
    models: [
      [llama, 131_072, { input: 0.1, output: 0.3 }],
      [gptOss, 131_072, { input: 0.1, output: 0.3 }],
    ],
    tool: "get_weather",
    parsed: { city: "Narvik" },
    refused: [401, "invalid_api_key"],
  });
});
