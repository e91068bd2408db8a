import { assumed } from "../../../components/lib/fact.ts";
import { add, type InvalidCase } from "../../support/invalid.ts";

const why = "an example";

export default {
  change: (stack) =>
    add(stack, "site.offtake", { gamma: { kind: "surplus", sharePercent: assumed(0, why), validFrom: assumed("2026-01-01", why) } }),
  faults: [
    "site.offtake.gamma: got a promise to a tenant that nobody declares, want a key of tenants: research, industry; fix: declare tenants.gamma (legal entity, owners, residency), or correct the name",
  ],
} satisfies InvalidCase;
