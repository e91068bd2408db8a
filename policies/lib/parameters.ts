import { z } from "zod";

/** The parameters of a rule that has none. */
export const noParameters = z.strictObject({});
