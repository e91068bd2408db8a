import { z } from "zod";
import { mappingStatuses, type Mapping, type MappingStatus } from "../../components/inference/hugging-face/mapping.ts";
import { ask, HubError, type Hub } from "./ask.ts";

/** A mapping as the Hub has it. */
export interface FoundMapping extends Mapping {
  readonly id: string;
}

/** A provider's mappings on the Hub. */
export interface Found {
  readonly mappings: readonly FoundMapping[];
  /** Mappings by tags instead of a model: they cannot be declared, and are left alone. */
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
 * Every mapping of the provider. One request per status, because the Hub's unfiltered list may omit some.
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
          `${task} ${hfModel}: got the status ${entry.status}, want ${mappingStatuses.join(" or ")}; fix: look the status up in the Hub's documentation`,
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
      throw new HubError(
        0,
        `GET ${url.pathname}${url.search}: got the same page twice, want a list that ends; fix: report it to Hugging Face`,
      );
    seen.add(url.href);
    const { value, next } = await ask(hub, "GET", url);
    const parsed = page.safeParse(value ?? {});
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new HubError(
        0,
        `GET ${url.pathname}${url.search}: got ${issue?.path.join(".") ?? ""} (${issue?.message ?? ""}), want mappings by task and model; fix: set HF_ENDPOINT to the Hub's API`,
      );
    }
    for (const [task, models] of Object.entries(parsed.data))
      for (const [hfModel, entry] of Object.entries(models)) yield { task, hfModel, entry };
    url = next;
  }
}

/** Creates a mapping. @throws HubError if the Hub refuses. */
export async function createMapping(hub: Hub, mapping: Mapping): Promise<void> {
  await ask(hub, "POST", pathOf(hub), mapping);
}

/** Sets a mapping's status. @throws HubError if the Hub refuses. */
export async function setStatus(hub: Hub, id: string, status: MappingStatus): Promise<void> {
  await ask(hub, "PUT", pathOf(hub, id, "status"), { status });
}

/** Deletes a mapping; one that is already gone counts as deleted. @throws HubError if the Hub refuses. */
export async function deleteMapping(hub: Hub, id: string): Promise<void> {
  try {
    await ask(hub, "DELETE", pathOf(hub, id));
  } catch (error) {
    if (!(error instanceof HubError) || error.status !== 404) throw error;
  }
}
