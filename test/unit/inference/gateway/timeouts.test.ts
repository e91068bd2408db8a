import { expect, test } from "vitest";
import { gatewayModels } from "../../../../components/inference/gateway/models.ts";
import { gatewaySeconds, pickerSeconds, requestSeconds } from "../../../../components/inference/gateway/plan/timeouts.ts";
import { engineStopSeconds } from "../../../../components/inference/timing.ts";
import { readStack } from "../../../../stacks/files.ts";
import { exampleModel } from "../../../support/serving.ts";

const patient = exampleModel("patient", "a/patient", ["alpha"], { queueTimeoutSeconds: 600, longestStreamSeconds: 60 });
const slow = exampleModel("slow", "a/slow", ["alpha"], { queueTimeoutSeconds: 60, longestStreamSeconds: 1800, sites: 3 });

test("each timeout outlasts what goes on inside it", () => {
  expect([pickerSeconds(patient), requestSeconds(patient), requestSeconds(slow), requestSeconds(slow, 3)]).toEqual([605, 665, 1865, 1995]);
  expect(gatewaySeconds([patient, slow])).toEqual({ idle: 2000, received: 665, drain: 1995 });
  expect(gatewaySeconds([])).toEqual({ idle: 5, received: 60, drain: 0 });
});

test.each(["narvik", "loughton", "texas"])(
  "%s: an answer that is not streamed arrives, however long it waits at each site and then takes",
  async (stack) => {
    const models = gatewayModels(await readStack(stack));
    expect(models.length).toBeGreaterThan(0);
    const { idle, received, drain } = gatewaySeconds(models);
    for (const { sites, queueTimeoutSeconds, longestStreamSeconds, drainSeconds } of models) {
      const longest = sites * queueTimeoutSeconds + longestStreamSeconds;
      expect(idle).toBeGreaterThan(longest);
      expect(drain).toBeGreaterThanOrEqual(longest);
      expect(received).toBeGreaterThan(queueTimeoutSeconds);
      expect(drainSeconds + engineStopSeconds).toBeGreaterThan(longestStreamSeconds);
    }
  },
);
