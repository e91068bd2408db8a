import { assumed } from "../../../components/lib/fact.ts";
import { add, type InvalidCase } from "../../support/invalid.ts";

const why = "an example";

export default {
  change: (stack) =>
    add(stack, "site.offtake", { industry: { kind: "contract", sharePercent: assumed(20, why), validFrom: assumed("2026-01-01", why) } }),
  faults: [
    "site.offtake.industry.sharePercent: got 20 % of 976 GPUs = 196 promised, 96 guaranteed in clusters.*.kubernetes.tenants.industry, want guaranteed shares that hold the promise; fix: raise the tenant's guaranteedSharePercent in the clusters, or promise less",
  ],
} satisfies InvalidCase;
