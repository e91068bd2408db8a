import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Mapping } from "../../../components/inference/hugging-face/mapping.ts";
import type { Hub } from "../../../cli/hugging-face/ask.ts";
import { readDeclared } from "../../../cli/hugging-face/declared.ts";
import { reconcile } from "../../../cli/hugging-face/reconcile.ts";
import { run } from "../../../cli/tasks/huggingface.ts";
import { LocalHub } from "../../support/hugging-face.ts";

const mapping = (hfModel: string, status: Mapping["status"]): Mapping => ({
  task: "conversational",
  hfModel,
  providerModel: hfModel,
  status,
});
const kept = (hfModel: string, status: string) => ({
  _id: `id-${hfModel.replace("/", "-")}`,
  task: "conversational",
  hfModel,
  providerId: hfModel,
  status,
});

let server: LocalHub;
let hub: Hub;
let printed: string[];

beforeEach(async () => {
  server = new LocalHub();
  hub = { endpoint: new URL(await server.start()), provider: "nscale", token: server.token, pause: () => Promise.resolve() };
  printed = [];
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await server.stop();
});

describe("the reconciliation", () => {
  const declared = [mapping("a/new", "live"), mapping("b/old", "live")];
  const once = (isToApply: boolean) => reconcile(hub, { wanted: declared, declared }, isToApply, (line) => printed.push(line));

  beforeEach(() => {
    server.models.add("a/new");
    server.mappings.push(kept("b/old", "staging"), kept("c/gone", "live"));
    server.mappings.push({ ...kept("tag-filter=lora", "live"), tags: ["lora"] });
  });

  test("changes nothing unless it is told to", async () => {
    expect(await once(false)).toBe("differs");
    expect(server.changes).toEqual([]);
    expect(printed).toEqual([
      "Hugging Face, provider nscale: 3 differences",
      "  = left alone, a mapping by tags: conversational lora",
      "  + create conversational a/new: as a/new, live",
      "  ~ set status of conversational b/old: staging -> live",
      "  - delete conversational c/gone: no stack declares it (was c/gone, live)",
      "nothing was changed; run this again with --apply to do it",
    ]);
  });

  test("says what it does, and the second time there is nothing to do", async () => {
    expect(await once(true)).toBe("as-declared");
    expect(server.changes).toHaveLength(3);
    expect(printed.filter((line) => line.startsWith("done: "))).toEqual([
      "done: + create conversational a/new: as a/new, live",
      "done: ~ set status of conversational b/old: staging -> live",
      "done: - delete conversational c/gone: no stack declares it (was c/gone, live)",
    ]);
    expect(server.printed()).toEqual([
      "conversational a/new -> a/new (live)",
      "conversational b/old -> b/old (live)",
      "conversational tag-filter=lora -> tag-filter=lora (live)",
    ]);
    printed = [];
    expect(await once(true)).toBe("as-declared");
    expect(server.changes).toHaveLength(3);
    expect(printed[0]).toBe("Hugging Face, provider nscale: as declared");
  });

  test("stops at the first refusal, and the next run does the rest", async () => {
    server.refusals.push({ method: "PUT", path: /status$/, status: 403, body: '{"error":"Forbidden"}' });
    await expect(once(true)).rejects.toThrow("PUT /api/partners/nscale/models/id-b-old/status: got 403 (Forbidden)");
    expect(server.changes).toHaveLength(2);
    expect(await once(true)).toBe("as-declared");
  });

  test("fails if the Hub accepts a change and does not make it", async () => {
    server.refusals.push({ method: "POST", path: /models$/, status: 200, body: '{"_id":"x"}' });
    await expect(once(true)).rejects.toThrow(
      "got 1 difference after all was applied (+ create conversational a/new: as a/new, live), want none; fix: run this again; if the difference remains, ask Hugging Face",
    );
  });
});

describe("the command", () => {
  const said = { out: "", err: "" };
  const command = async (...args: string[]) => {
    said.out = said.err = "";
    vi.spyOn(process.stdout, "write").mockImplementation((text) => ((said.out += String(text)), true));
    vi.spyOn(process.stderr, "write").mockImplementation((text) => ((said.err += String(text)), true));
    try {
      return await run(args);
    } finally {
      vi.restoreAllMocks();
    }
  };
  beforeEach(() => {
    vi.stubEnv("HF_ENDPOINT", hub.endpoint.origin);
    vi.stubEnv("HF_TOKEN", server.token);
  });

  test("ends with 3, 0 and 0: what differs, what was applied, and nothing left; and never tells the token", async () => {
    const { declared } = await readDeclared(["all"]);
    for (const { hfModel } of declared) server.models.add(hfModel);
    server.mappings.push(kept("nobody/declares-this", "live"));
    expect(await command("all")).toBe(3);
    expect(said.out).toContain("- delete conversational nobody/declares-this");
    expect(await command("all", "--apply")).toBe(0);
    expect(said.out + said.err).not.toContain(server.token);
    expect(server.mappings).toHaveLength(declared.length);
    expect(await command("all", "--apply")).toBe(0);
    expect(said.out).toBe("Hugging Face, provider nscale: as declared\n");
    expect([...server.authorizations]).toEqual([`Bearer ${server.token}`]);
  });

  test("compares without a token, and applies only with one", async () => {
    vi.stubEnv("HF_TOKEN", "");
    server.mappings.push(kept("nobody/declares-this", "live"));
    expect(await command("narvik")).toBe(3);
    expect(await command("narvik", "--apply")).toBe(2);
    expect(said.err).toBe(
      "HF_TOKEN: got none, want a token of the provider's organisation with write permission; fix: set it, or leave out --apply\n",
    );
    expect(server.changes).toEqual([]);
  });

  test("ends with 2 where it cannot be told or done, and says why", async () => {
    expect(await command()).toBe(2);
    expect(said.err).toBe("got no stack, want one or more, or all; fix: npm run huggingface -- STACK… | all [--apply]\n");
    expect(await command("tromso")).toBe(2);
    expect(said.err).toContain("got stack tromso, want one of glomfjord, narvik,");
    expect(await command("all", "--force")).toBe(2);
    expect(said.err).toContain("Unknown option '--force'");
    for (const endpoint of ["http://huggingface.example", "ftp://127.0.0.1", "huggingface.co", "https://user:word@huggingface.co"]) {
      vi.stubEnv("HF_ENDPOINT", endpoint);
      expect(await command("all")).toBe(2);
      expect(said.err).toBe(
        "HF_ENDPOINT: got an address that is unsafe for a token, want https://HOST; fix: correct it, or leave it out\n",
      );
    }
    expect(server.authorizations.size).toBe(0);
  });
});
