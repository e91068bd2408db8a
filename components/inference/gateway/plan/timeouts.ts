import type { GatewayModel } from "../model.ts";

type Promised = Pick<GatewayModel, "queueTimeoutSeconds" | "longestStreamSeconds">;
type Offered = Promised & Pick<GatewayModel, "sites">;

/** Seconds that each timeout leaves to the one inside it, whose answer says more. */
const toAnswer = 5;

/** Seconds in which a client sends the rest of a request's body, beside the time that the request waits for an engine. */
const uploadSeconds = 60;

/** Seconds until a picker must have named an engine: it gives up the wait for one itself, and says so, just before. */
export const pickerSeconds = ({ queueTimeoutSeconds }: Pick<Promised, "queueTimeoutSeconds">): number => queueTimeoutSeconds + toAnswer;

/** Seconds from a request to the end of its answer, if it may wait at so many sites, one after another. */
export const requestSeconds = (model: Promised, sites = 1): number => sites * pickerSeconds(model) + model.longestStreamSeconds;

const longest = (models: readonly Offered[], secondsOf: (model: Offered) => number) => Math.max(0, ...models.map(secondsOf));

const atAllSites = (model: Offered) => requestSeconds(model, model.sites);

/** Seconds of the gateway, over all its models: each outlasts what goes on inside it. */
export const gatewaySeconds = (models: readonly Offered[]) => ({
  /** A stream without a byte either way: an answer that is not streamed moves none until it is whole. */
  idle: longest(models, atAllSites) + toAnswer,
  /** From a request's first byte until its body is with an engine, which includes the wait for one. */
  received: longest(models, pickerSeconds) + uploadSeconds,
  /** For which a proxy that stops finishes what it has begun. */
  drain: longest(models, atAllSites),
});
