import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Mapping } from "../../../components/inference/hugging-face/mapping.ts";
import { applySteps } from "../../../cli/hugging-face/apply.ts";
import { HubError, type Hub } from "../../../cli/hugging-face/ask.ts";
import { stepsTo } from "../../../cli/hugging-face/difference.ts";
import { createMapping, deleteMapping, listMappings, setStatus } from "../../../cli/hugging-face/mappings.ts";
import { LocalHub } from "../../support/hugging-face.ts";

const scout: Mapping = { task: "conversational", hfModel: "meta/scout", providerModel: "meta/scout", status: "staging" };
const list = /\/models\?status=staging$/;

let server: LocalHub;
let hub: Hub;
let waited: number[];

beforeEach(async () => {
  server = new LocalHub();
  server.models.add("meta/scout");
  waited = [];
  const pause = (seconds: number) => {
    waited.push(seconds);
    return Promise.resolve();
  };
  hub = { endpoint: new URL(await server.start()), provider: "nscale", token: server.token, pause };
});
afterEach(() => server.stop());

const have = (count: number, status: string) => {
  for (let index = 0; index < count; index += 1) {
    server.mappings.push({
      _id: `${status}-${index}`,
      task: `task-${index % 3}`,
      hfModel: `a/${status}-${index}`,
      providerId: "x",
      status,
    });
  }
};

/** The message of the error that something ends with. */
async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HubError);
  return (error as HubError).message.replaceAll(hub.endpoint.origin, "HUB");
}

test("the list is read over all its pages, in both states, with mappings by tags apart", async () => {
  server.itemsPerPage = 7;
  have(20, "staging");
  have(15, "live");
  server.mappings.push({
    _id: "tags",
    task: "text-to-image",
    hfModel: "tag-filter=flux,lora",
    providerId: "flux",
    status: "live",
    tags: ["flux", "lora"],
  });
  const { mappings, byTags } = await listMappings(hub);
  expect(mappings).toHaveLength(35);
  expect(mappings.find(({ id }) => id === "live-4")).toEqual({
    id: "live-4",
    task: "task-1",
    hfModel: "a/live-4",
    providerModel: "x",
    status: "live",
  });
  expect(byTags).toEqual(["text-to-image flux, lora"]);
});

test("the list needs no token", async () => {
  have(1, "live");
  expect((await listMappings({ ...hub, token: undefined })).mappings).toHaveLength(1);
  expect([...server.authorizations]).toEqual([undefined]);
});

test("steps reach the Hub as its documents have them", async () => {
  have(1, "live");
  await createMapping(hub, { ...scout, status: "live" });
  await setStatus(hub, "created-1", "staging");
  await deleteMapping(hub, "live-0");
  expect(server.changes).toEqual([
    'POST /api/partners/nscale/models {"task":"conversational","hfModel":"meta/scout","providerModel":"meta/scout","status":"live"}',
    'PUT /api/partners/nscale/models/created-1/status {"status":"staging"}',
    "DELETE /api/partners/nscale/models/live-0",
  ]);
  expect(server.printed()).toEqual(["conversational meta/scout -> meta/scout (staging)"]);
});

test("a mapping of another name is deleted and created, and then nothing is left to do", async () => {
  await createMapping(hub, { ...scout, providerModel: "old" });
  const steps = async () => stepsTo([scout], [scout], (await listMappings(hub)).mappings);
  await applySteps(hub, await steps(), () => undefined);
  expect(server.printed()).toEqual(["conversational meta/scout -> meta/scout (staging)"]);
  expect(await steps()).toEqual([]);
});

test("it waits as long as a limit says, by either header, and a minute where it says nothing", async () => {
  server.refusals.push(
    { method: "GET", path: list, status: 429, headers: { "retry-after": "7" }, body: "" },
    { method: "GET", path: list, status: 429, headers: { ratelimit: '"api";r=0;t=55' }, body: "" },
    { method: "GET", path: list, status: 429, body: "" },
  );
  await listMappings(hub);
  expect(waited).toEqual([7, 55, 60]);
});

test("a limit of longer than five minutes is an error that says when to come again", async () => {
  server.refusals.push({ method: "GET", path: list, status: 429, headers: { "retry-after": "301" }, body: "slow down" });
  expect(await refusal(listMappings(hub))).toBe(
    "GET /api/partners/nscale/models?status=staging: got 429 (slow down), want it done; fix: run this again in 301 s",
  );
  expect(waited).toEqual([]);
});

test("a server error is retried three times, and then reported", async () => {
  for (let count = 0; count < 4; count += 1)
    server.refusals.push({ method: "GET", path: list, status: 502, body: "<html>bad gateway</html>" });
  expect(await refusal(listMappings(hub))).toBe(
    "GET /api/partners/nscale/models?status=staging: got 502 (<html>bad gateway</html>), want it done; fix: run this again in 4 s",
  );
  expect(waited).toEqual([1, 2, 3]);
});

