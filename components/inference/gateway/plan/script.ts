import { readProgram } from "../../../lib/program/index.ts";
import { headers } from "../names.ts";

const namespace = "nscale.inference";

/** How Envoy writes what the script keeps. */
const kept = (key: string): string => `%DYNAMIC_METADATA(${namespace}:${key})%`;

/** The key that a request was let in with, as `<tenant>.<generation>`. */
export const clientValue = kept("client");

/** The seconds until a limited key may ask again. */
export const retryAfterValue = kept("retry-after");

const program = readProgram(import.meta.dirname, "script.lua");

/**
 * What runs in Envoy between the check of the key and everything else.
 *
 * The check names the client in a header after the route was chosen; writing a header from a script has it chosen again, for the lists of models go by client.
 * The header goes no further than to the engines' door, and an answer of the gateway's own starts without the headers of the one that it replaces: what the log
 * and that answer need of them is kept.
 */
export const planScript = (): string => program({ clientHeader: headers.client, namespace });
