import { assumed } from "../../../components/lib/fact.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "deliveries.training.authorisation", { kind: "licence", validTo: assumed("2027-01-01", "an example") }),
  faults: [
    "deliveries.training.authorisation.number: got nothing, want a value with where it comes from; fix: write assumed(value, reason), or stated(value, source) if a source says it",
  ],
} satisfies InvalidCase;
