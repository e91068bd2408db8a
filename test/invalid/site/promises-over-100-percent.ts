import { assumed } from "../../../components/lib/fact.ts";
import { add, type InvalidCase } from "../../support/invalid.ts";

const why = "an example";
const promise = (percent: number) => ({ kind: "contract", sharePercent: assumed(percent, why), validFrom: assumed("2026-01-01", why) });

export default {
  change: (stack) => add(stack, "site.offtake", { research: promise(95), industry: promise(8) }),
  faults: ["site.offtake: got research 95 % + industry 8 % = 103 % promised, want at most 100 %; fix: take 3 % away from a tenant"],
} satisfies InvalidCase;
