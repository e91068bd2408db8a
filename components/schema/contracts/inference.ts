import { z } from "zod";
import { acceleratorNames } from "../../catalog/accelerators.ts";
import { jurisdictionCodes } from "../../catalog/jurisdictions.ts";
import { modelNames, precisions } from "../../catalog/models/index.ts";
import { isoDate } from "../../lib/date.ts";
import { contract } from "../../lib/contract.ts";

const count = z.number().int().min(0);

const availableFrom = z
  .union([isoDate, z.literal("undelivered")])
  .describe("the day on which its GPUs are delivered, undelivered where no delivery is declared; left out where they are there");

/** An endpoint in numbers: a preview shows them, and a summary keeps them. */
export const endpointContract = contract(
  "nscale:inference:Endpoint",
  z.strictObject({
    model: z.string().describe("the name that requests call it by"),
    catalogueModel: z.enum(modelNames),
    precision: z.enum(precisions),
    cluster: z.string(),
    accelerator: z.enum(acceleratorNames),
    jurisdiction: z.enum(jurisdictionCodes),
    share: z.string().describe("the tenant whose share its GPUs come out of"),
    tenants: z.array(z.string()).describe("who may call it"),
    replicas: z.strictObject({ min: count, max: count }),
    gpus: count.describe("of all replicas at their most"),
    hosts: count,
    itKilowatts: z.number().min(0),
    contextTokens: count,
    capacityTokens: count.describe("tokens whose keys and values all replicas hold, at their most"),
    usdPerMillionTokens: z.strictObject({ input: z.number().min(0), output: z.number().min(0) }),
    canaryPercent: count.optional(),
    huggingFace: z.enum(["staging", "live"]).optional(),
    failover: z.array(z.string()).optional().describe("the stacks that take over, in their order"),
    availableFrom: availableFrom.optional(),
  }),
);
export type EndpointFacts = z.output<typeof endpointContract.facts>;

/** The one way in to a site's endpoints. */
export const gatewayContract = contract("nscale:inference:Gateway", z.object({ hostname: z.string() }));

/** A model of the Hub that is served here. */
export const huggingFaceMappingContract = contract(
  "nscale:inference:HuggingFaceMapping",
  z.object({
    task: z.string(),
    hfModel: z.string(),
    providerModel: z.string(),
    status: z.string(),
    availableFrom: availableFrom.optional(),
  }),
);
