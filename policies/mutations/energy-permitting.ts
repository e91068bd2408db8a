import { gpuClusterContract } from "../../components/schema/contracts/cluster.ts";
import {
  flexibilityContract,
  heatReuseContract,
  permitContract,
  phaseContract,
  powerAgreementContract,
  siteContract,
} from "../../components/schema/contracts/site.ts";
import type { Resource } from "../lib/rule.ts";
import type { Mutation } from "./mutation.ts";

const site = { type: siteContract.type } as const;
const phase = { type: phaseContract.type } as const;
const cluster = { type: gpuClusterContract.type } as const;
const permit = { type: permitContract.type } as const;
const promise = { type: flexibilityContract.type } as const;

const isConnection = ({ kind }: { kind?: string }) => kind === "grid-connection";
const isPlanning = ({ kind }: { kind?: string }) => kind === "planning";
const isRegistration = ({ kind }: { kind?: string }) => kind === "registration";

const jurisdictionOf = (resources: readonly Resource[]) =>
  (resources.find(({ type }) => type === siteContract.type)?.props as { location?: { jurisdiction?: string } } | undefined)?.location
    ?.jurisdiction;
const isIn = (jurisdiction: string) => (_: unknown, resources: readonly Resource[]) => jurisdictionOf(resources) === jurisdiction;

const largeLoad = (what: string, set: Mutation["set"]): Mutation => ({
  ...permit,
  rule: "ercot-large-load",
  what,
  when: (props, stack) => isConnection(props) && isIn("US-TX")(props, stack),
  set: Object.fromEntries(Object.entries(set ?? {}).map(([field, value]) => [`largeLoad.${field}`, value])),
});

