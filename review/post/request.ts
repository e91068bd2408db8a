import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

/** The part of a forge's API that is about one repository. */
export interface Api {
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What a person does about a refusal, by its status. */
  readonly fixes: Readonly<Record<number, string>>;
}

/** A request that the forge refused. */
export class ForgeError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const attempts = 4;
const longestWaitSeconds = 120;
const answersWithinMilliseconds = 30_000;
const pageSize = 100;

/** Seconds to wait before another attempt; undefined if another attempt would not help. */
function waitSeconds(response: Response, attempt: number): number | undefined {
  const { status, headers } = response;
  const after = Number(headers.get("retry-after") ?? Number.NaN);
  const isLimited = status === 429 || (status === 403 && (!Number.isNaN(after) || headers.get("x-ratelimit-remaining") === "0"));
  if (isLimited) {
    const resets = Number(headers.get("x-ratelimit-reset") ?? headers.get("ratelimit-reset") ?? Number.NaN) - Date.now() / 1000;
    return Number.isNaN(after) ? (Number.isNaN(resets) ? 60 : Math.max(0, Math.ceil(resets))) : after;
  }
  return status >= 500 ? attempt : undefined;
}

/**
 * Sends a request for a path below the base; retries on rate limits and server errors.
 *
 * @throws ForgeError with the forge's message.
 */
export async function ask(
  { base, headers, fixes }: Api,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ readonly value: unknown; readonly next: boolean }> {
  const url = `${base}${path === "" ? "" : `/${path}`}`;
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, {
      method,
      headers: { ...headers, "content-type": "application/json", "user-agent": "nscale-review" },
      signal: AbortSignal.timeout(answersWithinMilliseconds),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok) {
      return {
        value: text === "" ? undefined : (JSON.parse(text) as unknown),
        next: /rel="next"/.test(response.headers.get("link") ?? ""),
      };
    }
    const wait = waitSeconds(response, attempt);
    if (wait === undefined || attempt === attempts || wait > longestWaitSeconds) {
      const fix = wait === undefined ? (fixes[response.status] ?? "follow the forge's message") : `run this again in ${wait} s`;
      throw new ForgeError(response.status, `${method} ${path}: got ${response.status} (${said(text)}), want it done; fix: ${fix}`);
    }
    await sleep(wait * 1000);
  }
}

/** The message in the forge's response. */
function said(text: string): string {
  try {
    const { message } = z.looseObject({ message: z.unknown() }).parse(JSON.parse(text));
    return typeof message === "string" ? message : JSON.stringify(message);
  } catch {
    return text.slice(0, 200);
  }
}

/** Every item of a list, across all pages. */
export async function listAll<Item>(api: Api, path: string, item: z.ZodType<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for (let page = 1; ; page += 1) {
    const { value, next } = await ask(api, "GET", `${path}${path.includes("?") ? "&" : "?"}per_page=${pageSize}&page=${page}`);
    items.push(...z.array(item).parse(value));
    if (!next) return items;
  }
}
