import { assumed } from "../../../components/lib/fact.ts";
import { add, set, type InvalidCase } from "../../support/invalid.ts";

const why = "an example";

export default {
  change: (stack) => {
    set(stack, "site.powerAgreements.hydro.kind", "grid");
    set(stack, "site.powerAgreements.hydro.source", assumed("grid-mix", why));
    add(stack, "site.powerAgreements.hydro.renewablePlan", { source: assumed("wind", why), megawatts: assumed(3, why) });
  },
  faults: [
    "site.powerAgreements.hydro.renewablePlan.by: got nothing, want a value with where it comes from; fix: write assumed(value, reason), or stated(value, source) if a source says it",
  ],
} satisfies InvalidCase;