test("a creation that ends in a fault is not sent twice: the next run sees in the list what became of it", async () => {
  server.refusals.push({ method: "POST", path: /models$/, status: 500, body: '{"error":"Internal Error"}', isDone: true });
  expect(await refusal(createMapping(hub, scout))).toBe(
    "POST /api/partners/nscale/models: got 500 (Internal Error), want it done; fix: follow the Hub's message, and run this again",
  );
  expect(server.changes).toHaveLength(1);
  expect(stepsTo([scout], [scout], (await listMappings(hub)).mappings)).toEqual([]);
});

test("one that is gone already counts as deleted", async () => {
  await expect(deleteMapping(hub, "no-such")).resolves.toBeUndefined();
});

test("a refused request names the fix", async () => {
  expect(await refusal(createMapping({ ...hub, token: "hf_wrong" }, scout))).toBe(
    "POST /api/partners/nscale/models: got 401 (Invalid credentials in Authorization header), want it done; fix: set HF_TOKEN to a token that is valid",
  );
  server.refusals.push({ method: "POST", path: /models$/, status: 403, body: '{"error":"Forbidden"}' });
  expect(await refusal(createMapping(hub, scout))).toBe(
    "POST /api/partners/nscale/models: got 403 (Forbidden), want it done; fix: use the token of a member of the provider's organisation on the Hub with write permission",
  );
  expect(await refusal(createMapping(hub, { ...scout, hfModel: "bert/old" }))).toBe(
    "POST /api/partners/nscale/models: got 400 (Model bert/old is not compatible with task conversational), want it done; fix: follow the Hub's message, and run this again",
  );
});

test("the token is never told, even by a Hub that sends it back", async () => {
  server.refusals.push({ method: "POST", path: /models$/, status: 403, body: `you sent Bearer ${server.token}` });
  expect(await refusal(createMapping(hub, scout))).toBe(
    "POST /api/partners/nscale/models: got 403 (you sent Bearer HF_TOKEN), want it done; fix: use the token of a member of the provider's organisation on the Hub with write permission",
  );
});

test("the token goes to no other host that a page names", async () => {
  server.refusals.push({ method: "GET", path: list, status: 200, headers: { link: '<http://127.0.0.1:1/next>; rel="next"' }, body: "{}" });
  expect(await refusal(listMappings(hub))).toBe(
    "GET /next: got a next page at http://127.0.0.1:1, want one at HUB; fix: check the server at HF_ENDPOINT",
  );
});

test("a list that never ends, is no JSON or is something else is not taken for what the Hub has", async () => {
  server.refusals.push({
    method: "GET",
    path: list,
    status: 200,
    headers: { link: '</api/partners/nscale/models?status=staging>; rel="next"' },
    body: "{}",
  });
  expect(await refusal(listMappings(hub))).toBe(
    "GET /api/partners/nscale/models?status=staging: got the same page twice, want a list that ends; fix: report it to Hugging Face",
  );
  server.refusals.push({ method: "GET", path: list, status: 200, body: "<html>" });
  expect(await refusal(listMappings(hub))).toBe(
    "GET /api/partners/nscale/models?status=staging: got no JSON (<html>), want JSON; fix: set HF_ENDPOINT to the Hub's API",
  );
  server.refusals.push({ method: "GET", path: list, status: 200, body: '{"conversational":{"a/b":{"status":"live"}}}' });
  expect(await refusal(listMappings(hub))).toContain("GET /api/partners/nscale/models?status=staging: got conversational.a/b._id (");
  server.refusals.push({
    method: "GET",
    path: list,
    status: 200,
    body: '{"conversational":{"a/b":{"_id":"1","providerId":"b","status":"error"}}}',
  });
  expect(await refusal(listMappings(hub))).toBe(
    "conversational a/b: got the status error, want staging or live; fix: look the status up in the Hub's documentation",
  );
});

test("a redirect is not followed, and a Hub that does not answer is named", async () => {
  server.refusals.push({ method: "GET", path: list, status: 302, headers: { location: "http://127.0.0.1:1/" }, body: "" });
  expect(await refusal(listMappings(hub))).toContain("GET /api/partners/nscale/models?status=staging: got no answer from HUB (");
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
  const endpoint = new URL(`http://127.0.0.1:${(gone.address() as AddressInfo).port}`);
  await new Promise((resolve) => gone.close(resolve));
  await expect(listMappings({ ...hub, endpoint })).rejects.toThrow(
    `got no answer from ${endpoint.origin} (connect ECONNREFUSED 127.0.0.1:${endpoint.port}), want one; fix: check the network, and run this again`,
  );
});
