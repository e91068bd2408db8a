import { z } from "zod";
import { engineNames } from "../catalog/models/engines.ts";
import { modelNames, precisions } from "../catalog/models/index.ts";
import { factOf } from "../lib/fact.ts";
import { key, keyed } from "../lib/names.ts";

const count = z.number().int().positive();
const seconds = z.number().int().positive().max(86_400);

/** Who may call a site's endpoints, each with keys of its own. */
const caller = z.strictObject({
  keyGeneration: count
    .default(1)
    .describe("counts the tenant's keys: one more adds a key, leaves the one before it valid and withdraws any older"),
  requestsPerMinute: factOf(count).describe("requests a minute that each of the tenant's keys may make, over all models"),
});

/** The one way in from outside: an OpenAI-compatible API under one host name. */
const gateway = z.strictObject({
  cluster: key.describe(
    "the cluster that the gateway stands in, and all endpoints with it: an endpoint picker hands out addresses of pods",
  ),
  hostname: z.hostname().describe("the host name of the API: clients use https://<hostname>/v1"),
  peerHostname: z
    .hostname()
    .optional()
    .describe("the site's own host name, at which gateways of other sites reach this one on port 443; left out, it is hostname"),
  keys: z
    .literal("supplied")
    .optional()
    .describe("supplied: somebody else puts them there, the same at every site; left out, a live gateway makes its own"),
  tenants: keyed(caller).describe("the declared tenants that get keys"),
});

const parallelism = z.strictObject({
  tensor: count.describe("GPUs that share each layer"),
  pipeline: count.describe("groups of GPUs that each hold some of the layers"),
});

const replicas = z.strictObject({
  min: z.number().int().min(0).describe("replicas at any time; 0 lets an endpoint of one host stop while nobody asks"),
  max: count.describe("replicas at most: GPUs for all of them are the endpoint's own"),
  waitingRequestsEach: count.default(4).describe("requests that wait in a replica's queue before another is started"),
});

/** A second pool beside the first, which a part of the requests goes to. What it leaves out is as in the first. */
const canary = z.strictObject({
  weightPercent: z.number().int().min(1).max(50).describe("the percent of requests that go to it"),
  replicas: count,
  engine: z.enum(engineNames).optional(),
  precision: z.enum(precisions).optional(),
});

const huggingFace = z.strictObject({
  status: z
    .enum(["staging", "live"])
    .describe("staging: registered and tested; live: routed to, and checked every few hours, so a replica is always warm"),
});

/** What callers may expect; an alert says when it is not kept. */
const objectives = z.strictObject({
  timeToFirstTokenSeconds: z.number().positive().default(2).describe("within which 95 of 100 answers begin"),
  interTokenMilliseconds: z.number().positive().default(50).describe("within which 95 of 100 next tokens follow"),
  errorPercent: z.number().positive().max(100).default(1).describe("the percent of requests that may fail"),
});

/** A model served behind one name. */
const endpoint = z.strictObject({
  model: z.enum(modelNames).describe("a model of the catalogue"),
  servedAs: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)?$/)
    .optional()
    .describe("the name that requests call it by; left out, the model's id on Hugging Face"),
  precision: z.enum(precisions).describe("the number format of the weights"),
  cluster: key.describe("the cluster whose GPUs it runs on"),
  share: key.describe("the tenant of that cluster whose guaranteed share its GPUs come out of"),
  tenants: z.array(key).min(1).describe("the tenants that may call it"),
  contextTokens: count.describe("the most tokens of a request, prompt and answer together"),
  concurrency: count.describe("the requests of that length that a replica works on at a time"),
  parallelism: parallelism.optional().describe("how a replica spreads over GPUs; left out, the smallest placement that fits"),
  replicas,
  engine: z.enum(engineNames).describe("the release of the engine"),
  storageClass: key.describe("the class of the site's storage that holds the weights"),
  queueTimeoutSeconds: seconds.default(60).describe("how long a request waits for a replica"),
  longestStreamSeconds: seconds.default(600).describe("how long an answer may take: a replica that stops finishes its answers first"),
  objectives: objectives.prefault({}),
  canary: canary.optional(),
  huggingFace: huggingFace.optional(),
  failover: z
    .array(key)
    .min(1)
    .max(4)
    .optional()
    .describe("the stacks that take over, in this order, where the calling tenant's residency allows them"),
});

/** The inference endpoints of a site, and the gateway before them. */
export const inferenceSpec = z.strictObject({
  gateway,
  weightsFrom: key.describe("the entry of the site's egress that keeps the weights: a host with Hugging Face's API"),
  endpoints: keyed(endpoint),
});

export type InferenceSpec = z.output<typeof inferenceSpec>;
export type GatewaySpec = InferenceSpec["gateway"];
export type EndpointSpec = InferenceSpec["endpoints"][string];
