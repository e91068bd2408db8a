import { resource, unknownValue, type RuleCases } from "../../support/policies.ts";
import { siteIn, tenant } from "./resources.ts";

const owner = (headquarters: string, sharePercent: number) => ({ holder: { legalName: "Holder", headquarters, sharePercent } });
const screening = (screenedOn: string, listedSharePercent: number | "unknown" = 0, isListed = false) => ({
  listScreening: { screenedOn, isListed, listedSharePercent },
});
const screened = (...of: Parameters<typeof screening>) => tenant("NO", "NO", screening(...of));
const inForce = "2026-11-10";
const suspended = "2026-11-09";

const screenedAs = (company: string, changes: object = {}) => ({
  company,
  screenedOn: "2026-09-01",
  isListed: false,
  listedSharePercent: 0,
  ...changes,
});
const companies = {
  operator: screenedAs("Company"),
  parent: screenedAs("Parent"),
  owner: screenedAs("Holder"),
  holder: screenedAs("Holder AS"),
};
const screenedSite = (listScreenings: unknown) => {
  const { props, ...rest } = siteIn("NO", "NO", owner("NO", 100));
  return { ...rest, props: { ...props, listScreenings } };
};
const keysOf = (holder: string) => resource("nscale:site:Storage", "store", { encryptionKeys: { site: { holder } } });

