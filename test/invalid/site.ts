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
    faults: ["site.phases[0].capacityMegawatts.source: got an unknown key, want one of basis, value, reason; fix: remove it"],
  },
  "assumption-without-a-reason": {
    change: (stack) => set(stack, "site.phases.0.capacityMegawatts.reason", ""),
    faults: [
      'site.phases[0].capacityMegawatts.reason: got "", want text of 1 character or more; fix: write why this value stands in for one that no public source states',
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
      'site.operator.headquarters.value: got "Norway", want an ISO 3166-1 alpha-2 country code, for example NO; fix: write the country of the headquarters',
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
      'site.egress.registry.destination.cidr: got "0.0.0.0", want an IPv4 range such as 10.0.0.0/16 or an IPv6 range such as 2001:db8::/32; fix: write an address range, for example 192.0.2.0/24',
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
      "site.cooling.supplies: got nothing, want a value with where it comes from; fix: write assumed(value, reason), or stated(value, source) if a source says it",
      "site.cooling.supply: got an unknown key, want one of system, supplies; fix: rename it to supplies, or remove it",
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
      "site.permits.planning.phases: got an unknown key, want one of kind, authority, reference, grantedOn, validTo; fix: remove it",
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
    faults: ['site.location.gridZone: got "NO9", want one of NO1, NO2, NO3, NO4, NO5, IS, GB, ERCOT; fix: write "NO1", or another of them'],
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
} satisfies InvalidCases;
