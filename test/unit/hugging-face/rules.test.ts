import { describe, expect, test } from "vitest";
import { planMappings } from "../../../components/inference/hugging-face/plan.ts";
import { liveFaults } from "../../../components/inference/hugging-face/rules.ts";
import { models } from "../../../components/catalog/models/index.ts";
import { exampleEndpoint, exampleInference, servingStack } from "../../support/inference.ts";
import { linesOf } from "../../support/invalid.ts";

type Changes = Parameters<typeof exampleEndpoint>[0];
const stackWith = (changes: Changes) => servingStack(exampleInference({ scout: exampleEndpoint(changes) }));
const scout = models["llama-4-scout-17b-16e-instruct"];

describe("the mappings of a stack", () => {
  test("are of the endpoints that say so, by the model's id on the Hub and the name that the gateway serves it by", () => {
    expect(planMappings(stackWith({}))).toEqual({});
    const id = "meta-llama/Llama-4-Scout-17B-16E-Instruct";
    expect(planMappings(stackWith({ huggingFace: { status: "staging" } }))).toEqual({
      scout: { task: "conversational", hfModel: id, providerModel: id, status: "staging" },
    });
    expect(planMappings(stackWith({ huggingFace: { status: "live" }, servedAs: "scout" }))).toEqual({
      scout: { task: "conversational", hfModel: id, providerModel: "scout", status: "live" },
    });
  });
});

describe("a model that is live on Hugging Face", () => {
  test("has a replica that is always warm; one in staging may stop", () => {
    expect(
      linesOf(() => stackWith({ huggingFace: { status: "staging" }, replicas: { min: 0, max: 1 }, queueTimeoutSeconds: 600 })),
    ).toEqual([]);
    expect(linesOf(() => stackWith({ huggingFace: { status: "live" }, replicas: { min: 0, max: 1 }, queueTimeoutSeconds: 600 }))).toEqual([
      "example.ts: inference.endpoints.scout.replicas.min: got 0 of a model that is live on Hugging Face, want 1 or more: its checks want the first token within 5 seconds, and no cold start is as short; fix: set it to 1, or set inference.endpoints.scout.huggingFace.status to staging",
    ]);
  });

  test("calls tools and keeps to a structure", () => {
    const { toolCallParser, ...mute } = scout;
    const live = stackWith({ huggingFace: { status: "live" } }).inference?.endpoints["scout"];
    if (live === undefined) throw new Error("the example has no endpoint scout");
    expect(liveFaults("scout", live, scout)).toEqual([]);
    expect(liveFaults("scout", live, { ...mute, structuredOutput: false })).toEqual([
      {
        path: "inference.endpoints.scout.huggingFace.status",
        got: "live, of llama-4-scout-17b-16e-instruct, which has no tool calls and no structured output",
        want: "a model with tool calls and structured output: Hugging Face checks both",
        fix: "set inference.endpoints.scout.huggingFace.status to staging",
      },
    ]);
    expect(liveFaults("scout", live, mute).map(({ got }) => got)).toEqual([
      "live, of llama-4-scout-17b-16e-instruct, which has no tool calls",
    ]);
  });
});
