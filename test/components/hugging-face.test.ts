import { expect, test } from "vitest";
import { HuggingFaceMapping } from "../../components/inference/hugging-face/index.ts";
import { recordResources } from "../support/mocks.ts";

const mapping = {
  task: "conversational",
  hfModel: "meta-llama/Llama-4-Scout-17B-16E-Instruct",
  providerModel: "meta-llama/Llama-4-Scout-17B-16E-Instruct",
  status: "live",
} as const;

test("a mapping is one resource without children, with what the Hub is told as arguments", async () => {
  const resources = await recordResources(() => {
    new HuggingFaceMapping("scout", mapping);
  });
  expect(resources).toEqual([{ type: "nscale:inference:HuggingFaceMapping", name: "scout", inputs: mapping, provider: "" }]);
});
