import { assumed } from "../../components/lib/fact.ts";
import { add, remove, set, type InvalidCases } from "../support/invalid.ts";

const why = "an example";

const promise = (percent: number) => ({ kind: "contract", sharePercent: assumed(percent, why), validFrom: assumed("2026-01-01", why) });

/** The basis of transfers to the United Kingdom has ended. */
const lapsedTransfer = (tenant: string) =>
  `tenants.${tenant}.transfers: got data of ${tenant} that may come from the European Economic Area to GB with no basis of transfer in force (European Commission, adequacy decision for the United Kingdom, renewed 19 December 2025, ended on 2031-12-27), want an adequacy decision, or safeguards on record; fix: enter the record in tenants.${tenant}.transfers, or keep the tenant's data within the European Economic Area`;

/** A site: place, phases, power, storage, egress and promises. */
export default {
  "agreement-begins-after-the-first-load": {
    change: (stack) => set(stack, "site.powerAgreements.hydro.validFrom.value", "2026-02-01"),
    faults: [
      "site.powerAgreements: got 0 MW in force on 2026-01-01 (no agreement), want at least 0.52624 MW, the load in force then (agreements cover it until 2036-12-31); fix: extend an agreement over 2026-01-01, or add one of 0.52624 MW",
    ],
  },
  "agreement-ends-before-the-plan": {
    change: (stack) => set(stack, "site.powerAgreements.hydro.validTo.value", "2030-06-30"),
    faults: [
      "site.powerAgreements: got 0 MW in force on 2030-07-01 (no agreement), want at least 2.13624 MW, the load in force then (agreements cover it until 2036-12-31); fix: extend an agreement over 2030-07-01, or add one of 2.13624 MW",
    ],
  },
  "agreement-of-a-negative-price": {
    change: (stack) => add(stack, "site.powerAgreements.hydro.usdPerMegawattHour", assumed(-1, why)),
    faults: [
      "site.powerAgreements.hydro.usdPerMegawattHour.value: got -1, want a number ≥ 0; fix: write the price of its energy in US dollars a MWh at the meter; left out where it is not known",
    ],
  },
  "agreement-of-an-unknown-kind": {
    change: (stack) => set(stack, "site.powerAgreements.hydro.kind", "ppa"),
    faults: ['site.powerAgreements.hydro.kind: got "ppa", want one of direct-ppa, grid, onsite; fix: write one of them'],
  },
  "agreement-too-small-for-the-second-phase": {
    change: (stack) => set(stack, "site.powerAgreements.hydro.megawatts.value", 1),
    faults: [
      "site.powerAgreements: got 1 MW in force on 2027-01-01 (hydro), want at least 2.13624 MW, the load in force then (agreements cover it until 2036-12-31); fix: extend an agreement over 2027-01-01, or add one of 1.13624 MW",
    ],
  },
  "agreement-too-small-on-the-last-day": {
    change: (stack) => {
      set(stack, "site.powerContractedUntil.value", "2027-01-01");
      set(stack, "site.powerAgreements.hydro.megawatts.value", 1);
    },
    faults: [
      "site.powerAgreements: got 1 MW in force on 2027-01-01 (hydro), want at least 2.13624 MW, the load in force then (agreements cover it until 2027-01-01); fix: extend an agreement over 2027-01-01, or add one of 1.13624 MW",
    ],
  },
  "assumption-with-a-source": {
    change: (stack) => add(stack, "site.phases.0.capacityMegawatts.source", "a brochure"),
    faults: ["site.phases[0].capacityMegawatts.source: got an unknown key, want one of basis, value, reason, disputed; fix: remove it"],
  },
  "assumption-without-a-reason": {
    change: (stack) => set(stack, "site.phases.0.capacityMegawatts.reason", ""),
    faults: [
      'site.phases[0].capacityMegawatts.reason: got "", want text of 10 characters or more, on one line, without characters that do not show, and without blanks at its ends; fix: write why this value stands in for one that no public source states',
    ],
  },
  "backup-where-a-tenant-does-not-allow-it": {
    change: (stack) => {
      set(stack, "tenants.research.residency", ["NO", "IS"]);
      add(stack, "site.storage.backups", {
        nightly: { host: "s3.example.com", bucket: "backups", retentionDays: 30, jurisdiction: "IS", encryptionKey: "site" },
      });
    },
    faults: [
      "site.storage.backups.nightly.jurisdiction: got data in IS, which industry does not allow, want a place where every tenant allows: NO; fix: move it; widen a tenant's residency only if its contract says so",
    ],
  },
  "backup-without-its-key": {
    change: (stack) =>
      add(stack, "site.storage.backups", {
        nightly: { host: "s3.example.com", bucket: "backups", retentionDays: 30, jurisdiction: "NO", encryptionKey: "vault" },
      }),
    faults: [
      "site.storage.backups.nightly.encryptionKey: got vault, want a key of site.storage.encryptionKeys: site; fix: correct the name, or declare the key and its holder",
    ],
  },
  "bidding-zone-of-another-jurisdiction": {
    change: (stack) => set(stack, "site.location.gridZone", "IS"),
    faults: ["site.location.gridZone: got IS, want a zone of Norway: NO1, NO2, NO3, NO4, NO5; fix: correct the zone or the jurisdiction"],
  },
  "country-in-full": {
    change: (stack) => set(stack, "site.operator.headquarters.value", "Norway"),
    faults: [
      'site.operator.headquarters.value: got "Norway", want an ISO 3166-1 alpha-2 country code, for example NO; fix: write "NO" (Norway)',
    ],
  },
  "country-by-a-code-beside-the-standard": {
    change: (stack) => set(stack, "tenants.research.organisation.headquarters.value", "UK"),
    faults: [
      'tenants.research.organisation.headquarters.value: got "UK", want an ISO 3166-1 alpha-2 country code, for example NO; fix: write "GB" (United Kingdom)',
    ],
  },
  "country-that-is-none": {
    change: (stack) => set(stack, "deliveries.training.origin.value", "XX"),
    faults: [
      'deliveries.training.origin.value: got "XX", want an ISO 3166-1 alpha-2 country code, for example NO; fix: write the country that they are shipped from',
    ],
  },
  "egress-on-port-zero": {
    change: (stack) => set(stack, "site.egress.registry.port", 0),
    faults: ["site.egress.registry.port: got 0, want a number ≥ 1; fix: write the TCP port at the destination"],
  },
  "egress-to-a-url": {
    change: (stack) => set(stack, "site.egress.registry.destination.host", "https://registry.example.com/"),
    faults: [
      'site.egress.registry.destination.host: got "https://registry.example.com/", want a host name: labels in lower case, the last one no number, and no dot at the end; fix: write a host name',
    ],
  },
  "egress-to-an-address-without-a-prefix": {
    change: (stack) => set(stack, "site.egress.registry.destination", { kind: "cidr", cidr: "0.0.0.0" }),
    faults: [
      'site.egress.registry.destination.cidr: got "0.0.0.0", want an IPv4 range such as 10.0.0.0/16 or an IPv6 range such as 2001:db8::/32; fix: write an address range, for example 10.10.0.48/29',
    ],
  },
  "egress-without-a-destination": {
    change: (stack) => remove(stack, "site.egress.registry.destination"),
    faults: ["site.egress.registry.destination: got nothing, want an object with kind: cidr | host; fix: write { kind: … }"],
  },
  "fact-without-a-basis": {
    change: (stack) => remove(stack, "site.phases.0.capacityMegawatts.basis"),
    faults: ["site.phases[0].capacityMegawatts.basis: got nothing, want one of stated, announced, assumed; fix: add it"],
  },
  "feeds-that-do-not-carry-the-phase": {
    change: (stack) => set(stack, "site.phases.1.feeds.megawattsEach.value", 1.4),
    faults: [
      "site.phases[1].feeds: got 3 feeds of 1.4 MW in N+1, which carry 2.8 MW, want at least the 3 MW of phase expansion; fix: declare the missing feeds, a lesser redundancy, or less capacity",
    ],
  },
  "grid-power-with-a-plan-without-a-date": {
    change: (stack) => {
      set(stack, "site.powerAgreements.hydro.kind", "grid");
      set(stack, "site.powerAgreements.hydro.source", assumed("grid-mix", why));
      add(stack, "site.powerAgreements.hydro.renewablePlan", { source: assumed("wind", why), megawatts: assumed(3, why) });
    },
    faults: [
      "site.powerAgreements.hydro.renewablePlan.by: got nothing, want a value with where it comes from; fix: write assumed(value, reason), or stated(value, source) if a source says it",
    ],
  },
  "jurisdiction-that-is-not-catalogued": {
    change: (stack) => set(stack, "site.location.jurisdiction", "Norway"),
    faults: [
      'site.location.jurisdiction: got "Norway", want one of NO, IS, GB, US-TX; fix: write one of them: the jurisdiction whose law applies at the site, one of the catalogue',
    ],
  },
  "large-load-without-backup": {
    change: (stack) =>
      add(stack, "site.permits.grid.largeLoad", {
        studyFeeUsd: assumed(100_000, why),
        siteControl: assumed("owned", why),
        duplicateRequestsDisclosed: assumed(true, why),
        emergencyCurtailment: assumed(true, why),
      }),
    faults: [
      "site.permits.grid.largeLoad.backupGeneration: got nothing, want an object with percentOfDemand, disclosed; fix: add it: the generators on site that can serve the load when the grid does not",
    ],
  },
  "megawatts-as-text": {
    change: (stack) => set(stack, "site.phases.0.capacityMegawatts.value", "1 MW"),
    faults: [
      'site.phases[0].capacityMegawatts.value: got "1 MW", want a number; fix: write the facility megawatts of the whole site from this phase on, above zero',
    ],
  },
  "megawatts-not-a-number": {
    change: (stack) => set(stack, "site.phases.0.capacityMegawatts.value", Number.NaN),
    faults: [
      "site.phases[0].capacityMegawatts.value: got NaN, want a number; fix: write the facility megawatts of the whole site from this phase on, above zero",
    ],
  },
  "misspelled-key": {
    change: (stack) => {
      add(stack, "site.cooling.supply", ["air"]);
      remove(stack, "site.cooling.supplies");
    },
    faults: [
      "site.cooling.supply: got an unknown key, want one of system, supplies; fix: rename it to supplies, or remove it",
      'site.cooling.supplies: got ["air"], want a value with where it comes from; fix: write assumed(value, reason), or stated(value, source) if a source says it',
    ],
  },
  "negative-megawatts": {
    change: (stack) => set(stack, "site.phases.0.capacityMegawatts.value", -1),
    faults: [
      "site.phases[0].capacityMegawatts.value: got -1, want a number > 0; fix: write the facility megawatts of the whole site from this phase on, above zero",
    ],
  },
  "no-operator": {
    change: (stack) => remove(stack, "site.operator"),
    faults: [
      "site.operator: got nothing, want an object with legalName, headquarters, ultimateParent; fix: add it: the company that runs the site",
    ],
  },
  "no-phases": {
    change: (stack) => set(stack, "site.phases", []),
    faults: ["site.phases: got [], want a list of 1 or more; fix: write the capacity steps, in the order in which they are energised"],
  },
  "no-power-agreement": {
    change: (stack) => set(stack, "site.powerAgreements", {}),
    faults: [
      "site.powerAgreements: got 0 MW in force on 2026-01-01 (no agreement), want at least 0.52624 MW, the load in force then (agreements cover it until 2036-12-31); fix: extend an agreement over 2026-01-01, or add one of 0.52624 MW",
      "site.powerAgreements: got 0 MW in force on 2027-01-01 (no agreement), want at least 2.13624 MW, the load in force then (agreements cover it until 2036-12-31); fix: extend an agreement over 2027-01-01, or add one of 2.13624 MW",
    ],
  },
  "nuclear-power-on-site": {
    change: (stack) => {
      set(stack, "site.powerAgreements.hydro.kind", "onsite");
      set(stack, "site.powerAgreements.hydro.source.value", "nuclear");
    },
    faults: [
      'site.powerAgreements.hydro.source.value: got "nuclear", want one of hydro, geothermal, wind, solar, gas; fix: write one of them: the plant\'s source of energy',
    ],
  },
  "number-where-a-fact-belongs": {
    change: (stack) => set(stack, "site.phases.0.capacityMegawatts", 1),
    faults: [
      "site.phases[0].capacityMegawatts: got 1, want a value with where it comes from; fix: write assumed(value, reason), or stated(value, source) if a source says it",
    ],
  },
  "object-store-that-no-tenant-allows": {
    change: (stack) =>
      add(stack, "site.egress.checkpoints", {
        purpose: "object-store",
        destination: { kind: "host", host: "s3.example.com" },
        port: 443,
        jurisdiction: "IS",
      }),
    faults: [
      "site.egress.checkpoints.jurisdiction: got an object store in IS, which research, industry do not allow, want a place where every tenant allows: NO; fix: move it; widen a tenant's residency only if its contract says so",
    ],
  },
  "offsets-of-everything-and-more": {
    change: (stack) => add(stack, "site.energyClaims", { offsetSharePercent: assumed(101, "an example") }),
    faults: [
      "site.energyClaims.offsetSharePercent.value: got 101, want a number ≤ 100; fix: write the percent of the site's emissions that it claims to have offset",
    ],
  },
  "owner-of-nothing": {
    change: (stack) => {
      set(stack, "site.owners.south.sharePercent.value", 0);
      set(stack, "site.owners.north.sharePercent.value", 100);
    },
    faults: [
      "site.owners.south.sharePercent.value: got 0, want a number > 0; fix: write the share in percent; all shares of a site make 100",
    ],
  },
  "owners-of-90-percent": {
    change: (stack) => set(stack, "site.owners.south.sharePercent.value", 40),
    faults: ["site.owners: got shares of 90 % in all, want 100 %; fix: correct a share, or name the missing owner"],
  },
  "phase-date-that-is-none": {
    change: (stack) => set(stack, "site.phases.1.energisedOn.value", "2027-13-01"),
    faults: [
      'site.phases[1].energisedOn.value: got "2027-13-01", want a date that the calendar has, YYYY-MM-DD; fix: write the date on which the capacity is there, YYYY-MM-DD',
    ],
  },
  "phases-of-one-name": {
    change: (stack) => {
      set(stack, "site.phases.1.name", "initial");
      set(stack, "site.permits.planning.phases", ["initial"]);
      set(stack, "clusters.racks.phase", "initial");
      set(stack, "clusters.racks.gpus.value", 72);
      set(stack, "deliveries.racks.gpus.value", 72);
    },
    faults: ["site.phases[1].name: got initial, the name of site.phases[0] too, want a name of its own; fix: rename one of the two phases"],
  },
  "phases-out-of-order": {
    change: (stack) => set(stack, "site.phases.1.energisedOn.value", "2026-01-01"),
    faults: [
      "site.phases[1].energisedOn: got 2026-01-01 for phase expansion, want a date after 2026-01-01, when phase initial is energised; fix: correct the date, or put the phases in the order in which they are energised",
    ],
  },
  "phases-that-do-not-grow": {
    change: (stack) => set(stack, "site.phases.0.capacityMegawatts.value", 3),
    faults: [
      "site.phases[1].capacityMegawatts: got 3 MW in phase expansion, want more than the 3 MW of phase initial before it: a phase states the whole site's capacity; fix: state the capacity with the earlier phases included, or put the phases in the order in which they are energised",
    ],
  },
  "plan-ends-before-the-second-phase": {
    change: (stack) => set(stack, "site.powerContractedUntil.value", "2026-12-31"),
    faults: [
      "site.powerContractedUntil: got 2026-12-31, want a date not before 2027-01-01, when phase expansion begins to power clusters; fix: state a later end, and agreements that last until then",
    ],
  },
  "planning-permit-of-an-unknown-phase": {
    change: (stack) => set(stack, "site.permits.planning.phases", ["initial", "expansion", "third"]),
    faults: ["site.permits.planning.phases: got third, want a phase of the site: initial, expansion; fix: correct the name"],
  },
  "power-usage-effectiveness-below-one": {
    change: (stack) => set(stack, "site.efficiency.powerUsageEffectiveness.value", 0.9),
    faults: [
      "site.efficiency.powerUsageEffectiveness.value: got 0.9, want a number ≥ 1; fix: write PUE: facility energy over IT energy, 1 or more (ISO/IEC 30134-2)",
    ],
  },
  "promise-that-no-cluster-keeps": {
    change: (stack) =>
      add(stack, "site.offtake", { industry: { kind: "contract", sharePercent: assumed(20, why), validFrom: assumed("2026-01-01", why) } }),
    faults: [
      "site.offtake.industry.sharePercent: got 20 % of 976 GPUs = 196 promised, 96 guaranteed in clusters.*.kubernetes.tenants.industry, want guaranteed shares that hold the promise; fix: raise the tenant's guaranteedSharePercent in the clusters, or promise less",
    ],
  },
  "promise-to-nobody": {
    change: (stack) =>
      add(stack, "site.offtake", { gamma: { kind: "surplus", sharePercent: assumed(0, why), validFrom: assumed("2026-01-01", why) } }),
    faults: [
      "site.offtake.gamma: got a promise to a tenant that nobody declares, want a key of tenants: research, industry; fix: declare tenants.gamma (legal entity, owners, residency), or correct the name",
    ],
  },
  "promises-over-100-percent": {
    change: (stack) => add(stack, "site.offtake", { research: promise(95), industry: promise(8) }),
    faults: ["site.offtake: got research 95 % + industry 8 % = 103 % promised, want at most 100 %; fix: take 3 % away from a tenant"],
  },
  "registration-with-megawatts": {
    change: (stack) => set(stack, "site.permits.planning.kind", "registration"),
    faults: [
      "site.permits.planning.phases: got an unknown key, want one of kind, authority, reference, grantedOn, validTo, registrant; fix: remove it",
    ],
  },
  "renewable-energy-factor-in-percent": {
    change: (stack) => set(stack, "site.efficiency.renewableEnergyFactor.value", 100),
    faults: [
      "site.efficiency.renewableEnergyFactor.value: got 100, want a number ≤ 1; fix: write REF: the share of energy that is renewable, 0 to 1 (ISO/IEC 30134-3)",
    ],
  },
  "storage-class-without-its-key": {
    change: (stack) => set(stack, "site.storage.classes.fast.encryptionKey", "vault"),
    faults: [
      "site.storage.classes.fast.encryptionKey: got vault, want a key of site.storage.encryptionKeys: site; fix: correct the name, or declare the key and its holder",
    ],
  },
  "storage-without-any-key": {
    change: (stack) => set(stack, "site.storage.encryptionKeys", {}),
    faults: [
      ...["training", "racks"].map(
        (cluster) =>
          `clusters.${cluster}.controlPlane.encryptionKey: got nothing, want text; fix: add it: the key of site.storage.encryptionKeys with which etcd's Secrets are encrypted`,
      ),
      "site.storage.classes.fast.encryptionKey: got site, want a key of site.storage.encryptionKeys: none is declared; fix: correct the name, or declare the key and its holder",
    ],
  },
  "telemetry-to-a-place-whose-adequacy-has-ended": {
    change: (stack) => {
      set(stack, "asOf", "2031-12-28");
      add(stack, "site.egress.metrics", {
        purpose: "telemetry",
        destination: { kind: "host", host: "metrics.example.com" },
        port: 443,
        jurisdiction: "GB",
      });
    },
    faults: [lapsedTransfer("research"), lapsedTransfer("industry")],
  },
  "telemetry-without-a-basis-of-transfer": {
    change: (stack) => {
      add(stack, "site.egress.metrics", {
        purpose: "telemetry",
        destination: { kind: "host", host: "metrics.example.com" },
        port: 443,
        jurisdiction: "US-TX",
      });
      // Clauses that are signed, but no longer hold on the date of the data.
      const lapsed = { to: "US-TX", basis: "safeguards", reference: assumed("clauses", why), assessedOn: assumed("2024-01-01", why) };
      add(stack, "tenants.research.transfers", [{ ...lapsed, validTo: assumed("2024-12-31", why) }]);
      add(stack, "tenants.industry.transfers", [lapsed]);
    },
    faults: [
      "tenants.research.transfers: got data of research that may come from the European Economic Area to US-TX with no record of what its bases of transfer ask for, want adequacy-if-certified: the importer's certification under the EU-US Data Privacy Framework, or safeguards: signed standard contractual clauses and a transfer impact assessment; fix: enter the record in tenants.research.transfers, or keep the tenant's data within the European Economic Area",
    ],
  },
  "term-that-runs-backwards": {
    change: (stack) =>
      add(stack, "site.powerAgreements.spare", {
        ...stack.site.powerAgreements["hydro"],
        validTo: assumed("2025-12-31", "a day before it begins"),
      }),
    faults: [
      "site.powerAgreements.spare.validTo: got 2025-12-31, want a date not before 2026-01-01, when the term begins; fix: correct one of the dates",
    ],
  },
  "unknown-bidding-zone": {
    change: (stack) => set(stack, "site.location.gridZone", "NO9"),
    faults: [
      'site.location.gridZone: got "NO9", want one of NO1, NO2, NO3, NO4, NO5, IS, GB, ERCOT; fix: write one of them: the bidding zone or grid that the site draws power in, one of the catalogue',
    ],
  },
  "volumes-in-another-jurisdiction": {
    change: (stack) => set(stack, "site.storage.classes.fast.jurisdiction", "IS"),
    faults: [
      "site.storage.classes.fast.jurisdiction: got data in IS, want NO, where the site stands and its volumes lie; fix: correct the jurisdiction",
    ],
  },
  "zero-megawatts": {
    change: (stack) => set(stack, "site.powerAgreements.hydro.megawatts.value", 0),
    faults: [
      "site.powerAgreements.hydro.megawatts.value: got 0, want a number > 0; fix: write the contracted megawatts at the meter, above zero",
    ],
  },
  "position-in-another-country": {
    change: (stack) => {
      set(stack, "site.location.latitudeDegrees.value", 59.3);
      set(stack, "site.location.longitudeDegrees.value", 18.1);
    },
    faults: [
      "site.location: got latitude 59.3, longitude 18.1, want a position in Norway, in NO4 (latitude 64 to 71.2, longitude 11.5 to 31.1); fix: correct the position, or the jurisdiction and gridZone",
    ],
  },
  "position-in-another-zone": {
    change: (stack) => {
      set(stack, "site.location.latitudeDegrees.value", 60.4);
      set(stack, "site.location.longitudeDegrees.value", 5.3);
    },
    faults: [
      "site.location: got latitude 60.4, longitude 5.3, which is in NO2 or NO5, want a position in NO4 (latitude 64 to 71.2, longitude 11.5 to 31.1); fix: correct the position or gridZone",
    ],
  },
  "position-swapped": {
    change: (stack) => {
      set(stack, "site.location.latitudeDegrees.value", 17);
      set(stack, "site.location.longitudeDegrees.value", 68);
    },
    faults: [
      "site.location: got latitude 17, longitude 68, want a position in Norway, in NO4 (latitude 64 to 71.2, longitude 11.5 to 31.1); fix: swap the two: latitude is north of the equator, longitude east of Greenwich",
    ],
  },
  "assessment-of-the-heat-that-lies-ahead": {
    change: (stack) =>
      add(stack, "site.heatAssessment", {
        doneOn: assumed("2027-01-01", why),
        outcome: assumed("not-feasible", why),
        reference: assumed("a file", why),
      }),
    faults: [
      "site.heatAssessment.doneOn: got 2027-01-01, want a date not after 2026-11-01, the asOf of the data: what lies ahead is not done yet; fix: correct one of the dates",
    ],
  },
  "date-of-another-century": {
    change: (stack) => set(stack, "site.powerAgreements.hydro.validTo.value", "2306-12-31"),
    faults: [
      "site.powerAgreements.hydro.validTo: got 2306-12-31, want a date within 50 years of 2026-11-01, the asOf of the data; fix: correct the year",
    ],
  },
  "permit-that-ends-before-it-is-granted": {
    change: (stack) => add(stack, "site.permits.planning.validTo", assumed("2024-12-31", why)),
    faults: [
      "site.permits.planning.validTo: got 2024-12-31, want a date not before 2025-01-01, when it is granted; fix: correct one of the dates",
    ],
  },
  "phase-energised-before-its-day": {
    change: (stack) => set(stack, "site.phases.1.status", "energised"),
    faults: [
      "site.phases[1].status: got energised, for phase expansion of 2027-01-01, want under-construction, planned or ambition: on 2026-11-01, the asOf of the data, that day lies ahead; fix: correct the status, or energisedOn",
    ],
  },
  "plant-that-runs-after-its-power-begins": {
    change: (stack) => add(stack, "site.powerAgreements.hydro.plantInOperationFrom", assumed("2026-02-01", why)),
    faults: [
      "site.powerAgreements.hydro.plantInOperationFrom: got 2026-02-01, want a date not after 2026-01-01, when its power begins; fix: correct one of the dates",
    ],
  },
  "promise-that-ends-before-it-begins": {
    change: (stack) => add(stack, "site.offtake", { research: { ...promise(40), validTo: assumed("2024-01-01", why) } }),
    faults: [
      "site.offtake.research.validTo: got 2024-01-01, want a date not before 2026-01-01, when it begins; fix: correct one of the dates",
    ],
  },
  "agreement-in-kilowatts": {
    change: (stack) => set(stack, "site.powerAgreements.hydro.megawatts.value", 3000),
    faults: [
      "site.powerAgreements.hydro.megawatts: got 3,000 MW, want at most 300 MW, 100 times the 3 MW of phase expansion; fix: correct the figure: is it in kW?",
    ],
  },
  "commitment-in-dollars": {
    change: (stack) => add(stack, "site.owners.north.commitmentUsdMillions", assumed(500_000_000, why)),
    faults: [
      "site.owners.north.commitmentUsdMillions: got 500,000,000 million US$, want at most 11,712 million US$, 100 times 0.12 million US$ for each GPU of the site; fix: correct the figure: is it in US$?",
    ],
  },
  "feed-in-kilowatts": {
    change: (stack) => set(stack, "site.phases.0.feeds.megawattsEach.value", 500),
    faults: [
      "site.phases[0].feeds.megawattsEach: got 500 MW, want at most 100 MW, 100 times the 1 MW of phase initial; fix: correct the figure: is it in kW?",
    ],
  },
  "grid-connection-in-kilowatts": {
    change: (stack) => set(stack, "site.permits.grid.megawatts.value", 60_000),
    faults: [
      "site.permits.grid.megawatts: got 60,000 MW, want at most 300 MW, 100 times the 3 MW of phase expansion; fix: correct the figure: is it in kW?",
    ],
  },
  "hall-in-watts": {
    change: (stack) => set(stack, "site.halls.hall-1.rackKilowatts.value", 40_000),
    faults: [
      "site.halls.hall-1.rackKilowatts: got 40,000 kW, want at most 23,000 kW, 100 times the 230 kW of the densest rack of the catalogue, NVIDIA Vera Rubin NVL72; fix: correct the figure: is it in W?",
    ],
  },
  "heat-above-the-power": {
    change: (stack) =>
      add(stack, "site.heatReuse", {
        farm: { recipient: assumed("A farm", why), thermalMegawatts: assumed(3.5, why), deliversFrom: assumed("2026-01-01", why) },
      }),
    faults: [
      "site.heatReuse.farm.thermalMegawatts: got 3.5 MW of heat, want at most the 3 MW that the site draws in the phases that are more than an ambition; fix: correct the figure: is it in kW, or in MWh a year?",
    ],
  },
  "heat-of-several-above-the-power": {
    change: (stack) => {
      const heat = { recipient: assumed("A farm", why), thermalMegawatts: assumed(2, why), deliversFrom: assumed("2026-01-01", why) };
      add(stack, "site.heatReuse", { one: heat, other: heat });
    },
    faults: [
      "site.heatReuse: got 4 MW of heat, want at most the 3 MW that the site draws in the phases that are more than an ambition; fix: correct the figure: is it in kW, or in MWh a year?",
    ],
  },
  "plan-in-kilowatts": {
    change: (stack) => {
      set(stack, "site.powerAgreements.hydro.kind", "grid");
      set(stack, "site.powerAgreements.hydro.source", assumed("grid-mix", why));
      add(stack, "site.powerAgreements.hydro.renewablePlan", {
        source: assumed("wind", why),
        megawatts: assumed(3000, why),
        by: assumed("2030-12-31", why),
      });
    },
    faults: [
      "site.powerAgreements.hydro.renewablePlan.megawatts: got 3,000 MW, want at most 300 MW, 100 times the 3 MW of phase expansion; fix: correct the figure: is it in kW?",
    ],
  },
  "promise-in-dollars": {
    change: (stack) => add(stack, "site.offtake", { research: { ...promise(40), valueUsdMillions: assumed(6_200_000_000, why) } }),
    faults: [
      "site.offtake.research.valueUsdMillions: got 6,200,000,000 million US$, want at most 11,712 million US$, 100 times 0.12 million US$ for each GPU of the site; fix: correct the figure: is it in US$?",
    ],
  },
  "water-by-the-megawatt-hour": {
    change: (stack) => set(stack, "site.efficiency.waterUsageLitresPerKilowattHour.value", 200),
    faults: [
      "site.efficiency.waterUsageLitresPerKilowattHour: got 200 l/kWh, want at most 180 l/kWh, 100 times the 1.8 l/kWh that data centres use on average; fix: correct the figure: is it in litres per MWh?",
    ],
  },
  "dispute-without-a-claim": {
    change: (stack) => add(stack, "site.phases.0.capacityMegawatts.disputed", { reason: "the only figure that is stated", claims: [] }),
    faults: ["site.phases[0].capacityMegawatts.disputed.claims: got [], want a list of 1 or more; fix: write what other sources say"],
  },
  "dispute-with-a-claim-of-another-kind": {
    change: (stack) =>
      add(stack, "site.phases.0.capacityMegawatts.disputed", {
        reason: "the only figure that is stated",
        claims: [{ value: "2 MW", by: "the press", on: "2025", source: "a newspaper" }],
      }),
    faults: ['site.phases[0].capacityMegawatts.disputed.claims[0].value: got "2 MW", want a number; fix: write megawatts, above zero'],
  },
  "statuses-out-of-order": {
    change: (stack) =>
      add(stack, "site.statuses", [
        { status: "paused", on: assumed("2026-04-09", why) },
        { status: "announced", on: assumed("2025-09-16", why) },
      ]),
    faults: [
      "site.statuses[0].on: got 2026-04-09, want a date not after 2025-09-16, the day of the status after it; fix: correct one of the dates",
    ],
  },
  "metrics-in-a-class-that-nobody-declares": {
    change: (stack) => add(stack, "site.monitoring", { storageClass: "durable" }),
    faults: [
      "site.monitoring.storageClass: got durable, want a class of site.storage.classes: fast; fix: name a class, or declare it in site.storage.classes",
    ],
  },
  "metrics-to-a-destination-that-is-not-for-telemetry": {
    change: (stack) => {
      add(stack, "site.egress.models", {
        purpose: "package-mirror",
        destination: { kind: "host", host: "models.example.com" },
        port: 443,
        jurisdiction: "NO",
      });
      add(stack, "site.monitoring", { storageClass: "fast", remoteWrite: { egress: "models" }, alerts: { egress: "pager" } });
    },
    faults: [
      "site.monitoring.remoteWrite.egress: got models, a host for package-mirror, want an entry of site.egress for telemetry, by host name: none is declared; fix: name one, or declare it in site.egress with its jurisdiction",
      "site.monitoring.alerts.egress: got pager, want an entry of site.egress for telemetry, by host name: none is declared; fix: name one, or declare it in site.egress with its jurisdiction",
    ],
  },
  "alerts-to-a-path-without-a-slash": {
    change: (stack) => add(stack, "site.monitoring", { storageClass: "fast", alerts: { egress: "models", path: "hook" } }),
    faults: ['site.monitoring.alerts.path: got "hook", want a path that begins with a slash; fix: write the path there, over HTTPS'],
  },
} satisfies InvalidCases;
