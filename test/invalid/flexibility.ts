import { assumed } from "../../components/lib/fact.ts";
import type { StackInput } from "../../components/schema/stack.ts";
import { add, type InvalidCases } from "../support/invalid.ts";

const why = "an example";

interface Promised {
  readonly megawatts: number;
  readonly noticeSeconds?: number;
  readonly callMinutes?: number;
  readonly validTo?: string;
}

const promise = ({ megawatts, noticeSeconds = 0, callMinutes = 60, validTo }: Promised) => ({
  contract: assumed("reserve" as const, why),
  megawatts: assumed(megawatts, why),
  noticeSeconds: assumed(noticeSeconds, why),
  rampSeconds: assumed(60, why),
  callMinutes: assumed(callMinutes, why),
  callsPerYear: assumed(10, why),
  validFrom: assumed("2026-01-01", why),
  ...(validTo === undefined ? {} : { validTo: assumed(validTo, why) }),
});

const promises = (...feeds: Promised[]) =>
  Object.fromEntries(feeds.map((each, index) => [`feed-${index + 1}`, promise(each)])) as NonNullable<StackInput["site"]["flexibility"]>;

/** A tenth of what is sold to industry, 40 % of 32 hosts: one host of 0.016445 MW at the meter. */
const terms = (part: object) => ({
  kind: "contract",
  sharePercent: assumed(0, why),
  validFrom: assumed("2026-01-01", why),
  curtailment: part,
});

const stops = (sharePercent: number, checkpointSeconds: number) => ({
  sharePercent: assumed(sharePercent, why),
  checkpointSeconds: assumed(checkpointSeconds, why),
});

/** What a site promises to the grid, against what it can shed. */
export default {
  "promise-with-nothing-to-shed": {
    change: (stack) => add(stack, "site.flexibility", promises({ megawatts: 0.1 })),
    faults: [
      "site.flexibility.feed-1.megawatts: got 0.1 MW to shed within 60 s, notice 0 s + ramp 60 s, on 2026-11-01, want at most the 0.016445 MW that can be shed by then without touching a guarantee: idle 0.016445 MW in 0 s; not always there: borrowed 0.509795 MW in 30 s; fix: promise less or with a longer notice, or agree on more with tenants, in site.offtake.*.curtailment",
    ],
  },
  "notice-shorter-than-the-checkpoint": {
    change: (stack) => {
      add(stack, "site.flexibility", promises({ megawatts: 0.03, noticeSeconds: 300 }));
      add(stack, "site.offtake", { industry: terms({ lowPriority: stops(10, 600) }) });
    },
    faults: [
      "site.flexibility.feed-1.megawatts: got 0.03 MW to shed within 360 s, notice 300 s + ramp 60 s, on 2026-11-01, want at most the 0.016445 MW that can be shed by then without touching a guarantee: idle 0.016445 MW in 0 s; too slow: low-priority 0.016445 MW in 630 s; not always there: borrowed 0.509795 MW in 30 s; fix: promise less or with a longer notice, or agree on more with tenants, in site.offtake.*.curtailment",
    ],
  },
  "two-promises-of-the-same-load": {
    change: (stack) => add(stack, "site.flexibility", promises({ megawatts: 0.01 }, { megawatts: 0.01, noticeSeconds: 60 })),
    faults: [
      "site.flexibility.feed-2.megawatts: got 0.02 MW (with 0.01 MW of feed-1, which may be called at the same time) to shed within 120 s, notice 60 s + ramp 60 s, on 2026-11-01, want at most the 0.016445 MW that can be shed by then without touching a guarantee: idle 0.016445 MW in 0 s; not always there: borrowed 0.509795 MW in 30 s; fix: promise less or with a longer notice, or agree on more with tenants, in site.offtake.*.curtailment",
    ],
  },
  "promise-above-the-load": {
    change: (stack) => add(stack, "site.flexibility", promises({ megawatts: 10 })),
    faults: [
      "site.flexibility.feed-1.megawatts: got 10 MW to shed within 60 s, notice 0 s + ramp 60 s, on 2026-11-01, want no more than the 0.52624 MW that the site then draws at full use; fix: correct the figure: is it in kW?",
    ],
  },
  "promise-that-ends-before-it-begins": {
    change: (stack) => add(stack, "site.flexibility", promises({ megawatts: 0.01, validTo: "2025-12-31" })),
    faults: [
      "site.flexibility.feed-1.validTo: got 2025-12-31, want a date not before 2026-01-01, when it begins; fix: correct one of the dates",
    ],
  },
  "calls-of-more-than-a-year": {
    change: (stack) => add(stack, "site.flexibility", promises({ megawatts: 0.01, callMinutes: 60_000 })),
    faults: [
      "site.flexibility.feed-1.callMinutes: got 10 calls of 60,000 minutes = 600,000 minutes a year, want at most the 525,600 minutes of a year; fix: correct one of the two: are the minutes seconds?",
    ],
  },
  "more-than-a-guarantee-stopped": {
    change: (stack) => add(stack, "site.offtake", { industry: terms({ lowPriority: stops(60, 0), guarantee: stops(41, 0) }) }),
    faults: [
      "site.offtake.industry.curtailment.guarantee.sharePercent: got 60 % of low priority + 41 % = 101 % that may be stopped, want at most 100 % of the tenant's guarantee; fix: lower one of the two: GPUs of low priority are not counted again",
    ],
  },
  "conditions-on-more-than-the-connection": {
    change: (stack) => add(stack, "site.permits.grid.conditionalMegawatts", assumed(21, why)),
    faults: [
      "site.permits.grid.conditionalMegawatts: got 21 MW, want at most the 20 MW that may be drawn; fix: state the part of the connection that may be cut",
    ],
  },
} satisfies InvalidCases;
