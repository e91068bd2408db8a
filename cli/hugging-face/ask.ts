import { StackError } from "../../components/lib/parse/fault.ts";

/** The Hub's API, and who asks there. */
export interface Hub {
  /** For example `https://huggingface.co`. */
  readonly endpoint: URL;
  readonly provider: string;
  /** Without one, the Hub shows its list and changes nothing. */
  readonly token: string | undefined;
  /** Lets so many seconds pass. */
  readonly pause: (seconds: number) => Promise<void>;
}

/** What the Hub refused, or could not do. */
export class HubError extends StackError {
  /** Of its answer; 0 where none came. */
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

export interface Answer {
  readonly value: unknown;
  /** The next page of a list. */
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
  404: "see that the Hub has enabled the provider's account, and that the model is there",
  409: "run this again: what the Hub has has changed meanwhile",
};

/** How many seconds a limit asks to wait: `retry-after`, or what `ratelimit: "api";r=0;t=55` says is left of the window. */
function limitSeconds(headers: Headers): number {
  const after = Number(headers.get("retry-after") ?? Number.NaN);
  const left = Number(/\bt=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1] ?? Number.NaN);
  return [after, left].find((seconds) => seconds >= 0) ?? 60;
}

/** How long to wait before another attempt; nothing where none would help. */
function waitSeconds({ status, headers }: Response, method: Method, attempt: number): number | undefined {
  if (status === 429) return limitSeconds(headers);
  // A creation may have been done before the fault; only the list can tell.
  return status >= 500 && method !== "POST" ? attempt : undefined;
}

/** The Hub's own words, short, without control characters, and without the token whatever it sends back. */
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
 * Asks the Hub, and again where it asks to wait or has a fault of its own.
 *
 * @param url on the Hub's own endpoint: the token goes nowhere else
 * @throws HubError with what was asked, what it said and what to do.
 */
export async function ask(hub: Hub, method: Method, url: URL, body?: unknown): Promise<Answer> {
  const what = `${method} ${url.pathname}${url.search}`;
  if (url.origin !== hub.endpoint.origin) {
    throw new HubError(0, `${what}: got a next page at ${url.origin}, want one at ${hub.endpoint.origin}; fix: see what answers there`);
  }
  for (let attempt = 1; ; attempt += 1) {
    const response = await send(hub, method, url, what, body);
    const text = await response.text();
    if (response.ok) return { value: parse(text, what, hub), next: nextPage(response, url) };
    const wait = waitSeconds(response, method, attempt);
    if (wait === undefined || attempt === attempts || wait > longestWaitSeconds) {
      const fix = wait === undefined ? (fixes[response.status] ?? "see what it says, and run this again") : `run this again in ${wait} s`;
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
    // The cause holds no header: undici names the address and what failed.
    const { cause, message } = error as Error;
    const reason = cause instanceof Error && cause.message !== "" ? cause.message : message;
    throw new HubError(
      0,
      `${what}: got no answer from ${endpoint.origin} (${reason}), want one; fix: see that it is reached, and run this again`,
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
    throw new HubError(0, `${what}: got no JSON (${quote(hub, text)}), want JSON; fix: see that HF_ENDPOINT is the Hub's API`, {
      cause: error,
    });
  }
}

function nextPage({ headers }: Response, url: URL): URL | undefined {
  const link = /<([^>]*)>\s*;\s*rel="next"/.exec(headers.get("link") ?? "")?.[1];
  return link === undefined ? undefined : new URL(link, url);
}
