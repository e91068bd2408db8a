import { readProgram } from "../../../lib/program/index.ts";
import { headers } from "../names.ts";

const namespace = "nscale.inference";

/** Envoy's syntax for a value that the script stores. */
const kept = (key: string): string => `%DYNAMIC_METADATA(${namespace}:${key})%`;

/** The key that admitted the request, as `<tenant>.<generation>`. */
export const clientValue = kept("client");

/** Seconds until a rate-limited key may send requests again. */
export const retryAfterValue = kept("retry-after");

/** What stands for a request's model until its body is read, and where the body has none: no id of a model. */
const noModel = "-";

const program = readProgram(import.meta.dirname, "script.lua");

/**
 * The script that runs in Envoy directly after the check of the key.
 *
 * The check writes the client into a header only after the route was chosen. The script writes that header again, which makes Envoy choose again: lists of models
 * have a route per client. It also names a model, as none yet, which ends the request's time at the entrance. From the client it writes the tenant, whose turns
 * pickers keep. These headers are removed before engines, and a response of the gateway's own has none of the headers of the response that it replaces, so the
 * script stores the values that the log and that response need.
 */
export const planScript = (): string =>
  program({ clientHeader: headers.client, modelHeader: headers.model, noModel, turnHeader: headers.turn, namespace });
