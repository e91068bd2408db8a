import { expect, test } from "vitest";
import { assumed } from "../../../components/lib/fact.ts";
import { disputed } from "../../../components/lib/dispute.ts";
import { notesOn, printNote } from "../../../components/summary/notes/index.ts";
import { parseStack } from "../../../components/stack/parse.ts";
import type { StackInput } from "../../../components/schema/stack.ts";
import { add, remove, set, tenantLike, validStack } from "../../support/invalid.ts";
import { exampleSlurm, useDirectory } from "../../support/slurm.ts";

const why = "an example";
const { halls } = validStack().site;

/** What is possible, and worth a look: a change of the stack, and the notes that a person then reads. */
const cases: Readonly<Record<string, { readonly change: (stack: StackInput) => void; readonly notes: readonly string[] }>> = {
  "nothing to say": { change: () => undefined, notes: [] },
  "a tenant without anything": {
    change: (stack) => add(stack, "tenants.third", tenantLike(stack.tenants["industry"] as StackInput["tenants"][string], "third")),
    notes: [
      "tenants.third: got a tenant that has no part of a cluster, and no key to the models, want something that is the tenant's; fix: give it a share in clusters.*.kubernetes.tenants, or take tenants.third out",
    ],
  },
  "a hall without a cluster": {
    change: (stack) => add(stack, "site.halls.second", halls["hall-1"]),
    notes: [
      "site.halls.second: got a hall without a cluster, want a cluster that stands in it; fix: place a cluster there, or take the hall out",
    ],
  },
  "a key that encrypts nothing": {
    change: (stack) => {
      add(stack, "site.storage.encryptionKeys.spare", stack.site.storage.encryptionKeys["site"]);
      for (const name of Object.keys(stack.clusters)) add(stack, `clusters.${name}.controlPlane.encryptionKey`, "site");
    },
    notes: [
      "site.storage.encryptionKeys.spare: got a key that encrypts nothing, want a class, a backup or a control plane that names it; fix: name it there, or take the key out",
    ],
  },
  "a directory that no login asks": {
    change: (stack) => {
      useDirectory(stack);
      add(stack, "site.egress.other", { ...stack.site.egress?.["directory"], port: 389 });
    },
    notes: [
      "site.egress.other: got an open range for a directory that no Slurm login asks, want a login whose directory names it; fix: name it in clusters.*.slurm.login.directory.egress, or take site.egress.other out",
    ],
  },
  "one destination twice": {
    change: (stack) => add(stack, "site.egress.again", stack.site.egress?.["registry"]),
    notes: [
      "site.egress.again: got the destination and port of site.egress.registry too, want one entry for each destination; fix: take one of the two out",
    ],
  },
  "GPUs that no number of hosts has": {
    change: (stack) => {
      set(stack, "clusters.training.gpus.value", 253);
      set(stack, "deliveries.training.gpus.value", 253);
    },
    notes: [
      "clusters.training.gpus: got 253 GPUs, which quotas and shares count, on 32 hosts of 8, which power and machines count, want GPUs of whole hosts; fix: write 248 or 256",
    ],
  },
  "GPUs that nobody delivers": {
    change: (stack) => set(stack, "deliveries.racks.gpus.value", 72),
    notes: [
      "deliveries: got 72 of the 720 GPUs of racks, want a delivery of each GPU, with its date, origin and authorisation; fix: declare the delivery of the other 648, or lower clusters.racks.gpus",
    ],
  },
  "no deliveries at all": {
    change: (stack) => remove(stack, "deliveries"),
    notes: [
      "deliveries: got 0 of the 256 GPUs of training, want a delivery of each GPU, with its date, origin and authorisation; fix: declare the delivery of the other 256, or lower clusters.training.gpus",
      "deliveries: got 0 of the 720 GPUs of racks, want a delivery of each GPU, with its date, origin and authorisation; fix: declare the delivery of the other 720, or lower clusters.racks.gpus",
    ],
  },
  "a phase that is late": {
    change: (stack) => set(stack, "site.phases.0.status", "under-construction"),
    notes: [
      "site.phases[0].energisedOn: got 2026-01-01 for phase initial, which is under-construction, want a date after 2026-11-01, the asOf of the data, or a phase that is energised; fix: correct the date, or the status",
    ],
  },
  "deliveries to a site that is paused": {
    change: (stack) => add(stack, "site.statuses", [{ status: "paused", on: assumed("2026-04-09", why) }]),
    notes: [
      "deliveries: got 1 delivery after 2026-04-09, when it was made known that the site is paused, want deliveries before that day, or a status that says that the site goes on; fix: take up what has become of the site, in site.statuses and in the dates",
    ],
  },
  "a site that is resumed": {
    change: (stack) =>
      add(stack, "site.statuses", [
        { status: "paused", on: assumed("2026-04-09", why) },
        { status: "resumed", on: assumed("2026-08-01", why) },
      ]),
    notes: [],
  },
  "an agreement of more than three times the site": {
    change: (stack) => set(stack, "site.powerAgreements.hydro.megawatts.value", 10),
    notes: [
      "site.powerAgreements.hydro.megawatts: got 10 MW, want no more than 3 times the 3 MW of phase expansion; fix: see whether it is right: is it in kW?",
    ],
  },
  "an agreement of just three times the site": {
    change: (stack) => set(stack, "site.powerAgreements.hydro.megawatts.value", 9),
    notes: [],
  },
  "a bandwidth in gigabits": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.health.acceptance.ncclBusGigabytesPerSecond.value", 5600);
    },
    notes: [
      "clusters.training.slurm.health.acceptance.ncclBusGigabytesPerSecond: got 5,600 GB/s, want no more than 3 times the 900 GB/s that a GPU of NVIDIA HGX B200 sends; fix: see whether it is right: is it in Gb/s?",
    ],
  },
  "less memory than the GPUs have by far": {
    change: (stack) => {
      add(stack, "clusters.training.slurm", exampleSlurm(8));
      set(stack, "clusters.training.slurm.node.memoryGibibytes.value", 96);
    },
    notes: [
      "clusters.training.slurm.node.memoryGibibytes: got 96 GiB, want no less than a third of the 1,440 GB of HBM beside it in a host of NVIDIA HGX B200; fix: see whether it is right: is it in MiB or TiB?",
    ],
  },
  "a claim that agrees": {
    change: (stack) => {
      const claim = { value: 1, by: "the press", on: "2025", source: "a newspaper" };
      set(stack, "site.phases.0.capacityMegawatts", disputed(assumed(1, why), "the only figure that is stated", [claim]));
    },
    notes: [
      "site.phases[0].capacityMegawatts.disputed: got a claim by the press of the same value, want claims of other values; fix: take the claim out",
    ],
  },
};

/** The example has feeds far above its phases, for the cases of test/invalid. */
function quietStack(): StackInput {
  const stack = validStack();
  for (const index of [0, 1]) set(stack, `site.phases.${index}.feeds.megawattsEach.value`, 1.5);
  set(stack, "site.permits.grid.megawatts.value", 3);
  return stack;
}

test.each(Object.entries(cases))("%s", (_, { change, notes }) => {
  const stack = quietStack();
  change(stack);
  expect(notesOn(parseStack("a.ts", stack)).map(printNote)).toEqual(notes);
});
