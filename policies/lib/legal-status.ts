import type { Dated } from "../../components/lib/dated.ts";
import type { Finding } from "./rule.ts";

const weaknesses = { draft: "a draft", unverified: "not verified", suspended: "suspended" } as const;

/** What a text's standing makes of a finding under it: law in force binds, anything less is only said. */
export function advisoryUnlessInForce({ status, source }: Dated<unknown>): Pick<Finding, "advisory"> {
  return status === "in-force" ? {} : { advisory: `${weaknesses[status]}: ${source}` };
}
