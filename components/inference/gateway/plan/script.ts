import { headers } from "../names.ts";

const namespace = "nscale.inference";

/** How Envoy writes what the script below keeps. */
const kept = (key: string): string => `%DYNAMIC_METADATA(${namespace}:${key})%`;

/** The key that a request was let in with, as `<tenant>.<generation>`. */
export const clientValue = kept("client");

/** The seconds until a limited key may ask again. */
export const retryAfterValue = kept("retry-after");

/**
 * What runs in Envoy between the check of the key and everything else.
 *
 * The check names the client in a header after the route was chosen; writing a header from a script has it chosen again, for the lists of models go by client.
 * The header goes no further than to the engines' door, and an answer of the gateway's own starts without the headers of the one that it replaces: what the log
 * and that answer need of them is kept.
 */
export const planScript = (): string => `function envoy_on_request(request)
  local client = request:headers():get("${headers.client}")
  request:headers():replace("${headers.client}", client)
  request:streamInfo():dynamicMetadata():set("${namespace}", "client", client)
end

function envoy_on_response(response)
  if response:headers():get(":status") == "429" then
    local seconds = response:headers():get("x-ratelimit-reset") or "1"
    response:streamInfo():dynamicMetadata():set("${namespace}", "retry-after", seconds)
  end
end
`;
