import { createHash } from "node:crypto";

/** A value with the keys of its objects in their order: its JSON follows from what it says alone. */
export function canonical(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(canonical);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, canonical(item)]));
}

/** The SHA-256 of a value's canonical JSON, as `sha256:` and 64 hexadecimal digits. */
export const digestOf = (value: unknown): string =>
  `sha256:${createHash("sha256")
    .update(JSON.stringify(canonical(value)))
    .digest("hex")}`;
