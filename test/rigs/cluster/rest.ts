import { Agent, request } from "node:https";

/** Address and credentials of a cluster's administrator. */
export interface ClusterAccess {
  /** The API server's address: https://127.0.0.1:PORT. */
  readonly server: string;
  /** A bearer token of the group system:masters. */
  readonly token: string;
  /** The certificates (PEM) that the server's own certificate is checked with. */
  readonly certificateAuthority: string;
  /** As whom the administrator asks, if not for itself. */
  readonly as?: Identity;
}

/** Someone whom the API server knows: a person, or the account of a controller. */
export interface Identity {
  readonly user: string;
  readonly groups: readonly string[];
}

/** One request to the API server. */
export interface ApiCall {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Media type of the body; JSON is valid YAML, so an apply patch may be sent as it. */
  readonly contentType?:
    "application/json" | "application/json-patch+json" | "application/merge-patch+json" | "application/apply-patch+yaml";
}

/** The API server's refusal, in its own words. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The HTTP status code. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A request takes milliseconds; a server that takes this long is stuck. */
const answerWithinMilliseconds = 60_000;

/** A handshake for each of thousands of requests would take longer than the requests. */
const agent = new Agent({ keepAlive: true });

/**
 * Sends one request and returns the answer: parsed where it is JSON, else its text.
 *
 * Plain HTTPS, because the object client of @kubernetes/client-node drops the fields that it does not know before the server could judge them.
 *
 * @throws ApiError when the server refuses; Error when it cannot be reached.
 */
export function callApi(cluster: ClusterAccess, call: ApiCall): Promise<unknown> {
  const { method = "GET", path, query = {}, body, contentType = "application/json" } = call;
  const url = new URL(path, cluster.server);
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method,
        agent,
        ca: cluster.certificateAuthority,
        headers: {
          authorization: `Bearer ${cluster.token}`,
          accept: "application/json",
          "content-type": contentType,
          ...(cluster.as === undefined ? {} : { "impersonate-user": cluster.as.user, "impersonate-group": [...cluster.as.groups] }),
        },
        signal: AbortSignal.timeout(answerWithinMilliseconds),
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.on("error", reject);
        response.on("end", () => {
          const isJson = response.headers["content-type"]?.startsWith("application/json") ?? false;
          const answer = isJson ? (JSON.parse(text) as unknown) : text;
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve(answer);
          else reject(new ApiError(status, `${method} ${path}: ${messageOf(answer, text)}`));
        });
      },
    );
    sent.on("error", (error: NodeJS.ErrnoException) => {
      // The server had closed the connection that was kept: it never read this.
      if (sent.reusedSocket && error.code === "ECONNRESET") callApi(cluster, call).then(resolve, reject);
      else reject(error);
    });
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** A refusal is a Status object with a message; a few paths answer in plain text. */
function messageOf(answer: unknown, text: string): string {
  const isStatus = typeof answer === "object" && answer !== null && "message" in answer && typeof answer.message === "string";
  return isStatus ? String(answer.message) : text;
}
