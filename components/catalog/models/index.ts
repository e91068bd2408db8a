import { llama } from "./llama.ts";
import { open } from "./open.ts";
import type { Model } from "./schema.ts";

export { precisions, type Model, type Precision } from "./schema.ts";

const catalogue = { ...llama, ...open } as const satisfies Record<string, Model>;

export type ModelName = keyof typeof catalogue;

/** The models that endpoints may serve, by the name that specs use. */
export const models: Readonly<Record<ModelName, Model>> = catalogue;

export const modelNames = Object.keys(catalogue) as readonly ModelName[];
