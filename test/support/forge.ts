import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A comment on the one pull request of the forge. */
export interface Comment {
  readonly id: number;
  body: string;
  /** True when the token may edit it. */
  readonly isOurs: boolean;
  readonly author?: string;
  readonly isEdited?: boolean;
}

/** Something that the forge answers to a request instead of doing it. */
export interface Refusal {
  readonly method: string;
  readonly path: RegExp;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The head of the pull request whose comments the forge keeps. */
export const pullHead = "0123456789abcdef0123456789abcdef01234567";

/** A server on loopback that behaves as GitHub's API does for comments, labels and statuses of pull request 7 of example/sites, which `someone` opened. */
export class LocalForge {
  readonly comments: Comment[] = [];
  labels: string[] = [];
  /** The head of the pull request. */
  head = pullHead;
  /** What people may do in the repository, by login. */
  readonly permissions: Readonly<Record<string, string>> = { ada: "write", bea: "admin", carl: "read", someone: "write", helper: "write" };
  /** The oldest first. */
  readonly statuses: { readonly sha: string; readonly context: string; readonly state: string; readonly description: string }[] = [];
  readonly issues: { readonly number: number; readonly title: string; body: string; readonly labels: readonly string[]; state: string }[] =
    [];
  /** Each is answered once, in this order. */
  readonly refusals: Refusal[] = [];
  readonly requests: string[] = [];
  /** The forge's own limit. */
  longest = 65_536;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<{ api: string; repository: string; token: string }> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return { api: `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`, repository: "example/sites", token: "a-token" };
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? "", "http://forge");
    const method = request.method ?? "";
    this.requests.push(`${method} ${url.pathname}${url.search}`);
    const send = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}) => {
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(value === undefined ? "" : JSON.stringify(value));
    };
    if (request.headers.authorization !== "Bearer a-token") {
      send(401, { message: "Bad credentials" });
      return;
    }
    const refusal = this.refusals[0];
    if (refusal !== undefined && refusal.method === method && refusal.path.test(url.pathname)) {
      this.refusals.shift();
      send(refusal.status, { message: refusal.message }, refusal.headers);
      return;
    }
    const path = url.pathname.replace("/repos/example/sites/", "");
    const body = (text === "" ? {} : JSON.parse(text)) as {
      body?: string;
      labels?: string[];
      title?: string;
      state?: string;
      context?: string;
      description?: string;
    };
    if (body.body !== undefined && body.body.length > this.longest) {
      send(422, { message: "body is too long (maximum is 65536 characters)" });
      return;
    }
    const list = (items: readonly unknown[]) => {
      const [size, page] = ["per_page", "page"].map((name) => Number(url.searchParams.get(name))) as [number, number];
      const isLast = page * size >= items.length;
      send(200, items.slice((page - 1) * size, page * size), isLast ? {} : { link: `<${url.pathname}?page=${page + 1}>; rel="next"` });
    };
    if (method === "GET" && path === "issues") {
      const label = url.searchParams.get("labels") ?? "";
      list(this.issues.filter(({ state, labels }) => state === url.searchParams.get("state") && labels.includes(label)));
      return;
    }
    if (method === "POST" && path === "issues") {
      this.issues.push({
        number: this.issues.length + 8,
        title: body.title ?? "",
        body: body.body ?? "",
        labels: body.labels ?? [],
        state: "open",
      });
      send(201, this.issues.at(-1));
      return;
    }
    const issue = this.issues.find(({ number }) => method === "PATCH" && path === `issues/${number}`);
    if (issue !== undefined) {
      Object.assign(issue, body);
      send(200, issue);
      return;
    }
    const edited = /^issues\/comments\/(\d+)$/.exec(path);
    if (method === "GET" && path === "issues/7/comments") {
      const written = "2026-11-15T08:00:00Z";
      list(
        this.comments.map(({ author, isOurs, isEdited = false, ...one }) => ({
          ...one,
          user: { login: author ?? (isOurs ? "github-actions[bot]" : "dora") },
          created_at: written,
          updated_at: isEdited ? "2026-11-15T09:00:00Z" : written,
        })),
      );
      return;
    }
    if (method === "GET" && path === "pulls/7") {
      send(200, { number: 7, head: { sha: this.head }, user: { login: "someone" } });
      return;
    }
    if (method === "GET" && path === "pulls/7/commits") {
      list([
        { author: { login: "someone" }, committer: { login: "web-flow" } },
        { author: { login: "helper" }, committer: null },
      ]);
      return;
    }
    const [, login] = /^collaborators\/([^/]+)\/permission$/.exec(path) ?? [];
    if (method === "GET" && login !== undefined && this.permissions[login] !== undefined) {
      send(200, { permission: this.permissions[login] });
      return;
    }
    const [, sha] = /^(?:commits\/)?(?:statuses\/)?([0-9a-f]{40})(?:\/statuses)?$/.exec(path) ?? [];
    if (method === "POST" && sha !== undefined) {
      this.statuses.push({ sha, context: body.context ?? "", state: body.state ?? "", description: body.description ?? "" });
      send(201, {});
      return;
    }
    if (method === "GET" && sha !== undefined) {
      list(this.statuses.filter((one) => one.sha === sha).toReversed());
      return;
    }
    if (method === "GET" && path === "issues/7/labels") {
      list(this.labels.map((name) => ({ name })));
      return;
    }
    if (method === "GET" && path === "pulls") {
      const pulls = [
        { number: 6, head: { sha: "0".repeat(40) } },
        { number: 7, head: { sha: pullHead } },
      ];
      list(url.searchParams.get("head") === "someone:branch" ? pulls : []);
      return;
    }
    if (method === "POST" && path === "issues/7/comments") {
      this.comments.push({ id: this.comments.length + 1, body: body.body ?? "", isOurs: true });
      send(201, this.comments.at(-1));
      return;
    }
    if (method === "PATCH" && edited !== null) {
      const comment = this.comments.find(({ id }) => id === Number(edited[1]));
      if (comment?.isOurs !== true) {
        send(403, { message: "Resource not accessible by integration" });
        return;
      }
      comment.body = body.body ?? "";
      send(200, comment);
      return;
    }
    if (method === "POST" && path === "issues/7/labels") {
      this.labels.push(...(body.labels ?? []));
      send(200, []);
      return;
    }
    if (method === "DELETE" && path.startsWith("issues/7/labels/")) {
      this.labels = this.labels.filter((name) => name !== path.split("/").at(-1));
      send(200, []);
      return;
    }
    send(404, { message: "Not Found" });
  }
}
