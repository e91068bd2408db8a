import { assumed } from "../../components/lib/fact.ts";
import { add, remove, set, type InvalidCases } from "../support/invalid.ts";

/** Tenants and deliveries. */
export default {
  "authorisation-by-word": {
    change: (stack) => set(stack, "deliveries.training.authorisation", "not required"),
    faults: [
      'deliveries.training.authorisation: got "not required", want an object with kind: not-required | licence | exception; fix: write { kind: "not-required" }',
    ],
  },
  "deliveries-of-more-than-the-cluster": {
    change: (stack) => add(stack, "deliveries.spare", { ...stack.deliveries?.["training"], gpus: assumed(8, "one host too many") }),
    faults: ["deliveries: got 264 GPUs delivered to training, want at most its 256; fix: correct a delivery, or clusters.training.gpus"],
  },
  "delivery-before-its-phase": {
    change: (stack) => set(stack, "deliveries.racks.deliveredOn.value", "2026-12-31"),
    faults: [
      "deliveries.racks.deliveredOn: got 2026-12-31, want a date not before 2027-01-01, when phase expansion is energised; fix: correct the date, or place the cluster in an earlier phase",
    ],
  },
  "delivery-of-another-accelerator": {
    change: (stack) => set(stack, "deliveries.training.accelerator", "b300"),
    faults: ["deliveries.training.accelerator: got b300, want b200, which clusters.training is made of; fix: correct one of the two"],
  },
  "delivery-to-a-stack-without-clusters": {
    change: (stack) => {
      set(stack, "clusters", {});
      remove(stack, "deliveries.racks");
    },
    faults: ["deliveries.training.cluster: got training, want a cluster of the stack: none is declared; fix: correct the name"],
  },
  "delivery-to-no-cluster": {
    change: (stack) => set(stack, "deliveries.training.cluster", "hall"),
    faults: ["deliveries.training.cluster: got hall, want a cluster of the stack: training, racks; fix: correct the name"],
  },
  "delivery-without-authorisation": {
    change: (stack) => remove(stack, "deliveries.training.authorisation"),
    faults: [
      "deliveries.training.authorisation: got nothing, want an object with kind: not-required | licence | exception; fix: write { kind: … }",
    ],
  },
  "group-without-a-name": {
    change: (stack) => set(stack, "tenants.industry.groups.viewer", ""),
    faults: [
      'tenants.industry.groups.viewer: got "", want text of 1 character or more; fix: write the group of the identity provider whose members may look at the tenant\'s namespaces',
    ],
  },
  "licence-without-a-number": {
    change: (stack) => set(stack, "deliveries.training.authorisation", { kind: "licence", validTo: assumed("2027-01-01", "an example") }),
    faults: [
      "deliveries.training.authorisation.number: got nothing, want a value with where it comes from; fix: write assumed(value, reason), or stated(value, source) if a source says it",
    ],
  },
  "residency-outside-the-catalogue": {
    change: (stack) => set(stack, "tenants.industry.residency", ["NO", "EU"]),
    faults: ['tenants.industry.residency[1]: got "EU", want one of NO, IS, GB, US-TX; fix: write one of them'],
  },
  "tenant-of-41-characters": {
    change: (stack) => add(stack, "tenants.a-tenant-whose-name-has-forty-one-letters", stack.tenants["industry"]),
    faults: [
      'tenants.a-tenant-whose-name-has-forty-one-letters: got the key "a-tenant-whose-name-has-forty-one-letters", want a lower-case name of letters, digits and hyphens, at most 40 characters, that starts with a letter; fix: rename it',
    ],
  },
  "tenant-without-a-parent": {
    change: (stack) => remove(stack, "tenants.industry.organisation.ultimateParent"),
    faults: [
      "tenants.industry.organisation.ultimateParent: got nothing, want an object with legalName, headquarters; fix: add it: the company at the top of the group, the company itself if there is none",
    ],
  },
  "tenant-without-residency": {
    change: (stack) => set(stack, "tenants.industry.residency", []),
    faults: [
      "tenants.industry.residency: got [], want a list of 1 or more; fix: write the jurisdictions in which the tenant's data may lie",
    ],
  },
  "unknown-exception": {
    change: (stack) => set(stack, "deliveries.training.authorisation", { kind: "exception", exception: assumed("STA", "an example") }),
    faults: [
      'deliveries.training.authorisation.exception.value: got "STA", want one of AIA, LPP, DC-VEU, NAC, ACA; fix: write one of them: the exception or authorisation by its name in the Export Administration Regulations (15 CFR parts 740 and 748)',
    ],
  },
  "upper-case-tenant": {
    change: (stack) => add(stack, "tenants.Gamma", stack.tenants["industry"]),
    faults: [
      'tenants.Gamma: got the key "Gamma", want a lower-case name of letters, digits and hyphens, at most 40 characters, that starts with a letter; fix: rename it',
    ],
  },
  "tenant-checked-tomorrow": {
    change: (stack) => set(stack, "tenants.research.identityCheckedOn.value", "2026-11-02"),
    faults: [
      "tenants.research.identityCheckedOn: got 2026-11-02, want a date not after 2026-11-01, the asOf of the data: what lies ahead is not done yet; fix: correct one of the dates",
    ],
  },
  "tenant-whose-owners-hold-more-than-all": {
    change: (stack) => {
      const owner = { legalName: assumed("An owner", "an example"), headquarters: assumed("NO", "an example") };
      const owners = Object.fromEntries(["a", "b", "c"].map((name) => [name, { ...owner, sharePercent: assumed(100, "an example") }]));
      add(stack, "tenants.research.owners", owners);
    },
    faults: [
      "tenants.research.owners: got shares of 300 % in all, want at most 100 %; fix: correct a share; leave out owners of owners, whose share is in theirs",
    ],
  },
} satisfies InvalidCases;
