import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { egress, objectStore, partners, site, siteIn, storage, storageWith, telemetry, tenant } from "./resources.ts";

export const cases: Readonly<Record<string, RuleCases>> = {
  "storage-stays-in-region": {
    violating: {
      resources: [site(), storageWith({ backup: { jurisdiction: "US-TX" } }), tenant()],
      results: [
        "violated north: got backups.site in US-TX, which research does not allow, want a place where every tenant allows: NO, IS; fix: move it; widen a tenant's residency only if its contract says so",
      ],
    },
    passing: { resources: [site(), storageWith({ backup: { jurisdiction: "IS" } }), tenant()], results: ["passed (stack)"] },
    notApplicable: { resources: [site(), tenant()], results: ["not-applicable (stack): the stack declares nothing that keeps data"] },
    unknown: {
      resources: [site(), storageWith({ backup: { jurisdiction: unknownValue } }), tenant()],
      results: [
        "unknown (stack): got a field that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a class away from the site, though the tenant would allow it": {
        resources: [site(), storageWith({ class: { jurisdiction: "IS" } }), tenant()],
        results: [
          "violated north: got classes.fast in IS, want NO, where the site stands and its volumes lie; fix: correct the jurisdiction",
        ],
      },
      "one tenant of two allows the backup": {
        resources: [site(), storageWith({ backup: { jurisdiction: "IS" } }), tenant(), tenant({ residency: ["NO"] }, "ministry")],
        results: [
          "violated north: got backups.site in IS, which ministry does not allow, want a place where every tenant allows: NO; fix: move it; widen a tenant's residency only if its contract says so",
        ],
      },
      "a snapshot class abroad": {
        resources: [
          site(),
          storage({ snapshotClasses: { daily: { driver: "csi.storage.example", jurisdiction: "GB", encryptionKey: "site" } } }),
          tenant(),
        ],
        results: [
          "violated north: got snapshotClasses.daily in GB, which research does not allow, want a place where every tenant allows: NO, IS; fix: move it; widen a tenant's residency only if its contract says so",
        ],
      },
      "an object store abroad": {
        resources: [site(), objectStore("US"), tenant()],
        results: [
          "violated store: got an object store in US, which research does not allow, want a place where every tenant allows: NO, IS; fix: move it; widen a tenant's residency only if its contract says so",
        ],
      },
      "an object store that every tenant allows": { resources: [site(), partners, tenant()], results: ["passed (stack)"] },
      "no tenant, and a backup away from the site": {
        resources: [site(), storageWith({ backup: { jurisdiction: "IS" } })],
        results: [
          "violated north: got backups.site in IS, want a place where the site stands: NO; fix: move it; widen a tenant's residency only if its contract says so",
        ],
      },
      "a site whose jurisdiction is not known": {
        resources: [siteIn(unknownValue), storage(), tenant()],
        results: [
          "unknown north: got location.jurisdiction that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
        ],
      },
      "storage without a site": {
        resources: [storage()],
        results: [
          "violated north: got nscale:site:Storage north in a stack without a site, want the site that it belongs to; fix: declare the site in the same stack: this rule judges the two together",
        ],
      },
    },
  },
  "kms-key-jurisdiction": {
    violating: {
      resources: [storageWith({ key: { holder: "Keys Inc.", holderHeadquarters: "US" } })],
      results: [
        "violated north: got classes.fast, snapshotClasses.daily, backups.site under key site, held by Keys Inc. with headquarters in US, want a holder under the law of NO, where the data lies; fix: have the key held by a company of the country, or by the tenant itself",
      ],
    },
    passing: { resources: [storage()], results: ["passed north"] },
    notApplicable: {
      resources: [storage({ classes: {}, snapshotClasses: {}, backups: {} })],
      results: ["not-applicable north: nothing keeps data"],
    },
    unknown: {
      resources: [storage({ encryptionKeys: unknownValue })],
      results: [
        "unknown north: got encryptionKeys that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a holder that is not known": {
        resources: [storageWith({ key: { holderHeadquarters: unknownValue } })],
        results: [
          "unknown north: got a field that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
        ],
      },
      "a key elsewhere in the European Economic Area": {
        resources: [storageWith({ key: { jurisdiction: "IS", holderHeadquarters: "DE" } })],
        results: ["passed north"],
      },
      "a key in the United Kingdom for data in Norway": {
        resources: [storageWith({ key: { jurisdiction: "GB" } })],
        results: [
          "violated north: got classes.fast, snapshotClasses.daily, backups.site under key site in GB, want a key under the law of NO, where the data lies; fix: move the key to the place of the data",
        ],
      },
      "a key that nobody declares": {
        resources: [storageWith({ backup: { encryptionKey: "lost" } })],
        results: [
          "violated north: got backups.site under key lost, which is not declared, want a key of encryptionKeys: site; fix: declare the key with its holder",
        ],
      },
      "a Norwegian holder for a backup in Texas": {
        resources: [storageWith({ backup: { jurisdiction: "US-TX" } })],
        results: [
          "violated north: got backups.site under key site in NO, want a key under the law of US-TX, where the data lies; fix: move the key to the place of the data",
          "violated north: got backups.site under key site, held by North AS with headquarters in NO, want a holder under the law of US-TX, where the data lies; fix: have the key held by a company of the country, or by the tenant itself",
        ],
      },
    },
  },
  "transfer-basis-valid": {
    violating: {
      resources: [siteIn("GB"), tenant()],
      date: "2031-12-28",
      results: [
        "violated research: got data of research that may come from the European Economic Area to GB with no basis of transfer in force (European Commission, adequacy decision for the United Kingdom, renewed 19 December 2025, ended on 2031-12-27), want an adequacy decision, or safeguards on record; fix: enter the record in tenants.research.transfers, or keep the tenant's data within the European Economic Area",
      ],
    },
    passing: { resources: [siteIn("GB"), tenant()], date: "2031-12-27", results: ["passed (stack)"] },
    notApplicable: {
      resources: [site(), storage(), tenant()],
      results: ["not-applicable (stack): no data leaves the European Economic Area"],
    },
    unknown: {
      resources: [siteIn("US-TX"), tenant({ transfers: unknownValue })],
      results: [
        "unknown research: got transfers that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a tenant from outside, whose data may not lie in the area": {
        resources: [siteIn("US-TX"), tenant({ organisation: { headquarters: "US" }, residency: ["US-TX"] })],
        results: ["not-applicable (stack): no tenant's data may come from the European Economic Area"],
      },
      "nothing on record for Texas": {
        resources: [siteIn("US-TX"), tenant()],
        results: [
          "violated research: got data of research that may come from the European Economic Area to US-TX with no record of what its bases of transfer ask for, want adequacy-if-certified: the importer's certification under the EU-US Data Privacy Framework, or safeguards: signed standard contractual clauses and a transfer impact assessment; fix: enter the record in tenants.research.transfers, or keep the tenant's data within the European Economic Area",
        ],
      },
      "safeguards on record for Texas": {
        resources: [
          siteIn("US-TX"),
          tenant({ transfers: [{ to: "US-TX", basis: "safeguards", reference: "clauses", assessedOn: "2026-01-01" }] }),
        ],
        results: ["passed (stack)"],
      },
      "a certification that has lapsed": {
        resources: [
          siteIn("US-TX"),
          tenant({
            transfers: [
              { to: "US-TX", basis: "adequacy-if-certified", reference: "listed", assessedOn: "2025-01-01", validTo: "2026-10-31" },
            ],
          }),
        ],
        results: [
          "violated research: got data of research that may come from the European Economic Area to US-TX with no record of what its bases of transfer ask for, want adequacy-if-certified: the importer's certification under the EU-US Data Privacy Framework, or safeguards: signed standard contractual clauses and a transfer impact assessment; fix: enter the record in tenants.research.transfers, or keep the tenant's data within the European Economic Area",
        ],
      },
      "an assessment to come": {
        resources: [
          siteIn("US-TX"),
          tenant({ transfers: [{ to: "US-TX", basis: "safeguards", reference: "clauses", assessedOn: "2026-12-01" }] }),
        ],
        results: [
          "violated research: got data of research that may come from the European Economic Area to US-TX with no record of what its bases of transfer ask for, want adequacy-if-certified: the importer's certification under the EU-US Data Privacy Framework, or safeguards: signed standard contractual clauses and a transfer impact assessment; fix: enter the record in tenants.research.transfers, or keep the tenant's data within the European Economic Area",
        ],
      },
      "telemetry that leaves for a country that nobody looked at": {
        resources: [site(), telemetry("US"), tenant()],
        results: [
          "violated research: got data of research that may come from the European Economic Area to US with no basis of transfer in force (none is on record), want an adequacy decision, or safeguards on record; fix: enter the record in tenants.research.transfers, or keep the tenant's data within the European Economic Area",
        ],
      },
      "a failover to a country that nobody looked at, of which nothing says whose requests it takes": {
        resources: [site(), egress("to-abroad", "failover", "inference.abroad.example", 443, "US"), tenant()],
        results: [
          "violated research: got data of research that may come from the European Economic Area to US with no basis of transfer in force (none is on record), want an adequacy decision, or safeguards on record; fix: enter the record in tenants.research.transfers, or keep the tenant's data within the European Economic Area",
        ],
      },
      "a failover within the area": {
        resources: [site(), egress("to-iceland", "failover", "inference.iceland.example", 443, "IS"), tenant()],
        results: ["not-applicable (stack): no data leaves the European Economic Area"],
      },
      "images from a country that nobody looked at": {
        resources: [site(), egress("images", "registry", "registry.abroad.example", 443, "US"), tenant()],
        results: ["not-applicable (stack): no data leaves the European Economic Area"],
      },
      "a backup in the United Kingdom before its first adequacy decision": {
        resources: [site(), storageWith({ backup: { jurisdiction: "GB" } }), tenant()],
        date: "2021-06-27",
        results: [
          "violated research: got data of research that may come from the European Economic Area to GB with no basis of transfer in force (Commission Implementing Decision (EU) 2021/1772 of 28 June 2021, prolonged from 27 June to 27 December 2025, begins on 2021-06-28; European Commission, adequacy decision for the United Kingdom, renewed 19 December 2025, begins on 2025-12-19), want an adequacy decision, or safeguards on record; fix: enter the record in tenants.research.transfers, or keep the tenant's data within the European Economic Area",
        ],
      },
    },
  },
  "operator-control-declared": {
    violating: {
      resources: [
        site({
          operator: { legalName: "North AS", headquarters: "NO", ultimateParent: { legalName: "Parent Inc.", headquarters: "US" } },
        }),
      ],
      results: [
        "violated north: got SEAL-2 claimed, with ultimate parent Parent Inc. seated in US, within reach of the CLOUD Act, want at most SEAL-1 under such exclusive control; fix: claim the level that the owners allow, or none",
      ],
    },
    passing: { resources: [site()], results: ["passed north"] },
    notApplicable: {
      resources: [site({ sovereigntyLevel: undefined })],
      results: ["not-applicable north: who controls the site is declared, and no level of sovereignty is claimed"],
    },
    unknown: {
      resources: [site({ sovereigntyLevel: unknownValue })],
      results: [
        "unknown north: got sovereigntyLevel that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a parent that is not declared": {
        resources: [site({ operator: { legalName: "North AS", headquarters: "NO" } })],
        results: ["violated north: got operator.ultimateParent: nothing, want an object with legalName, headquarters; fix: add it"],
      },
      "no owner": {
        resources: [site({ owners: {} })],
        results: ["violated north: got a site without owners, want every owner with its share and headquarters; fix: declare site.owners"],
      },
      "SEAL-3 with an owner of half from outside": {
        resources: [site({ sovereigntyLevel: 3 })],
        results: [
          "violated north: got SEAL-3 claimed, with owner Abroad Ltd with 50 % seated in GB, want at most SEAL-2 under such indirect control; fix: claim the level that the owners allow, or none",
        ],
      },
      "SEAL-3 with a small owner from outside": {
        resources: [
          site({
            sovereigntyLevel: 3,
            owners: {
              home: { legalName: "Home AS", headquarters: "NO", sharePercent: 80 },
              abroad: { legalName: "Abroad Ltd", headquarters: "GB", sharePercent: 20 },
            },
          }),
        ],
        results: ["passed north"],
      },
      "SEAL-4 with a small owner from outside": {
        resources: [
          site({
            sovereigntyLevel: 4,
            owners: {
              home: { legalName: "Home AS", headquarters: "NO", sharePercent: 80 },
              abroad: { legalName: "Abroad Ltd", headquarters: "GB", sharePercent: 20 },
            },
          }),
        ],
        results: [
          "violated north: got SEAL-4 claimed, with owner Abroad Ltd with 20 % seated in GB, want at most SEAL-3 under such marginal control; fix: claim the level that the owners allow, or none",
        ],
      },
      "a share that the parameter counts as control": {
        resources: [
          site({
            owners: {
              home: { legalName: "Home AS", headquarters: "NO", sharePercent: 70 },
              abroad: { legalName: "Abroad Ltd", headquarters: "GB", sharePercent: 30 },
            },
            sovereigntyLevel: 3,
          }),
        ],
        parameters: { controllingSharePercent: 25 },
        results: [
          "violated north: got SEAL-3 claimed, with owner Abroad Ltd with 30 % seated in GB, want at most SEAL-2 under such indirect control; fix: claim the level that the owners allow, or none",
        ],
      },
      "SEAL-1 in the United Kingdom": {
        resources: [site({ sovereigntyLevel: 1, location: { jurisdiction: "GB" } })],
        results: [
          "violated north: got SEAL-1 claimed in GB, outside the European Economic Area, want at most SEAL-0, since the law that the levels speak of does not bind there; fix: claim SEAL-0, or no level",
        ],
      },
      "SEAL-0 in the United Kingdom": {
        resources: [site({ sovereigntyLevel: 0, location: { jurisdiction: "GB" } })],
        results: ["passed north"],
      },
      "before the framework was published": {
        resources: [site({ sovereigntyLevel: 4 })],
        date: "2025-10-19",
        results: ["not-applicable north: who controls the site is declared, and no level was defined on 2025-10-19"],
      },
    },
  },
};
