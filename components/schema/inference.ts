import { z } from "zod";
import { engineNames } from "../catalog/models/engines.ts";
import { modelNames, precisions } from "../catalog/models/index.ts";
import { factOf } from "../lib/fact.ts";
import { hostName } from "../lib/host-names.ts";
import { key, keyed, renamedFrom } from "../lib/names.ts";

const count = z.number().int().positive();
const seconds = z.number().int().positive().max(86_400);

/** A tenant that may call a site's endpoints, with keys of its own. */
const caller = z.strictObject({
  keyGeneration: count
    .default(1)
    .describe("counts the tenant's keys: one more adds a key, leaves the one before it valid and withdraws any older"),
  requestsPerMinute: factOf(count).describe("the requests a minute that each of the tenant's keys may make, over all models"),
});

/** The only entry from outside: an OpenAI-compatible API under one host name. */
const gateway = z.strictObject({
  cluster: key.describe("the cluster of the gateway and of all endpoints: an endpoint picker hands out addresses of pods"),
  hostname: hostName.describe("the host name of the API: clients use https://HOSTNAME/v1"),
  peerHostname: hostName
    .optional()
    .describe("the site's own host name, at which gateways of other sites reach this one on port 443; left out, it is hostname"),
  keys: z
    .literal("supplied")
    .optional()
    .describe("supplied: the keys are put there from elsewhere, the same at every site; left out, a live gateway makes its own"),
  servesPublicApi: factOf(z.boolean())
    .optional()
    .describe("whether requests of the public API are answered here today, on GPUs that are delivered; left out where it is not known"),
  tenants: keyed(caller).describe("the declared tenants that get keys"),
});

const parallelism = z.strictObject({
  tensor: count.describe("the GPUs that share each layer (tensor parallel size)"),
  pipeline: count.describe("the stages that each hold a part of the layers (pipeline parallel size)"),
});

const replicas = z.strictObject({
  min: z.number().int().min(0).describe("the least replicas at any time; 0 lets an endpoint of one host stop while there are no requests"),
  max: count.describe("the most replicas: the GPUs for all of them count against the tenant's share"),
  requestsEach: count
    .default(64)
    .describe(
      "the requests at a time with which a replica still meets the objectives: it takes no more, and another one starts at four fifths of them; no measurement stands behind the default",
    ),
});

/** A second pool beside the first, for a part of the requests. Fields that it leaves out are the first pool's. */
const canary = z.strictObject({
  weightPercent: z.number().int().min(1).max(50).describe("the percent of requests that go to it"),
  replicas: count.describe("the replicas of the canary, a fixed number"),
  engine: z.enum(engineNames).optional().describe("the release of the engine; left out, the endpoint's"),
  precision: z.enum(precisions).optional().describe("the number format of the weights; left out, the endpoint's"),
});

const huggingFace = z.strictObject({
  status: z
    .enum(["staging", "live"])
    .describe("staging: registered and tested; live: routed to, and checked every few hours, so a replica is always warm"),
});

/** Service levels that callers may expect; an alert reports when they are missed. */
const objectives = z.strictObject({
  timeToFirstTokenSeconds: z.number().positive().default(2).describe("the seconds within which 95 of 100 answers begin"),
  interTokenMilliseconds: z
    .number()
    .positive()
    .default(50)
    .describe("the milliseconds within which 95 of 100 tokens follow the one before"),
  errorPercent: z.number().positive().max(100).default(1).describe("the percent of requests that may fail"),
});

/** A model served behind one name. */
const endpoint = z.strictObject({
  renamedFrom: renamedFrom("endpoint"),
  model: z.enum(modelNames).describe("a model of the catalogue"),
  servedAs: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)?$/, {
      error: "a model's name: letters, digits, dots, hyphens and underscores, after one organisation and a slash if it has one",
    })
    .optional()
    .describe("the name that requests call it by; left out, the model's id on Hugging Face"),
  precision: z.enum(precisions).describe("the number format of the weights"),
  cluster: key.describe("the cluster whose GPUs it runs on"),
  share: key.describe("the tenant of that cluster whose guaranteed share its GPUs come out of"),
  tenants: z.array(key).min(1).describe("the tenants that may call it"),
  contextTokens: count.describe("the most tokens of a request, prompt and answer together"),
  concurrency: count.describe("the requests of that length that a replica works on at a time"),
  parallelism: parallelism.optional().describe("the way in which a replica spreads over GPUs; left out, the smallest placement that fits"),
  replicas: replicas.describe("the number of replicas, and when it grows"),
  engine: z.enum(engineNames).describe("the release of the engine"),
  storageClass: key.describe("the class of the site's storage that holds the weights"),
  queueTimeoutSeconds: seconds.default(60).describe("the seconds that a request waits for a replica before it is refused"),
  longestStreamSeconds: seconds
    .default(600)
    .describe("the most seconds that an answer may take: a replica that stops finishes its answers first"),
  objectives: objectives.prefault({}).describe("the objectives of service: an alert fires when one is missed"),
  canary: canary.optional().describe("a second pool that takes a part of the requests; left out where there is none"),
  huggingFace: huggingFace
    .optional()
    .describe("the routing of requests from Hugging Face's Hub to this endpoint; left out where there is none"),
  failover: z
    .array(key)
    .min(1)
    .max(4)
    .optional()
    .describe("the stacks that take over, in this order, where the calling tenant's residency allows them"),
});

/** The inference endpoints of a site, and their gateway. */
export const inferenceSpec = z.strictObject({
  gateway: gateway.describe("the one way in: an OpenAI-compatible API under one host name"),
  weightsFrom: key.describe("the entry of the site's egress that keeps the weights: a host with Hugging Face's API"),
  endpoints: keyed(endpoint).describe("the endpoints, by name"),
});

export type InferenceSpec = z.output<typeof inferenceSpec>;
export type GatewaySpec = InferenceSpec["gateway"];
export type EndpointSpec = InferenceSpec["endpoints"][string];
