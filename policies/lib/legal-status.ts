import type { Dated } from "../../components/lib/dated.ts";
import type { Finding } from "./rule.ts";

const weaknesses = { draft: "a draft", unverified: "not verified", suspended: "suspended" } as const;

/** Makes a finding advisory unless the law behind it is in force. */
export function advisoryUnlessInForce({ status, source }: Dated<unknown>): Pick<Finding, "advisory"> {
  return status === "in-force" ? {} : { advisory: `${weaknesses[status]}: ${source}` };
}