export const cases: Readonly<Record<string, RuleCases>> = {
  "end-user-hq-check": {
    violating: {
      resources: [tenant("CN")],
      results: [
        "violated research: got Company with headquarters in CN, want headquarters outside Country Group D:5 and Macau; fix: do not serve the company; if the country is wrong, correct it with its source",
        "violated research: got Parent, the ultimate parent of Company, with headquarters in CN, want headquarters outside Country Group D:5 and Macau; fix: do not serve the company; if the country is wrong, correct it with its source",
      ],
    },
    passing: { resources: [tenant("SE", "US"), siteIn("NO")], results: ["passed research", "passed north"] },
    notApplicable: {
      resources: [tenant("CN")],
      date: "2023-11-16",
      results: ["not-applicable research: no requirement is on record for 2023-11-16"],
    },
    unknown: {
      resources: [tenant("NO", unknownValue)],
      results: [
        "unknown research: got organisation.ultimateParent.headquarters that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a parent in Hong Kong": {
        resources: [tenant("GB", "HK")],
        results: [
          "violated research: got Parent, the ultimate parent of Company, with headquarters in HK, want headquarters outside Country Group D:5 and Macau; fix: do not serve the company; if the country is wrong, correct it with its source",
        ],
      },
      "a parent in Macau, which is not in D:5": {
        resources: [tenant("SG", "MO")],
        results: [
          "violated research: got Parent, the ultimate parent of Company, with headquarters in MO, want headquarters outside Country Group D:5 and Macau; fix: do not serve the company; if the country is wrong, correct it with its source",
        ],
      },
      "an operator whose parent is in China": {
        resources: [siteIn("NO", "CN")],
        results: [
          "violated north: got Parent, the ultimate parent of Company, with headquarters in CN, want headquarters outside Country Group D:5 and Macau; fix: do not serve the company; if the country is wrong, correct it with its source",
        ],
      },
      "an owner of half": {
        resources: [tenant("NO", "NO", { owners: owner("RU", 50) })],
        results: [
          "violated research: got Holder, which holds 50 % of it, with headquarters in RU, want headquarters outside Country Group D:5 and Macau; fix: do not serve the company; if the country is wrong, correct it with its source",
        ],
      },
      "an owner of less than half": { resources: [tenant("NO", "NO", { owners: owner("RU", 49) })], results: ["passed research"] },
      "an owner that the parameter counts": {
        resources: [siteIn("NO", "NO", owner("RU", 30))],
        parameters: { parentSharePercent: 25 },
        results: [
          "violated north: got Holder, which holds 30 % of it, with headquarters in RU, want headquarters outside Country Group D:5 and Macau; fix: do not serve the company; if the country is wrong, correct it with its source",
        ],
      },
      "a country by the list of arms embargoes, whatever the table prints": {
        resources: [tenant("ET")],
        results: [
          "violated research: got Company with headquarters in ET, want headquarters outside Country Group D:5 and Macau; fix: do not serve the company; if the country is wrong, correct it with its source",
          "violated research: got Parent, the ultimate parent of Company, with headquarters in ET, want headquarters outside Country Group D:5 and Macau; fix: do not serve the company; if the country is wrong, correct it with its source",
        ],
      },
      "Cambodia on its last day in D:5": {
        resources: [tenant("KH")],
        date: "2025-11-06",
        results: [
          "violated research: got Company with headquarters in KH, want headquarters outside Country Group D:5 and Macau; fix: do not serve the company; if the country is wrong, correct it with its source",
          "violated research: got Parent, the ultimate parent of Company, with headquarters in KH, want headquarters outside Country Group D:5 and Macau; fix: do not serve the company; if the country is wrong, correct it with its source",
        ],
      },
      "Cambodia from the next day on": { resources: [tenant("KH")], date: "2025-11-07", results: ["passed research"] },
      "Nicaragua on the day before it was added": { resources: [tenant("NI")], date: "2024-03-14", results: ["passed research"] },
      "Nicaragua on the day it was added": {
        resources: [tenant("NI")],
        date: "2024-03-15",
        results: [
          "violated research: got Company with headquarters in NI, want headquarters outside Country Group D:5 and Macau; fix: do not serve the company; if the country is wrong, correct it with its source",
          "violated research: got Parent, the ultimate parent of Company, with headquarters in NI, want headquarters outside Country Group D:5 and Macau; fix: do not serve the company; if the country is wrong, correct it with its source",
        ],
      },
      "a country that is in D:1 alone": { resources: [tenant("VN")], results: ["passed research"] },
      "no headquarters": {
        resources: [tenant("NO", "NO", { organisation: { legalName: "Company" } })],
        results: [
          "violated research: got organisation.headquarters: nothing, want text; fix: add it: an ISO 3166-1 alpha-2 country code, for example NO",
          "violated research: got organisation.ultimateParent: nothing, want an object with legalName, headquarters; fix: add it",
        ],
      },
    },
  },
  "ownership-screen": {
    violating: {
      resources: [screened("2026-09-01", 50)],
      date: inForce,
      results: [
        "violated research: got Company, of which listed parties hold 50 %, want less than 50 %; fix: do not serve the company without the licence that its owners would need",
      ],
    },
    passing: { resources: [screened("2026-09-01", 49)], date: inForce, results: ["passed research"] },
    notApplicable: {
      resources: [tenant()],
      date: "2025-09-28",
      results: ["not-applicable research: owners did not count on 2025-09-28, and the tenant itself is not listed"],
    },
    unknown: {
      resources: [tenant("NO", "NO", { listScreening: unknownValue })],
      results: [
        "unknown research: got listScreening.screenedOn that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "half in listed hands, on the last day of the suspension": {
        resources: [screened("2026-09-01", 50)],
        date: suspended,
        results: [
          "violated research: got Company, of which listed parties hold 50 %, want less than 50 %; fix: do not serve the company without the licence that its owners would need [advisory: suspended: Affiliates rule, suspended from 10 November 2025 to 9 November 2026 by the final rule of 10 November 2025]",
        ],
      },
      "half in listed hands, on the last day before the suspension": {
        resources: [screened("2025-10-01", 50)],
        date: "2025-11-09",
        results: [
          "violated research: got Company, of which listed parties hold 50 %, want less than 50 %; fix: do not serve the company without the licence that its owners would need",
        ],
      },
      "listed owners whose share could not be found out": {
        resources: [screened("2026-09-01", "unknown")],
        date: inForce,
        results: [
          "violated research: got Company, of which listed parties hold a share that is not known: Red Flag 29 (15 CFR part 732, supplement 3), want a known share of less than 50 %; fix: find out the share, and do not serve the company before that without a licence",
        ],
      },
      "no screening": {
        resources: [tenant()],
        date: inForce,
        results: [
          "violated research: got Company, whose owners were not screened, want a screening of the company and its owners; fix: screen them, and enter tenants.*.listScreening",
        ],
      },
      "a screening that is too old": {
        resources: [screened("2025-11-09")],
        date: inForce,
        results: [
          "violated research: got Company screened on 2025-11-09, want a screening within the 12 months before 2026-11-10; fix: screen the company and its owners again",
        ],
      },
      "a screening on its last day": { resources: [screened("2025-11-10")], date: inForce, results: ["passed research"] },
      "a screening to come": {
        resources: [screened("2026-12-01")],
        date: inForce,
        results: [
          "violated research: got Company screened on 2026-12-01, want a screening within the 12 months before 2026-11-10; fix: screen the company and its owners again",
        ],
      },
      "a tenant that is listed itself, while the rule is suspended": {
        resources: [screened("2026-09-01", 0, true)],
        date: suspended,
        results: [
          "violated research: got Company, which is listed itself, want a company that is on no export list; fix: do not serve the company without a licence in its name",
        ],
      },
    },
  },
  "site-ownership-screen": {
    violating: {
      resources: [screenedSite({ ...companies, holder: screenedAs("Holder AS", { listedSharePercent: 60 }) }), keysOf("Holder AS")],
      date: inForce,
      results: [
        "violated north: got Holder AS (key holder), of which listed parties hold 60 %, want less than 50 %; fix: do not let it run, own or hold keys of the site without the licence that its owners would need",
      ],
    },
    passing: { resources: [screenedSite(companies), keysOf("Holder AS")], date: inForce, results: ["passed (stack)"] },
    notApplicable: {
      resources: [screenedSite({})],
      date: "2025-09-28",
      results: ["not-applicable (stack): owners did not count on 2025-09-28, and no party of the site is listed itself"],
    },
    unknown: {
      resources: [screenedSite(unknownValue)],
      results: [
        "unknown north: got listScreenings that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "companies that nobody screened": {
        resources: [screenedSite({ operator: screenedAs("Company") }), keysOf("Elsewhere Inc.")],
        date: inForce,
        results: ["Parent (ultimate parent)", "Holder (owner)", "Elsewhere Inc. (key holder)"].map(
          (company) =>
            `violated north: got ${company}, whose owners were not screened, want a screening of the company and its owners; fix: screen them, and enter site.listScreenings with its legal name`,
        ),
      },
      "a company that is listed by one of two searches, while the rule is suspended": {
        resources: [screenedSite({ ...companies, again: screenedAs("Company", { isListed: true }) })],
        date: suspended,
        results: [
          "violated north: got Company (operator), which is listed itself, want a company that is on no export list; fix: do not let it run, own or hold keys of the site without a licence in its name",
        ],
      },
      "one company in several parts": {
        resources: [screenedSite({ holder: companies.holder, parent: companies.parent, owner: companies.owner }), keysOf("Company")],
        date: inForce,
        results: [
          "violated north: got Company (operator, key holder), whose owners were not screened, want a screening of the company and its owners; fix: screen them, and enter site.listScreenings with its legal name",
        ],
      },
      "keys in a stack without a site": {
        resources: [keysOf("Holder AS")],
        results: [
          "violated store: got nscale:site:Storage store in a stack without a site, want the site that it belongs to; fix: declare the site in the same stack: this rule judges the two together",
        ],
      },
    },
  },
  "tenant-kyc-record": {
    violating: {
      resources: [tenant("NO", "NO", { identityCheckedOn: "2025-10-31" })],
      results: [
        "violated research: got Company checked on 2025-10-31, want a check within the 12 months before 2026-11-01; fix: check the customer again, and enter the day in identityCheckedOn [advisory: a draft: proposed rule on customer identification for infrastructure as a service (89 FR 5698, 29 January 2024), proposed 15 CFR part 7, subpart D]",
      ],
    },
    passing: { resources: [tenant("NO", "NO", { identityCheckedOn: "2025-11-01" })], results: ["passed research"] },
    notApplicable: {
      resources: [tenant()],
      date: "2024-01-28",
      results: ["not-applicable research: no rule on customer identification is on record for 2024-01-28"],
    },
    unknown: {
      resources: [tenant("NO", "NO", { identityCheckedOn: unknownValue })],
      results: [
        "unknown research: got identityCheckedOn that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a check to come": {
        resources: [tenant("NO", "NO", { identityCheckedOn: "2026-11-02" })],
        results: [
          "violated research: got Company checked on 2026-11-02, want a check within the 12 months before 2026-11-01; fix: check the customer again, and enter the day in identityCheckedOn [advisory: a draft: proposed rule on customer identification for infrastructure as a service (89 FR 5698, 29 January 2024), proposed 15 CFR part 7, subpart D]",
        ],
      },
      "no check": {
        resources: [tenant("NO", "NO", { identityCheckedOn: undefined })],
        results: ["violated research: got identityCheckedOn: nothing, want a date that the calendar has, YYYY-MM-DD; fix: add it"],
      },
      "a check that the parameter finds too old": {
        resources: [tenant()],
        parameters: { monthsBetweenChecks: 1 },
        results: [
          "violated research: got Company checked on 2026-09-01, want a check within the 1 months before 2026-11-01; fix: check the customer again, and enter the day in identityCheckedOn [advisory: a draft: proposed rule on customer identification for infrastructure as a service (89 FR 5698, 29 January 2024), proposed 15 CFR part 7, subpart D]",
        ],
      },
    },
  },
};
