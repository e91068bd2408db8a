import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A mapping as the Hub keeps it: of a model, or of all models with some tags. */
export interface HubMapping {
  readonly _id: string;
  readonly task: string;
  readonly hfModel: string;
  readonly providerId: string;
  status: string;
  readonly tags?: readonly string[];
}

/** Something that the Hub answers to a request instead of doing it. */
export interface HubRefusal {
  readonly method: string;
  readonly path: RegExp;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** True when the Hub carries the request out before it answers so. */
  readonly isDone?: boolean;
}

type Respond = (status: number, value: unknown, headers?: Readonly<Record<string, string>>) => void;

const partnerPath = /^\/api\/partners\/nscale\/models(?:\/([^/]+))?(\/status)?$/;

/** A server on loopback that behaves as the Hub's Model Mapping API does for the provider nscale. */
export class LocalHub {
  readonly token = "hf_canary0123456789";
  mappings: HubMapping[] = [];
  /** Models of the Hub that are tagged as conversational: others are refused. */
  readonly models = new Set<string>();
  /** Each is answered once, in this order. */
  readonly refusals: HubRefusal[] = [];
  /** Method, path and query, without what lists are asked for. */
  readonly changes: string[] = [];
  readonly authorizations = new Set<string | undefined>();
  itemsPerPage = 100;
  #created = 0;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** `conversational a/b -> b (live)`, sorted. */
  printed(): string[] {
    return this.mappings.map(({ task, hfModel, providerId, status }) => `${task} ${hfModel} -> ${providerId} (${status})`).sort();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? "", "http://hub");
    const method = request.method ?? "";
    this.authorizations.add(request.headers.authorization);
    if (method !== "GET") this.changes.push(`${method} ${url.pathname}${text === "" ? "" : ` ${text}`}`);
    const respond: Respond = (status, value, headers = {}) => {
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value));
    };
    const refusal = this.refusals[0];
    if (refusal !== undefined && refusal.method === method && refusal.path.test(url.pathname + url.search)) {
      this.refusals.shift();
      if (refusal.isDone === true) this.#handle(method, url, text, () => undefined);
      respond(refusal.status, refusal.body, refusal.headers);
      return;
    }
    if (method !== "GET" && request.headers.authorization !== `Bearer ${this.token}`) {
      respond(401, { error: "Invalid credentials in Authorization header" });
      return;
    }
    this.#handle(method, url, text, respond);
  }

  #handle(method: string, url: URL, text: string, respond: Respond): void {
    const match = partnerPath.exec(url.pathname);
    const [, id, isStatus] = match ?? [];
    const found = this.mappings.find(({ _id }) => _id === id);
    if (match === null || (id !== undefined && found === undefined)) respond(404, { error: "Not found" });
    else if (method === "GET" && id === undefined) this.#list(url, respond);
    else if (method === "POST" && id === undefined) this.#create(JSON.parse(text) as Record<string, string>, respond);
    else if (method === "PUT" && found !== undefined && isStatus !== undefined) {
      found.status = (JSON.parse(text) as { status: string }).status;
      respond(200, {});
    } else if (method === "DELETE" && found !== undefined && isStatus === undefined) {
      this.mappings = this.mappings.filter((each) => each !== found);
      respond(200, undefined);
    } else respond(405, { error: "Method not allowed" });
  }

  #list(url: URL, respond: Respond): void {
    const status = url.searchParams.get("status");
    const wanted = this.mappings.filter((each) => status === null || each.status === status);
    const page = Number(url.searchParams.get("p") ?? 0);
    const grouped: Record<string, Record<string, unknown>> = {};
    for (const { task, hfModel, ...item } of wanted.slice(page * this.itemsPerPage, (page + 1) * this.itemsPerPage)) {
      (grouped[task] ??= {})[hfModel] = item;
    }
    const isLast = (page + 1) * this.itemsPerPage >= wanted.length;
    const next = new URL(url);
    next.searchParams.set("p", String(page + 1));
    respond(200, grouped, isLast ? {} : { link: `<${next.pathname}${next.search}>; rel="next"` });
  }

  #create({ task = "", hfModel = "", providerModel = "", status = "staging" }: Record<string, string>, respond: Respond): void {
    if (!this.models.has(hfModel)) {
      respond(400, { error: `Model ${hfModel} is not compatible with task ${task}` });
    } else if (this.mappings.some((each) => each.task === task && each.hfModel === hfModel)) {
      respond(409, { error: "Mapping already exists" });
    } else {
      this.#created += 1;
      const _id = `created-${this.#created}`;
      this.mappings.push({ _id, task, hfModel, providerId: providerModel, status });
      respond(200, { _id });
    }
  }
}
