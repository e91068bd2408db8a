import { createRequire } from "node:module";

interface Deserialization {
  deserializeProperties: (properties: object, keepSecrets: boolean) => object;
}

interface Guarding {
  unknownCheckingProxy: (properties: object) => object;
}

/**
 * Makes the SDK convert each resource once instead of once per policy, and guard only resources with unknown values. A stack of a thousand
 * resources and thirty rules over all of them would otherwise cost thirty thousand conversions.
 *
 * Both functions are internal to the SDK, whose version is pinned; a test fails when a version no longer calls them.
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
    // A remedy modifies its input, so it gets its own copy.
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
