import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { healthOf, worseThan } from "../../../cli/deploy/health.ts";

/** Answers of a Prometheus by query; any other query has none. */
const answers: Readonly<Record<string, readonly { readonly metric: object; readonly value: readonly [number, string] }[]>> = {
  'ALERTS{alertstate="firing"}': [
    { metric: { alertname: "QueueStopped", cluster: "a" }, value: [0, "1"] },
    { metric: { alertname: "GpuLost", cluster: "a" }, value: [0, "1"] },
    { metric: { alertname: "GpuLost", cluster: "b" }, value: [0, "1"] },
  ],
  'sum(kueue_cluster_queue_status{status="active"})': [{ metric: {}, value: [0, "6"] }],
  "sum(kueue_admitted_active_workloads)": [{ metric: {}, value: [0, "1240"] }],
};

let server: Server;
let address: string;
let isUp = true;
beforeAll(async () => {
  server = createServer((request, response) => {
    const query = new URL(request.url ?? "", "http://prometheus").searchParams.get("query") ?? "";
    response.writeHead(isUp ? 200 : 503, { "content-type": "application/json" });
    response.end(JSON.stringify({ status: "success", data: { resultType: "vector", result: answers[query] ?? [] } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const before = { alerts: ["GpuLost"], activeQueues: 6, admitted: 1_240 };

test("a site's health is the alerts that fire, the queues that admit, and what is admitted", async () => {
  expect(await healthOf(`${address}/`)).toEqual({ alerts: ["GpuLost", "QueueStopped"], activeQueues: 6, admitted: 1_240 });
});

test("a Prometheus that does not answer is an error, not good health", async () => {
  isUp = false;
  await expect(healthOf(address)).rejects.toThrow(
    'got 503 from Prometheus, want an answer to ALERTS{alertstate="firing"}; fix: check the address',
  );
  isUp = true;
});

test("worse is an alert that did not fire before, a queue that admits no longer, and a tenth less admitted", () => {
  expect(worseThan(before, before)).toEqual([]);
  expect(worseThan(before, { alerts: [], activeQueues: 7, admitted: 1_116 })).toEqual([]);
  expect(worseThan(before, { alerts: ["GpuLost", "QueueStopped"], activeQueues: 5, admitted: 1_115 })).toEqual([
    "got the alerts QueueStopped since the wave began, want none",
    "got 5 queues that admit work, want 6 as before the wave",
    "got 1,115 admitted workloads, want at least nine tenths of the 1,240 of before the wave",
  ]);
});
