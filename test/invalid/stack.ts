import { add, remove, set, type InvalidCases } from "../support/invalid.ts";

/** The stack as a whole. */
export default {
  "clusters-as-a-list": {
    change: (stack) => set(stack, "clusters", []),
    faults: ["clusters: got [], want an object; fix: write the GPU clusters of the site, by name"],
  },
  "date-that-the-calendar-lacks": {
    change: (stack) => set(stack, "asOf", "2026-02-30"),
    faults: [
      'asOf: got "2026-02-30", want a date that the calendar has, YYYY-MM-DD; fix: write the date at which plans and previews are made, YYYY-MM-DD',
    ],
  },
  "fault-of-shape-and-fault-across-areas": {
    change: (stack) => {
      set(stack, "site.phases.1.status", "finished");
      set(stack, "site.location.gridZone", "GB");
    },
    faults: [
      'site.phases[1].status: got "finished", want one of energised, under-construction, planned, ambition; fix: write one of them: the state of the phase: energised, under-construction, planned, or ambition, which needs no permits yet',
      "site.location.gridZone: got GB, want a zone of Norway: NO1, NO2, NO3, NO4, NO5; fix: correct the zone or the jurisdiction",
    ],
  },
  "fault-of-shape-hides-only-what-reads-it": {
    change: (stack) => {
      set(stack, "tenants.industry.identityCheckedOn.value", "soon");
      set(stack, "clusters.training.phase", "third");
    },
    faults: [
      'tenants.industry.identityCheckedOn.value: got "soon", want a date that the calendar has, YYYY-MM-DD; fix: write the date of the last know-your-customer check, YYYY-MM-DD',
      "clusters.training.phase: got third, want a phase of the site: initial, expansion; fix: name one of them, or declare the phase in site.phases",
    ],
  },
  "misspelled-key": {
    change: (stack) => {
      add(stack, "delivries", stack.deliveries);
      remove(stack, "deliveries");
    },
    faults: [
      "delivries: got an unknown key, want one of asOf, site, tenants, clusters, multiKueue, deliveries, inference; fix: rename it to deliveries, or remove it",
    ],
  },
  "no-date": {
    change: (stack) => remove(stack, "asOf"),
    faults: [
      "asOf: got nothing, want a date that the calendar has, YYYY-MM-DD; fix: add it: the date at which plans and previews are made, YYYY-MM-DD",
    ],
  },
  "unknown-key": {
    change: (stack) => add(stack, "location", "Narvik"),
    faults: ["location: got an unknown key, want one of asOf, site, tenants, clusters, multiKueue, deliveries, inference; fix: remove it"],
  },
} satisfies InvalidCases;
