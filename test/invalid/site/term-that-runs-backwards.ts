import { assumed } from "../../../components/lib/fact.ts";
import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) =>
    add(stack, "site.powerAgreements.spare", {
      ...stack.site.powerAgreements["hydro"],
      validTo: assumed("2025-12-31", "a day before it begins"),
    }),
  faults: [
    "site.powerAgreements.spare.validTo: got 2025-12-31, want a date not before 2026-01-01, when the term begins; fix: correct one of the dates",
  ],
} satisfies InvalidCase;
