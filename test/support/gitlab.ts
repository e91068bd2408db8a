import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { GitLabAccess } from "../../review/post/gitlab.ts";

/** The head of the merge request whose notes the server keeps. */
export const mergeHead = "0123456789abcdef0123456789abcdef01234567";

/** A note; `isOurs` when the token may edit it. */
interface Note {
  readonly id: number;
  body: string;
  readonly isOurs: boolean;
  readonly author?: string;
  readonly isEdited?: boolean;
}

/** A server on loopback that behaves as GitLab's API does for notes, labels and statuses of merge request 7 of example/sites, which `someone` opened. */
export class LocalGitLab {
  readonly notes: Note[] = [];
  labels: string[] = [];
  readonly issues: { readonly iid: number; readonly title: string; description: string; readonly labels: string; state: string }[] = [];
  readonly requests: string[] = [];
  /** The review that the job `review` of pipeline 31 kept. */
  kept: unknown;
  /** The oldest first. */
  readonly statuses: { readonly sha: string; readonly name: string; readonly status: string; readonly description: string }[] = [];
  /** The longest note that it takes. */
  longest = 1_000_000;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<GitLabAccess> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const { port } = this.#server.address() as AddressInfo;
    return { api: `http://127.0.0.1:${port}/api/v4`, repository: "example/sites", token: "a-token" };
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? "", "http://gitlab");
    this.requests.push(`${request.method ?? ""} ${url.pathname}`);
    const [status, value, headers] =
      request.headers["private-token"] === "a-token"
        ? this.#handle(request.method ?? "", url, (text === "" ? {} : JSON.parse(text)) as Readonly<Record<string, string>>)
        : ([401, { message: "401 Unauthorized" }, {}] as const);
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(value));
  }

  #handle(method: string, url: URL, sent: Readonly<Record<string, string>>): readonly [number, unknown, Readonly<Record<string, string>>] {
    const path = url.pathname.replace("/api/v4/projects/example%2Fsites/", "");
    if (sent["body"] !== undefined && sent["body"].length > this.longest) {
      return [400, { message: { note: [`is too long (maximum is ${this.longest} characters)`] } }, {}];
    }
    if (method === "GET" && path === "merge_requests/7/notes") {
      const written = "2026-11-15T08:00:00Z";
      const told = this.notes.map(({ author, isOurs, isEdited = false, ...one }) => ({
        ...one,
        author: { username: author ?? (isOurs ? "a-bot" : "dora") },
        created_at: written,
        updated_at: isEdited ? "2026-11-15T09:00:00Z" : written,
      }));
      return page(url, told);
    }
    if (method === "GET" && path === "merge_requests/7")
      return [200, { labels: this.labels, sha: mergeHead, author: { username: "someone" } }, {}];
    if (method === "GET" && path === "members/all") {
      const members = Object.entries({ ada: 40, adam: 50, carl: 20, someone: 40 });
      const asked = url.searchParams.get("query") ?? "";
      return page(
        url,
        members.filter(([name]) => name.startsWith(asked)).map(([username, level]) => ({ username, access_level: level })),
      );
    }
    const [, sha] = /^(?:repository\/commits\/)?(?:statuses\/)?([0-9a-f]{40})(?:\/statuses)?$/.exec(path) ?? [];
    if (method === "POST" && sha !== undefined) {
      const { name = "", state: status = "", description = "" } = sent;
      if (status === "pending") return [400, { message: "Cannot transition status via :enqueue from :pending" }, {}];
      this.statuses.push({ sha, name, status, description });
      return [201, {}, {}];
    }
    if (method === "GET" && sha !== undefined) {
      const named = url.searchParams.get("name");
      return page(
        url,
        this.statuses.filter((one) => one.sha === sha && one.name === named),
      );
    }
    if (method === "GET" && path === "merge_requests") {
      return page(
        url,
        url.searchParams.get("source_branch") === "branch"
          ? [
              { iid: 6, sha: "0".repeat(40) },
              { iid: 7, sha: mergeHead },
            ]
          : [],
      );
    }
    if (method === "GET" && path === "issues") {
      const label = url.searchParams.get("labels") ?? "";
      return page(
        url,
        this.issues.filter(({ state, labels }) => state === url.searchParams.get("state") && labels.split(",").includes(label)),
      );
    }
    if (method === "POST" && path === "issues") {
      const [title = "", description = "", labels = ""] = ["title", "description", "labels"].map((field) => sent[field]);
      this.issues.push({ iid: this.issues.length + 8, title, description, labels, state: "opened" });
      return [201, this.issues.at(-1), {}];
    }
    const issue = this.issues.find(({ iid }) => method === "PUT" && path === `issues/${iid}`);
    if (issue !== undefined) {
      issue.description = sent["description"] ?? issue.description;
      if (sent["state_event"] === "close") issue.state = "closed";
      return [200, issue, {}];
    }
    if (method === "GET" && path === "pipelines/31/jobs")
      return page(url, [
        { id: 1, name: "other" },
        { id: 2, name: "review" },
      ]);
    if (method === "GET" && path === "jobs/2/artifacts/out/review/review.json" && this.kept !== undefined) return [200, this.kept, {}];
    if (method === "POST" && path === "merge_requests/7/notes") {
      this.notes.push({ id: this.notes.length + 1, body: sent["body"] ?? "", isOurs: true });
      return [201, this.notes.at(-1), {}];
    }
    if (method === "PUT" && path === "merge_requests/7") {
      const names = (field: string) => (sent[field] ?? "").split(",").filter((name) => name !== "");
      this.labels = [...this.labels.filter((name) => !names("remove_labels").includes(name)), ...names("add_labels")];
      return [200, { labels: this.labels }, {}];
    }
    const edited = this.notes.find(({ id }) => method === "PUT" && path === `merge_requests/7/notes/${id}`);
    if (edited === undefined) return [404, { message: "404 Not Found" }, {}];
    if (!edited.isOurs) return [403, { message: "403 Forbidden" }, {}];
    edited.body = sent["body"] ?? "";
    return [200, edited, {}];
  }
}

/** One page of a list, with a link to the next where there is one. */
function page(url: URL, items: readonly unknown[]): readonly [number, unknown, Readonly<Record<string, string>>] {
  const [size, number] = ["per_page", "page"].map((name) => Number(url.searchParams.get(name))) as [number, number];
  const link = number * size >= items.length ? {} : { link: `<${url.pathname}?page=${number + 1}>; rel="next"` };
  return [200, items.slice((number - 1) * size, number * size), link];
}