export const mutations: readonly Mutation[] = [
  {
    ...permit,
    rule: "grid-capacity-reserved",
    what: "a hundredth of the megawatts is reserved",
    when: isConnection,
    set: { megawatts: (old: number) => old / 100 },
  },
  { ...permit, rule: "grid-capacity-reserved", what: "the grid connection is gone", when: isConnection, removes: true },
  { ...cluster, rule: "gpu-power-budget", what: "the cluster has a hundred times its GPUs", set: { gpus: (old: number) => old * 100 } },
  { ...cluster, rule: "gpu-power-budget", what: "the cluster states a load of 1 MW", set: { facilityMegawatts: 1 } },
  { ...cluster, rule: "gpu-power-budget", what: "the cluster is in an undeclared phase", set: { phase: "someday" } },
  {
    ...phase,
    rule: "gpu-power-budget",
    what: "the phase has 1 MW",
    when: ({ name }, stack) => stack.some(({ type, props }) => type === gpuClusterContract.type && props["phase"] === name),
    set: { capacityMegawatts: 1 },
  },
  { ...site, rule: "gpu-power-budget", what: "the PUE is 2.9", set: { "efficiency.powerUsageEffectiveness": 2.9 } },
  {
    ...cluster,
    rule: "rack-density-cooling",
    what: "a rack holds ten times the hosts",
    set: { unitsPerRack: (old: number) => old * 10 },
  },
  { ...cluster, rule: "rack-density-cooling", what: "the cluster is in an undeclared hall", set: { hall: "elsewhere" } },
  {
    ...permit,
    rule: "nkom-registration",
    what: "the registration is gone",
    when: (props, stack) => isRegistration(props) && isIn("NO")(props, stack),
    removes: true,
  },
  {
    ...permit,
    rule: "nkom-registration",
    what: "another authority registered it",
    when: (props, stack) => isRegistration(props) && isIn("NO")(props, stack),
    set: { authority: "Statnett" },
  },
  {
    ...permit,
    rule: "nkom-registration",
    what: "it is registered in 2040",
    when: (props, stack) => isRegistration(props) && isIn("NO")(props, stack),
    set: { grantedOn: "2040-01-01" },
  },
  {
    ...permit,
    rule: "nkom-registrant",
    what: "the registrant is a company of Great Britain",
    when: (props, stack) => isRegistration(props) && isIn("NO")(props, stack),
    set: { registrant: { legalName: "Company", country: "GB" } },
  },
  {
    ...permit,
    rule: "reserved-capacity-used",
    what: "ten times the megawatts are reserved",
    when: (props, stack) => isConnection(props) && isIn("NO")(props, stack),
    set: { megawatts: (old: number) => old * 10 },
  },
  {
    ...permit,
    rule: "ercot-ride-through",
    what: "the load drops off in a dip, by its study",
    when: (props, stack) => isConnection(props) && isIn("US-TX")(props, stack),
    set: { "largeLoad.rideThrough": false, grantedOn: "2026-01-01" },
  },
  {
    ...site,
    rule: "heat-reuse-assessment",
    what: "an analysis finds heat reuse worth its cost, but the heat has no recipient",
    when: ({ location }, stack) =>
      ["NO", "IS"].includes(location?.jurisdiction ?? "") && !stack.some(({ type }) => type === heatReuseContract.type),
    set: { heatAssessment: { doneOn: "2026-01-01", outcome: "feasible" } },
  },
  { ...site, rule: "place-has-rules", what: "the site lies in a place that no rule knows", set: { "location.jurisdiction": "SE" } },
  { ...permit, rule: "permit-not-expired", what: "the permit ended in 2025", set: { validTo: "2025-12-31" } },
  { ...permit, rule: "phase-needs-prior-permit", what: "the permit names another phase", when: isPlanning, set: { phases: ["another"] } },
  {
    ...permit,
    rule: "phase-needs-prior-permit",
    what: "the permit is granted in 2040",
    when: isPlanning,
    set: { grantedOn: "2040-01-01" },
  },
  { ...permit, rule: "phase-needs-prior-permit", what: "the permit is gone", when: isPlanning, removes: true },
  largeLoad("the study fee is $50,000", { studyFeeUsd: 50_000 }),
  largeLoad("the land is not controlled", { siteControl: "none" }),
  largeLoad("duplicate requests are not disclosed", { duplicateRequestsDisclosed: false }),
  largeLoad("backup for all of the demand is not disclosed", { backupGeneration: { percentOfDemand: 100, disclosed: false } }),
  largeLoad("the load cannot be cut in an emergency", { emergencyCurtailment: false }),
  ...["large-load-curtailment", "conditional-connection"].flatMap((rule): Mutation[] => {
    const when: Mutation["when"] = ({ contract }) => contract === rule;
    return [
      { ...promise, rule, what: "nothing is promised", when, removes: true },
      { ...promise, rule, what: "the promise is a reserve", when, set: { contract: "reserve" } },
      { ...promise, rule, what: "the promise ended in 2025", when, set: { validTo: "2025-12-31" } },
    ];
  }),
  {
    ...permit,
    rule: "conditional-connection",
    what: "1,000 MW of the connection may be cut",
    when: isConnection,
    set: { conditionalMegawatts: 1000 },
  },
  {
    ...permit,
    rule: "gb-queue-readiness",
    what: "the connection is at Gate 1",
    when: (props, stack) => isConnection(props) && isIn("GB")(props, stack),
    set: { demandQueue: { gate: "gate-1", siteControl: "option" } },
  },
  {
    ...permit,
    rule: "gb-queue-readiness",
    what: "the land is not controlled",
    when: (props, stack) => isConnection(props) && isIn("GB")(props, stack),
    set: { demandQueue: { gate: "gate-2", siteControl: "none" } },
  },
  {
    type: powerAgreementContract.type,
    rule: "is-priority-power",
    what: "the power is curtailable",
    when: ({ gridZone }) => gridZone === "IS",
    set: { priorityClass: "curtailable" },
  },
  {
    ...permit,
    rule: "no4-north-grid-freeze",
    what: "the reservation came after the freeze",
    when: (props, stack) =>
      isConnection(props) &&
      stack.some(
        ({ type, props: { location } }) => type === siteContract.type && (location as { latitudeDegrees: number }).latitudeDegrees > 67,
      ),
    set: { grantedOn: "2026-06-01" },
  },
];
