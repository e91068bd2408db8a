/**
 * The entry of a record that another part of the spec names: the cluster of an endpoint, the tenant of an allocation.
 *
 * @throws Error when there is none; the rules of the spec refuse that before.
 */
export function referenced<Entry>(entries: Readonly<Record<string, Entry>>, key: string): Entry {
  const entry = Object.hasOwn(entries, key) ? entries[key] : undefined;
  if (entry === undefined) throw new Error(`got ${key}, want one of ${Object.keys(entries).join(", ")}`);
  return entry;
}
