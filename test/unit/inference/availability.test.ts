import { describe, expect, test } from "vitest";
import { availabilityOf } from "../../../components/inference/availability.ts";
import { summarize } from "../../../components/summary/summarize.ts";
import type { StackInput } from "../../../components/schema/stack.ts";
import { exampleEndpoint, exampleInference, groupedEndpoint, servingStack } from "../../support/inference.ts";
import { set } from "../../support/invalid.ts";
import { endpointPlan } from "../../support/plans.ts";
import { readStack } from "../../../stacks/files.ts";

const availability = (endpoint: ReturnType<typeof exampleEndpoint>, change: (stack: StackInput) => void = () => undefined) => {
  const spec = servingStack(exampleInference({ e: endpoint }, endpoint.cluster), change);
  const [parsed] = Object.values(spec.inference?.endpoints ?? {});
  return parsed === undefined ? "no endpoint" : availabilityOf(spec, parsed);
};

describe("an endpoint", () => {
  test("whose GPUs are delivered says nothing", () => {
    expect(availability(exampleEndpoint())).toBeUndefined();
  });

  test("whose GPUs are to come says from when, in its own figures and in the summary", () => {
    const spec = servingStack(exampleInference({ r1: groupedEndpoint() }, "racks"));
    expect(availability(groupedEndpoint())).toBe("2027-02-01");
    expect(summarize("example", spec).endpoints["r1"]?.availableFrom).toBe("2027-02-01");
    expect(endpointPlan("r1", spec).facts.model).toBe("deepseek-ai/DeepSeek-R1");
  });

  test("waits for the delivery that completes its least replicas", () => {
    const inTwo = (gpus: number) => (stack: StackInput) => {
      const { training } = stack.deliveries ?? {};
      if (training === undefined) throw new Error("the example has no delivery training");
      set(stack, "deliveries.training.gpus.value", gpus);
      stack.deliveries = {
        ...stack.deliveries,
        rest: {
          ...training,
          gpus: { basis: "assumed", value: 256 - gpus, reason: "the rest of the example" },
          deliveredOn: { basis: "assumed", value: "2026-12-01", reason: "a later day of the example" },
        },
      };
    };
    const four = exampleEndpoint({ replicas: { min: 4, max: 4 } });
    expect(availability(four, inTwo(4))).toBeUndefined();
    expect(availability(four, inTwo(3))).toBe("2026-12-01");
  });

  test("on GPUs that no delivery brings is undelivered", () => {
    expect(availability(exampleEndpoint(), (stack) => set(stack, "deliveries", {}))).toBe("undelivered");
  });
});

test("the public API is served today from Norway, the UK and Texas, each from a cluster that is named", async () => {
  const stacks = await Promise.all(
    ["glomfjord", "narvik", "keflavik", "loughton", "texas", "stargate-uk"].map(async (stack) => [stack, await readStack(stack)] as const),
  );
  const serving = stacks.flatMap(([stack, { inference, site }]) =>
    inference?.gateway.servesPublicApi?.value === true ? [`${stack} ${inference.gateway.cluster} ${site.location.jurisdiction}`] : [],
  );
  expect(serving).toEqual(["narvik initial-1 NO", "texas initial-1 US-TX", "stargate-uk first-1 GB"]);
});
