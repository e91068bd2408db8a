import type { ResponseOverride } from "../../../crd/envoy-gateway.ts";
import { printNumber } from "../../../lib/number.ts";
import { idHeaders, requestIdValue } from "../names.ts";
import { largestBodyBytes } from "./limits.ts";
import { retryAfterValue } from "./script.ts";

/** An error of the gateway itself, in the shape that OpenAI's clients read. */
interface ApiError {
  readonly message: string;
  readonly type: string;
  readonly code: string;
}

/** An error as the body of an answer. */
const body = ({ message, type, code }: ApiError): string => JSON.stringify({ error: { message, type, param: null, code } });

export const json = "application/json";

const request = "invalid_request_error";
const server = "server_error";

/** A model that does not exist, or that the key may not call; the answer does not tell which. */
export const modelNotFound = body({
  message: "The model does not exist or you do not have access to it. GET /v1/models lists the models of your key.",
  type: request,
  code: "model_not_found",
});

/** A path outside the API. */
export const unknownPath = body({
  message: "Unknown request URL. The API has GET /v1/models, POST /v1/chat/completions and POST /v1/completions.",
  type: request,
  code: "unknown_url",
});

const errors: Readonly<Record<number, ApiError>> = {
  400: { message: "The request's body is not a JSON object with a model.", type: request, code: "invalid_request" },
  401: {
    message: "Incorrect API key provided. Send your key as: Authorization: Bearer KEY.",
    type: request,
    code: "invalid_api_key",
  },
  413: { message: `The request's body is larger than ${printNumber(largestBodyBytes)} bytes.`, type: request, code: "request_too_large" },
  429: { message: "Rate limit reached: requests per minute of this key. See retry-after.", type: "requests", code: "rate_limit_exceeded" },
  500: { message: "The request failed before it reached the model.", type: server, code: "internal_error" },
  502: { message: "The model's server closed the connection.", type: server, code: "bad_gateway" },
  503: { message: "No server of this model takes requests now.", type: server, code: "service_unavailable" },
  504: { message: "The model did not answer in time.", type: server, code: "timeout" },
};

const requestIds = idHeaders.map((name) => ({ name, value: requestIdValue }));

const retryAfter = { name: "retry-after", value: retryAfterValue };

/** The same errors in place of the proxy's own. An engine's errors have this shape already, and pass unchanged. */
export const planAnswers = (): ResponseOverride[] =>
  Object.entries(errors).map(([status, error]) => ({
    source: "Local",
    match: { statusCodes: [{ type: "Value", value: Number(status) }] },
    response: {
      contentType: json,
      body: { type: "Inline", inline: body(error) },
      header: { set: Number(status) === 429 ? [...requestIds, retryAfter] : requestIds },
    },
  }));
