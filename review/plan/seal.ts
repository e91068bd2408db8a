import { createHash } from "node:crypto";
import type { PlannedStack } from "./planned.ts";

/** What a seal binds an update to. */
export interface SealedParts {
  /** Every registration of the stack's program, with its inputs; secrets are hidden. */
  readonly plan: PlannedStack;
  /** The stack's settings: its targets. */
  readonly settings: unknown;
  /** Releases of the engine and its providers. */
  readonly engine: unknown;
  /** Digests of the rules' files. */
  readonly rules: unknown;
  /** The resources of the state, secrets hidden. Empty before the first update. */
  readonly state: readonly unknown[];
}

/** The parts in the order of a seal, each in words for a person. */
const parts = {
  plan: "the planned resources",
  settings: "the stack's settings",
  engine: "the engine or a provider",
  rules: "the rules",
  state: "the state",
} as const satisfies Record<keyof SealedParts, string>;

const names = Object.keys(parts) as (keyof typeof parts)[];

/** A value with the keys of every object in order, so that equal values have one text. */
function ordered(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(ordered);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, ordered(item)]),
  );
}

const digits = 24;

/** 96 bits over a value, in hexadecimal; equal values have one, whatever the order of their keys. */
export const digestOf = (value: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify([ordered(value)]))
    .digest("hex")
    .slice(0, digits);

/** Registrations come in an order that depends on timing; a seal does not. */
const sorted = ({ stack, resources }: PlannedStack) => ({
  stack,
  resources: resources.toSorted((a, b) => (a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0)),
});

/** The seal of a reviewed update: 96 bits a part, so that a refusal can say what differs. */
export const sealOf = (of: SealedParts): string => names.map((name) => digestOf(name === "plan" ? sorted(of.plan) : of[name])).join("-");

const form = new RegExp(`^[0-9a-f]{${digits}}(-[0-9a-f]{${digits}}){${names.length - 1}}$`);

/** True for a text in the form of a seal. */
export const isSeal = (text: string): boolean => form.test(text);

/** The parts in which two seals differ, in words; none for equal ones. */
export function sealDifferences(sealed: string, now: string): string[] {
  const [old, fresh] = [sealed, now].map((seal) => seal.split("-"));
  return names.filter((_, index) => old?.[index] !== fresh?.[index]).map((name) => parts[name]);
}
