import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { contract, select, type Contract, type FactsOf } from "../../../components/lib/contract.ts";
import * as cluster from "../../../components/schema/contracts/cluster.ts";
import * as fleet from "../../../components/schema/contracts/fleet.ts";
import * as inference from "../../../components/schema/contracts/inference.ts";
import * as layers from "../../../components/schema/contracts/layers.ts";
import * as site from "../../../components/schema/contracts/site.ts";
import { stackFiles } from "../../../stacks/files.ts";
import { codeFiles } from "../../support/imports.ts";
import { resourcesOf } from "../../support/policies.ts";

const root = `${import.meta.dirname}/../../..`;

const isContract = (value: unknown): value is Contract =>
  typeof value === "object" && value !== null && "type" in value && "facts" in value;

const contracts = [cluster, fleet, inference, layers, site].flatMap((module) => Object.values(module).filter(isContract));

/** A token and the file that writes it, for each time that product code does. */
const tokensIn = (file: string, source: string) => [...source.matchAll(/nscale:[a-z]+:[A-Z]\w*/g)].map(([token]) => `${token} in ${file}`);

test("product code writes each type token once, in its contract", () => {
  const product = codeFiles(root).filter((file) => /^(components|policies|review|report|cli|stacks)\//.test(file));
  const written = product.flatMap((file) => tokensIn(file, readFileSync(join(root, file), "utf8")));
  expect(written.filter((line) => !line.includes(" in components/schema/contracts/"))).toEqual([
    // Not a component: the stand-in for Pulumi's own state.
    "nscale:pulumi:State in policies/lib/pulumi-state.ts",
  ]);
  const tokens = written.map((line) => line.split(" ", 1)[0]).filter((token) => token !== "nscale:pulumi:State");
  expect(tokens.toSorted()).toEqual(contracts.map(({ type }) => type).toSorted());
});

test("a token that is written again is found, in code and in text", () => {
  expect(tokensIn("a.ts", 'if (type === "nscale:site:Site") reads = [`nscale:fleet:Tenant residency`];')).toEqual([
    "nscale:site:Site in a.ts",
    "nscale:fleet:Tenant in a.ts",
  ]);
});

test("what every stack's components state reads by their contracts", async () => {
  const seen = new Set<string>();
  for (const stack of Object.keys(stackFiles)) {
    for (const { type, name, props } of await resourcesOf(stack)) {
      const found = contracts.find((one) => one.type === type);
      if (found === undefined) continue;
      seen.add(type);
      // An endpoint's contract is the summary's too, and strict; its component states the sizing beside it.
      const read = z.object(found.facts.shape).safeParse(props);
      expect(read.error?.issues ?? [], `${stack}: ${type} ${name}`).toEqual([]);
    }
  }
  const unseen = contracts.map(({ type }) => type).filter((type) => !seen.has(type));
  // The fleet is a stack of its own, of which nothing is judged.
  expect(unseen).toEqual([fleet.fleetContract.type]);
});

const made = contract(
  "nscale:test:Made",
  z.object({
    name: z.string(),
    place: z.object({ country: z.string(), latitude: z.number() }),
    halls: z.record(z.string(), z.array(z.object({ kilowatts: z.number(), rows: z.number() }))).default({}),
    permit: z.object({ kind: z.string(), until: z.string() }).optional(),
  }),
);

test("a selection reads the fields that it names, at any depth, and nothing else need be there", () => {
  const part = select(made, { place: { country: true }, halls: { kilowatts: true }, permit: { kind: true } });
  expect(part.type).toBe("nscale:test:Made");
  const facts = { place: { country: "NO" }, halls: { one: [{ kilowatts: 40 }] } };
  const read: { place: { country: string }; halls: Record<string, { kilowatts: number }[]>; permit?: { kind: string } | undefined } =
    part.facts.parse(facts);
  expect(read).toEqual(facts);
  expect(part.facts.parse({ place: { country: "NO", latitude: "?" }, name: 1 })).toEqual({ place: { country: "NO" }, halls: {} });
  const kinds = (value: unknown) => part.facts.safeParse(value).error?.issues.map(({ path }) => path.join("."));
  expect(kinds({ place: {}, halls: { one: [{}] }, permit: {} })).toEqual(["place.country", "halls.one.0.kilowatts", "permit.kind"]);
});

test("a field that no contract has, and a fact of another kind, do not compile", () => {
  // @ts-expect-error The contract has no such field.
  select(made, { place: { planet: true } });
  // @ts-expect-error A selection's reader gets no more than it chose.
  expect(select(made, { place: { country: true } }).facts.parse({ place: { country: "NO" } }).name).toBeUndefined();
  const place = { country: { basis: "assumed", value: "NO", reason: "a test" }, latitude: 67 } as const;
  expect({ name: "a", place } satisfies FactsOf<typeof made>).toEqual({ name: "a", place });
  // @ts-expect-error A latitude is a number, with a basis or without.
  expect({ name: "a", place: { ...place, latitude: "67" } } satisfies FactsOf<typeof made>).toBeDefined();
});
