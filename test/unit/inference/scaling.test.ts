import { describe, expect, test } from "vitest";
import { coldStartSeconds, drainSeconds, engineStopSeconds, noticedWithinSeconds } from "../../../components/inference/timing.ts";
import { referenced } from "../../../components/lib/referenced.ts";
import { readStack } from "../../../stacks/files.ts";
import { randomFrom } from "../../run/random.ts";
import { play, type Arrival, type Scaled } from "../../support/autoscaling.ts";
import { endpointPlan } from "../../support/plans.ts";

const hour = 3600;

/** An endpoint of narvik as it is scaled. */
async function scaledAs(name: string): Promise<Scaled> {
  const stack = await readStack("narvik");
  const { model, precision, replicas, queueTimeoutSeconds, longestStreamSeconds } = referenced(stack.inference?.endpoints ?? {}, name);
  const spec = endpointPlan(name, stack).pools[name]?.scaling?.spec;
  if (spec === undefined) throw new Error(`${name} is not scaled`);
  return {
    spec,
    takes: replicas.requestsEach,
    startSeconds: coldStartSeconds(model, precision),
    queueTimeoutSeconds,
    graceSeconds: drainSeconds(longestStreamSeconds) + engineStopSeconds,
  };
}

const inOrder = (arrivals: readonly Arrival[]) => arrivals.toSorted((one, other) => one.at - other.at);

/** So many requests at any time: each client asks again as soon as it is answered. */
const steady = (clients: number, eachSeconds: number, seconds: number): Arrival[] =>
  inOrder(
    Array.from({ length: clients }, (_, client) =>
      Array.from({ length: Math.ceil(seconds / eachSeconds) }, (_, turn) => ({
        at: Math.floor((client / clients) * eachSeconds) + turn * eachSeconds,
        seconds: eachSeconds,
      })),
    ).flat(),
  );

/** Requests at random, of 20 to 100 s, by a rate (requests a second) that changes with time. */
function random(seed: number, seconds: number, rateAt: (second: number) => number): Arrival[] {
  const next = randomFrom(seed);
  return Array.from({ length: seconds }, (_, at) => at).flatMap((at) =>
    Array.from({ length: Math.floor(rateAt(at) + next()) }, () => ({ at, seconds: 20 + Math.floor(next() * 80) })),
  );
}

/** Answered all, by replicas that ended their work, none of which went to zero with work. */
const whole = (requests: number) => ({ answered: requests, cut: 0, timedOut: 0, runningAtZero: 0 });

describe.each(["scout", "qwen3", "deepseek-r1"])("%s", (name) => {
  test("at a steady load keeps the replicas that it needs, and changes nothing", async () => {
    const scaled = await scaledAs(name);
    const load = 2.5 * scaled.takes;
    const requests = steady(load, 60, 4 * hour);
    const { changes, ...outcome } = play(scaled, requests, 4 * hour + 200, 1);
    expect(outcome).toEqual(whole(requests.length));
    expect(changes.at(-1)?.[1]).toBe(Math.ceil(2.5 / 0.8));
    expect(changes.filter(([at]) => at > 2 * hour)).toEqual([]);
  });

  test("answers a burst that all its replicas can take at once, in a quiet hour", async () => {
    const scaled = await scaledAs(name);
    const burst = scaled.spec.maxReplicaCount * scaled.takes;
    const requests = [
      ...Array.from({ length: 10 }, (_, index) => ({ at: 60 * index, seconds: 5 })),
      ...Array.from({ length: burst }, (_, index) => ({ at: hour + (index % 30), seconds: 60 })),
    ];
    const { changes, ...outcome } = play(scaled, requests, 4 * hour, 1);
    expect(outcome).toEqual(whole(requests.length));
    expect(Math.max(...changes.map(([, count]) => count))).toBe(scaled.spec.maxReplicaCount);
  });

  test.each([1, 2])("follows a day and a night of requests at random (seed %i)", async (seed) => {
    const scaled = await scaledAs(name);
    const day = 8 * hour;
    // From none to four replicas' worth at noon, and none in the second half of the night.
    const requests = random(seed, day, (at) => Math.max(0, -Math.cos((at / day) * 2 * Math.PI)) * ((4 * scaled.takes) / 60));
    const { changes, ...outcome } = play(scaled, requests, day + hour, 1);
    expect(outcome).toEqual(whole(requests.length));
    expect(Math.max(...changes.map(([, count]) => count))).toBeGreaterThanOrEqual(5);
  });
});

test("a trickle of short answers, all between two scrapes, keeps its one replica", async () => {
  const requests = Array.from({ length: 60 }, (_, index) => ({ at: 121 * index + (index % 7) + 1, seconds: 2 }));
  const { changes, ...outcome } = play(await scaledAs("qwen3"), requests, 2.1 * hour, 1);
  expect(outcome).toEqual(whole(60));
  expect(changes).toEqual([[0, 1]]);
});

test("a night without a request stops the last replica, and the morning's first request waits for another", async () => {
  const scaled = await scaledAs("qwen3");
  const requests = [
    { at: 0, seconds: 30 },
    { at: 8 * hour, seconds: 30 },
  ];
  const { changes, ...outcome } = play(scaled, requests, 9 * hour, 1);
  expect(outcome).toEqual(whole(2));
  expect(changes.map(([, count]) => count)).toEqual([1, 0, 1, 0]);
  const woken = changes[2]?.[0];
  expect((woken ?? Infinity) - 8 * hour).toBeLessThanOrEqual(noticedWithinSeconds);
});

test("replicas that nobody has numbers of stay", async () => {
  for (const name of ["scout", "qwen3", "deepseek-r1"])
    expect((await scaledAs(name)).spec.fallback.behavior).toBe("currentReplicasIfHigher");
});
