import { machineBounds } from "./machines.ts";
import { powerBounds } from "./power.ts";

const bounds = [...powerBounds, ...machineBounds];

/** Rules that refuse figures of a wrong unit: more than a hundred times what bounds them. */
export const boundRules = bounds.map(({ faults }) => faults);

/** Rules that note unlikely figures: more than three times what bounds them. */
export const boundNotes = bounds.map(({ notes }) => notes);
