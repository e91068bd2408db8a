import { createRequire } from "node:module";

interface Deserialization {
  deserializeProperties: (properties: object, keepSecrets: boolean) => object;
}

interface Guarding {
  unknownCheckingProxy: (properties: object) => object;
}

/**
 * Has the SDK convert each resource once, not once for each policy that it asks, and guard only what holds a value that is not known: of a stack of a
 * thousand resources and thirty rules that look at all of them, it would otherwise make thirty thousand.
 *
 * Both functions lie inside the SDK, whose version is pinned; a test says when a version no longer asks them.
 */
export function cacheConversions(): void {
  const require = createRequire(import.meta.url);
  const deserialization = require("@pulumi/policy/deserialize") as Deserialization;
  const guarding = require("@pulumi/policy/proxy") as Guarding & Readonly<Record<string, unknown>>;
  const { deserializeProperties } = deserialization;
  const { unknownCheckingProxy } = guarding;

  const converted = new WeakMap<object, object>();
  const guarded = new WeakMap<object, object>();
  const unknowns = new Set(Object.keys(guarding).flatMap((name) => (/^unknown\w+Value$/.test(name) ? [guarding[name]] : [])));
  const isKnown = (value: unknown): boolean =>
    typeof value === "object" && value !== null ? Object.values(value).every(isKnown) : !unknowns.has(value);

  deserialization.deserializeProperties = (properties, keepSecrets) => {
    // A remedy changes what it is given: that stays its own.
    if (keepSecrets) return deserializeProperties(properties, keepSecrets);
    const known = converted.get(properties);
    if (known !== undefined) return known;
    const props = deserializeProperties(properties, keepSecrets);
    converted.set(properties, props);
    guarded.set(props, isKnown(props) ? props : unknownCheckingProxy(props));
    return props;
  };
  guarding.unknownCheckingProxy = (props) => guarded.get(props) ?? unknownCheckingProxy(props);
}
