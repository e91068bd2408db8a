import { rules } from "../../../policies/energy-permitting/rules.ts";
import { testStacks } from "../../support/policies.ts";

const fix = "fix: have the analysis made, and declare heatAssessment";

const findings: Readonly<Record<string, readonly string[]>> = {
  glomfjord: [
    `violated glomfjord: got 60 MW with no heat reuse and no assessment of it, want heat that is delivered, or an assessment that finds it not feasible, above 2 MW; ${fix} [advisory: not verified: Norwegian Energy Act sections 7-2 to 7-4 (Prop. 100 L (2022-2023)), sanctioned, but with no day of force found]`,
  ],
  narvik: [
    "violated narvik-ambition: got 520 MW in phase ambition, 290 MW more than the 230 MW reserved before 2026-04-23, want at most 5 MW beyond what was reserved by then; fix: show an older reservation, or plan the growth elsewhere [advisory: not verified: Statnett's halt of new reservations above 5 MW north of Svartisen, by the press of 23 April 2026]",
  ],
  keflavik: [
    `violated keflavik: got 15 MW with no heat reuse and no assessment of it, want heat that is delivered, or an assessment that finds it not feasible, above 1 MW; ${fix}`,
  ],
  loughton: [],
  texas: [],
  "stargate-uk": [],
  fleet: [],
};

await testStacks(rules, findings);
