import { assumed } from "../../../components/lib/fact.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "deliveries.training.authorisation", { kind: "exception", exception: assumed("STA", "an example") }),
  faults: ['deliveries.training.authorisation.exception.value: got "STA", want one of AIA, LPP, DC-VEU, NAC, ACA; fix: write one of them'],
} satisfies InvalidCase;
