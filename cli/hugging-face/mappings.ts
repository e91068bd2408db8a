import { z } from "zod";
import { mappingStatuses, type Mapping, type MappingStatus } from "../../components/inference/hugging-face/mapping.ts";
import { ask, HubError, type Hub } from "./ask.ts";

/** A mapping as the Hub has it. */
export interface FoundMapping extends Mapping {
  readonly id: string;
}

/** What the Hub has of a provider. */
export interface Found {
  readonly mappings: readonly FoundMapping[];
  /** Mappings by tags instead of by a model: none can be declared, and none is touched. */
  readonly byTags: readonly string[];
}

const item = z.looseObject({
  _id: z.string().min(1),
  providerId: z.string(),
  status: z.string(),
  tags: z.array(z.string()).optional(),
});

/** By task, then by the model's id. */
const page = z.record(z.string(), z.record(z.string(), item));

const pathOf = ({ endpoint, provider }: Hub, ...rest: readonly string[]) =>
  new URL(
    ["/api/partners", provider, "models", ...rest].map((part, index) => (index === 0 ? part : encodeURIComponent(part))).join("/"),
    endpoint,
  );

/**
 * Every mapping of the provider. Each status is asked for by itself, so that none is missed, whatever the list shows without a filter.
 *
 * @throws HubError when the list cannot be read in full.
 */
export async function listMappings(hub: Hub): Promise<Found> {
  const mappings = new Map<string, FoundMapping>();
  const byTags = new Set<string>();
  for (const status of mappingStatuses) {
    for await (const { task, hfModel, entry } of itemsOf(hub, status)) {
      const { success, data } = z.enum(mappingStatuses).safeParse(entry.status);
      if (entry.tags !== undefined) byTags.add(`${task} ${entry.tags.join(", ")}`);
      else if (success) mappings.set(entry._id, { id: entry._id, task, hfModel, providerModel: entry.providerId, status: data });
      else
        throw new HubError(
          0,
          `${task} ${hfModel}: got the status ${entry.status}, want ${mappingStatuses.join(" or ")}; fix: see what the Hub means by it`,
        );
    }
  }
  return { mappings: [...mappings.values()], byTags: [...byTags].sort() };
}

async function* itemsOf(hub: Hub, status: MappingStatus) {
  const seen = new Set<string>();
  const first = pathOf(hub);
  first.searchParams.set("status", status);
  for (let url: URL | undefined = first; url !== undefined;) {
    if (seen.has(url.href))
      throw new HubError(0, `GET ${url.pathname}${url.search}: got the same page twice, want a list that ends; fix: see what the Hub says`);
    seen.add(url.href);
    const { value, next } = await ask(hub, "GET", url);
    const parsed = page.safeParse(value ?? {});
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new HubError(
        0,
        `GET ${url.pathname}${url.search}: got ${issue?.path.join(".") ?? ""} (${issue?.message ?? ""}), want mappings by task and model; fix: see that HF_ENDPOINT is the Hub's API`,
      );
    }
    for (const [task, models] of Object.entries(parsed.data))
      for (const [hfModel, entry] of Object.entries(models)) yield { task, hfModel, entry };
    url = next;
  }
}

/** @throws HubError when it is not created. */
export async function createMapping(hub: Hub, mapping: Mapping): Promise<void> {
  await ask(hub, "POST", pathOf(hub), mapping);
}

/** @throws HubError when the status is not set. */
export async function setStatus(hub: Hub, id: string, status: MappingStatus): Promise<void> {
  await ask(hub, "PUT", pathOf(hub, id, "status"), { status });
}

/** One that is gone already is as good as deleted. @throws HubError when it is not deleted. */
export async function deleteMapping(hub: Hub, id: string): Promise<void> {
  try {
    await ask(hub, "DELETE", pathOf(hub, id));
  } catch (error) {
    if (!(error instanceof HubError) || error.status !== 404) throw error;
  }
}
