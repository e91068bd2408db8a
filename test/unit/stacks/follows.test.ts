import { expect, test } from "vitest";
import { sectionsOf } from "../../../cli/docs/fields.ts";
import { jsonSchemaOf } from "../../../cli/docs/json-schema.ts";
import { unwrapFacts } from "../../../components/lib/unwrap-facts.ts";
import { assumed, stated } from "../../../components/lib/fact.ts";
import { stackDerivations } from "../../../components/stack/derive/index.ts";
import { parseStack } from "../../../components/stack/parse.ts";
import { stackSpec, type StackInput } from "../../../components/schema/stack.ts";
import { add, linesOf, remove, set } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";
import { exampleStack } from "../../support/specs.ts";

test("each field that follows has a derivation, and each derivation is for such fields", () => {
  const marked = sectionsOf(jsonSchemaOf(stackSpec)).flatMap(({ path, forms }) =>
    forms.flatMap(({ fields }) =>
      fields.flatMap(({ name, presence }) => (typeof presence === "object" && "follows" in presence ? [`${path}.${name}`] : [])),
    ),
  );
  const derived = stackDerivations.flatMap(({ path }) => {
    const keys = path.split(".");
    const ends = keys.flatMap((key, index) => (key.endsWith("?") || index === keys.length - 1 ? [index + 1] : []));
    return ends.map((end) => keys.slice(0, end).join(".").replaceAll("?", "").replaceAll("phases.*", "phases[]").replaceAll("*", "<name>"));
  });
  expect([...new Set(derived)].sort()).toEqual([...new Set(marked)].sort());
});

const why = "an example";

/** The example with nothing in it that follows. */
function bareStack(): StackInput {
  // The example has one company in two places.
  const stack = JSON.parse(JSON.stringify(exampleStack())) as StackInput;
  for (const path of [
    "site.location.jurisdiction",
    "site.phases.0.status",
    "site.powerContractedUntil",
    "site.storage.classes.fast.encryptionKey",
    "tenants.research.groups",
  ]) {
    remove(stack, path);
  }
  add(stack, "site.offtake", {
    research: { kind: "priority-access", sharePercent: stated(50, "the contract"), validFrom: assumed("2026-01-01", why) },
  });
  const slurm = exampleSlurm(8);
  for (const field of ["node", "tenants", "health"] as const) Reflect.deleteProperty(slurm, field);
  stack.clusters = {
    training: {
      accelerator: "b200",
      gpus: assumed(512, why),
      fabric: { kind: "infiniband" },
      controlPlane: { endpoint: { host: "10.0.0.10" } },
      network: { podCidr: "10.64.0.0/12" },
      slurm: { ...slurm, partitions: { training: { purpose: "training", defaultMinutes: 60, maxMinutes: 2880 } } },
    },
  };
  stack.deliveries = {
    training: {
      deliveredOn: assumed("2026-06-01", why),
      origin: assumed("TW", why),
      authorisation: { kind: "not-required", basis: assumed("a rule by which none is needed", why) },
    },
  };
  return stack;
}

test("a stack without what follows has the values that follow", () => {
  const spec = parseStack("a.ts", bareStack());
  const { site, tenants, clusters, deliveries } = unwrapFacts(spec);
  expect([site.location.jurisdiction, site.phases[0]?.status, site.powerContractedUntil]).toEqual(["NO", "energised", "2036-12-31"]);
  expect(site.storage.classes["fast"]?.encryptionKey).toBe("site");
  expect(tenants["research"]?.groups).toEqual({ admin: "research-admins", user: "research-users", viewer: "research-viewers" });
  const { kubernetes, slurm, ...cluster } = clusters["training"] ?? {};
  expect(cluster).toMatchObject({
    phase: "initial",
    hall: "hall-1",
    unitsPerRack: 9,
    scalableUnitUnits: 32,
    release: "2026.11",
    controlPlane: { replicas: 3, endpoint: { host: "10.0.0.10", port: 6443 } },
    network: { podCidr: "10.64.0.0/12", serviceCidr: "10.96.0.0/16" },
  });
  expect(kubernetes?.tenants).toMatchObject({ research: { guaranteedSharePercent: 50, preemptionOrder: 1 } });
  expect(slurm?.tenants).toMatchObject({ research: { guaranteedSharePercent: 50, preemptionOrder: 1 } });
  expect(slurm?.node).toMatchObject({ sockets: 2, coresPerSocket: 56, threadsPerCore: 2, memoryGibibytes: 1986, gpus: 8 });
  expect(slurm?.health.acceptance.ncclBusGigabytesPerSecond).toBe(700);
  expect(deliveries["training"]).toMatchObject({ cluster: "training", accelerator: "b200", gpus: 512 });
  // Each share is the fact that the promise is.
  expect(spec.clusters["training"]?.slurm?.tenants["research"]?.guaranteedSharePercent).toEqual(stated(50, "the contract"));
});

test("the release is the newest by the month of the data that is not withdrawn, and a phase whose day lies ahead is under construction", () => {
  const stack = bareStack();
  const releaseOn = (asOf: string) => {
    stack.asOf = asOf;
    return parseStack("a.ts", stack).clusters["training"]?.release;
  };
  expect([releaseOn("2026-10-31"), releaseOn("2026-12-01"), releaseOn("2027-06-01")]).toEqual(["2026.10", "2026.12", "2026.12"]);
  set(stack, "site.phases.0.energisedOn", assumed("2027-09-01", why));
  set(stack, "deliveries.training.deliveredOn", assumed("2027-10-01", why));
  expect(parseStack("a.ts", stack).site.phases[0]?.status).toBe("under-construction");
});

/** Facts that law hangs on, and that follow from nothing: a wrong one that is deleted must not become a right one. */
test.each([
  [
    "site.powerAgreements.hydro.gridZone",
    "one of NO1, NO2, NO3, NO4, NO5, IS, GB, ERCOT; fix: add it: the bidding zone or grid in which the power is delivered",
  ],
  ["site.storage.classes.fast.jurisdiction", "one of NO, IS, GB, US-TX; fix: add it: the jurisdiction in which the data lies"],
  ["site.storage.encryptionKeys.site.jurisdiction", "one of NO, IS, GB, US-TX; fix: add it: the jurisdiction in which the key lies"],
  [
    "tenants.research.organisation.ultimateParent",
    "an object with legalName, headquarters; fix: add it: the company at the top of the group, the company itself if there is none",
  ],
])("%s must be written", (path, told) => {
  const stack = bareStack();
  remove(stack, path);
  expect(linesOf(() => parseStack("a.ts", stack))).toEqual([`a.ts: ${path}: got nothing, want ${told}`]);
});

test("of two keys, halls or deliveries none follows", () => {
  const stack = bareStack();
  add(stack, "site.storage.encryptionKeys.other", stack.site.storage.encryptionKeys["site"]);
  add(stack, "site.halls.hall-2", stack.site.halls["hall-1"]);
  add(stack, "deliveries.more", { ...stack.deliveries?.["training"], cluster: "training" });
  const lines = linesOf(() => parseStack("a.ts", stack));
  expect(lines.map((line) => line.split(", want")[0])).toEqual([
    "a.ts: site.storage.classes.fast.encryptionKey: got nothing",
    "a.ts: clusters.training.hall: got nothing",
    "a.ts: clusters.training.controlPlane.encryptionKey: got nothing",
    "a.ts: deliveries.training.gpus: got nothing",
    "a.ts: deliveries.more.gpus: got nothing",
  ]);
});
