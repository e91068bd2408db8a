import { assumed } from "../../../components/lib/fact.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "deliveries.training.authorisation", { kind: "exception", exception: assumed("STA", "an example") }),
  faults: [
    'deliveries.training.authorisation.exception.value: got "STA", want one of AIA, LPP, DC-VEU, NAC, ACA; fix: write one of them: the exception or authorisation by its name in the Export Administration Regulations (15 CFR parts 740 and 748)',
  ],
} satisfies InvalidCase;
