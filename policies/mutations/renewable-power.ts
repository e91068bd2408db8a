import { powerAgreementContract, siteContract } from "../../components/schema/contracts/site.ts";
import type { Mutation } from "./mutation.ts";

const isGrid = ({ kind }: { kind?: string }) => kind === "grid";
const isDirect = ({ kind }: { kind?: string }) => kind === "direct-ppa";
const claimOf = ({ efficiency }: { efficiency?: { renewableEnergyFactor?: number } }) => efficiency?.renewableEnergyFactor ?? 0;
const site = { type: siteContract.type } as const;
const agreement = { type: powerAgreementContract.type } as const;

export const mutations: readonly Mutation[] = [
  { ...agreement, rule: "require-direct-ppa", what: "the power is the grid's", when: isDirect, set: { kind: "grid" } },
  { ...agreement, rule: "require-direct-ppa", what: "the plant burns gas", when: isDirect, set: { source: "gas" } },
  { ...agreement, rule: "require-direct-ppa", what: "the agreement is for certificates alone", set: { kind: "certificates" } },
  { ...agreement, rule: "require-direct-ppa", what: "no plan ends the grid power", when: isGrid, unset: ["renewablePlan"] },
  { ...agreement, rule: "require-direct-ppa", what: "the plan's date has passed", when: isGrid, set: { "renewablePlan.by": "2026-01-01" } },
  { ...agreement, rule: "no-unbundled-certificates", what: "certificates are bought apart", set: { guaranteesOfOrigin: "bought-apart" } },
  { ...agreement, rule: "go-cancelled-for-site", what: "the guarantees are sold on", when: isDirect, set: { guaranteesOfOrigin: "none" } },
  {
    ...agreement,
    rule: "go-cancelled-for-site",
    what: "the guarantees are not cancelled",
    when: isDirect,
    set: { guaranteesOfOrigin: "bundled" },
  },
  { ...site, rule: "no-offsets", what: "5 % of the emissions are offset", set: { "energyClaims.offsetSharePercent": 5 } },
  {
    ...site,
    rule: "renewable-claim-backed",
    what: "the site claims a renewable energy factor of 1 on grid power",
    when: (props) => claimOf(props) < 1,
    set: { "efficiency.renewableEnergyFactor": 1 },
  },
  {
    ...agreement,
    rule: "renewable-claim-backed",
    what: "the guarantees of the claimed energy are sold on",
    when: isDirect,
    set: { guaranteesOfOrigin: "none" },
  },
  {
    ...agreement,
    rule: "ppa-same-bidding-zone",
    what: "the power is contracted in another zone",
    set: { gridZone: (zone: string) => (zone === "NO4" ? "GB" : "NO4") },
  },
  {
    ...agreement,
    rule: "ppa-covers-load",
    what: "the agreement is for a hundredth of the power",
    set: { megawatts: (old: number) => old / 100 },
  },
  { ...agreement, rule: "ppa-covers-load", what: "the agreement is gone", removes: true },
  { ...agreement, rule: "ppa-covers-load", what: "the agreement ends in 2027", set: { validTo: "2027-12-31" } },
  {
    ...agreement,
    rule: "ppa-term-covers-phase",
    what: "the only agreement ends in 2027",
    when: (_, stack) => stack.filter(({ type }) => type === powerAgreementContract.type).length === 1,
    set: { validTo: "2027-12-31" },
  },
  { ...site, rule: "ppa-term-covers-phase", what: "the plan contracts power until 2027 only", set: { powerContractedUntil: "2027-12-31" } },
  {
    ...site,
    rule: "hourly-match-declared",
    what: "half of the load is matched hour by hour",
    when: (props) => claimOf(props) > 0,
    set: { "energyClaims.hourlyMatchedPercent": 50 },
  },
  {
    ...agreement,
    rule: "additionality-window",
    what: "the plant is of 1978, in a zone that burns gas",
    when: isDirect,
    set: { gridZone: "ERCOT", plantInOperationFrom: "1978-01-01" },
  },
  { ...agreement, rule: "grid-site-needs-plan", what: "grid power has no plan", when: isGrid, unset: ["renewablePlan"] },
  { ...agreement, rule: "grid-site-needs-plan", what: "the plan is for 2035", when: isGrid, set: { "renewablePlan.by": "2035-01-01" } },
  { ...agreement, rule: "grid-site-needs-plan", what: "the plan is for 1 MW", when: isGrid, set: { "renewablePlan.megawatts": 1 } },
  { ...agreement, rule: "grid-site-needs-plan", what: "the plan is for gas", when: isGrid, set: { "renewablePlan.source": "gas" } },
  { ...site, rule: "pue-limit", what: "the PUE is 1.35", set: { "efficiency.powerUsageEffectiveness": 1.35 } },
  { ...site, rule: "wue-limit", what: "the WUE is 1.1", set: { "efficiency.waterUsageLitresPerKilowattHour": 1.1 } },
  { ...site, rule: "eed-kpis-present", what: "no energy reuse factor is declared", unset: ["efficiency.energyReuseFactor"] },
  { ...site, rule: "eed-kpis-present", what: "no PUE is declared", unset: ["efficiency.powerUsageEffectiveness"] },
  { ...site, rule: "eed-kpis-present", what: "no WUE is declared", unset: ["efficiency.waterUsageLitresPerKilowattHour"] },
  { ...site, rule: "eed-kpis-present", what: "no renewable energy factor is declared", unset: ["efficiency.renewableEnergyFactor"] },
];
