import { StackError } from "../../components/lib/parse/fault.ts";

/** The Hub's API and the caller's credentials. */
export interface Hub {
  /** For example `https://huggingface.co`. */
  readonly endpoint: URL;
  readonly provider: string;
  /** The token of the caller; without one, the Hub allows reading only. */
  readonly token: string | undefined;
  /** Waits for a number of seconds. */
  readonly pause: (seconds: number) => Promise<void>;
}

/** A request that the Hub refused or failed. */
export class HubError extends StackError {
  /** The HTTP status of the response; 0 without a response. */
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

export interface Answer {
  readonly value: unknown;
  /** The URL of the next page of a list. */
  readonly next: URL | undefined;
}

type Method = "GET" | "POST" | "PUT" | "DELETE";

const attempts = 4;
const longestWaitSeconds = 300;
const answersWithinMilliseconds = 30_000;
const longestQuote = 300;

const fixes: Readonly<Record<number, string>> = {
  401: "set HF_TOKEN to a token that is valid",
  403: "use the token of a member of the provider's organisation on the Hub with write permission",
  404: "check that the Hub has enabled the provider's account, and that the model exists",
  409: "run this again: the Hub's mappings have changed meanwhile",
};

/** Seconds to wait for a rate limit: `retry-after`, or `t`, the rest of the window, of `ratelimit: "api";r=0;t=55`. */
function limitSeconds(headers: Headers): number {
  const after = Number(headers.get("retry-after") ?? Number.NaN);
  const left = Number(/\bt=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1] ?? Number.NaN);
  return [after, left].find((seconds) => seconds >= 0) ?? 60;
}

/** Seconds to wait before another attempt; undefined if another attempt would not help. */
function waitSeconds({ status, headers }: Response, method: Method, attempt: number): number | undefined {
  if (status === 429) return limitSeconds(headers);
  // A failed POST may have created the mapping; only the list can tell.
  return status >= 500 && method !== "POST" ? attempt : undefined;
}

/** The Hub's message, shortened, without control characters and without the token. */
function quote(hub: Hub, text: string): string {
  const said = messageIn(text).replace(/\p{Cc}+/gu, " ");
  const hidden = hub.token === undefined ? said : said.replaceAll(hub.token, "HF_TOKEN");
  return hidden.trim() === "" ? "it says nothing" : hidden.slice(0, longestQuote);
}

function messageIn(text: string): string {
  try {
    const parsed = JSON.parse(text) as { error?: unknown } | null;
    return typeof parsed?.error === "string" ? parsed.error : text;
  } catch {
    return text;
  }
}

/**
 * Sends a request to the Hub; retries on rate limits and server errors.
 *
 * @param url on the Hub's own endpoint: the token goes nowhere else
 * @throws HubError with the request, the Hub's message and a fix.
 */
export async function ask(hub: Hub, method: Method, url: URL, body?: unknown): Promise<Answer> {
  const what = `${method} ${url.pathname}${url.search}`;
  if (url.origin !== hub.endpoint.origin) {
    throw new HubError(
      0,
      `${what}: got a next page at ${url.origin}, want one at ${hub.endpoint.origin}; fix: check the server at HF_ENDPOINT`,
    );
  }
  for (let attempt = 1; ; attempt += 1) {
    const response = await send(hub, method, url, what, body);
    const text = await response.text();
    if (response.ok) return { value: parse(text, what, hub), next: nextPage(response, url) };
    const wait = waitSeconds(response, method, attempt);
    if (wait === undefined || attempt === attempts || wait > longestWaitSeconds) {
      const fix =
        wait === undefined ? (fixes[response.status] ?? "follow the Hub's message, and run this again") : `run this again in ${wait} s`;
      throw new HubError(response.status, `${what}: got ${response.status} (${quote(hub, text)}), want it done; fix: ${fix}`);
    }
    await hub.pause(wait);
  }
}

async function send({ endpoint, token }: Hub, method: Method, url: URL, what: string, body: unknown): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      redirect: "error",
      headers: {
        accept: "application/json",
        "user-agent": "nscale-infrastructure",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      signal: AbortSignal.timeout(answersWithinMilliseconds),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    // The cause holds no header, so no token: undici gives only the address and the error.
    const { cause, message } = error as Error;
    const reason = cause instanceof Error && cause.message !== "" ? cause.message : message;
    throw new HubError(
      0,
      `${what}: got no answer from ${endpoint.origin} (${reason}), want one; fix: check the network, and run this again`,
      {
        cause: error,
      },
    );
  }
}

function parse(text: string, what: string, hub: Hub): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new HubError(0, `${what}: got no JSON (${quote(hub, text)}), want JSON; fix: set HF_ENDPOINT to the Hub's API`, {
      cause: error,
    });
  }
}

function nextPage({ headers }: Response, url: URL): URL | undefined {
  const link = /<([^>]*)>\s*;\s*rel="next"/.exec(headers.get("link") ?? "")?.[1];
  return link === undefined ? undefined : new URL(link, url);
}
