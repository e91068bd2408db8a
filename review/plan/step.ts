import type { FleetSummary } from "../../components/fleet/schema.ts";
import type { Summary } from "../../components/summary/schema.ts";

/** The inputs of a resource. A secret among them is `[secret]`. */
export type Properties = Readonly<Record<string, unknown>>;

/** What a change does to one resource. */
export interface Step {
  readonly op: "create" | "update" | "replace" | "delete" | "same";
  readonly urn: string;
  /** The type token. */
  readonly type: string;
  readonly name: string;
  /** Inputs before and after: one is absent where there is no resource. */
  readonly before?: Properties;
  readonly after?: Properties;
  /** Of a replacement: what the provider cannot change in place. */
  readonly causes: readonly string[];
  /** Of a replacement: whether the new one is there before the old one goes. */
  readonly order?: "create-first" | "delete-first";
  /** Whether the engine refuses to delete it. */
  readonly isProtected: boolean;
}

/** What the rules of the packs found when the engine asked them. */
export interface EngineViolation {
  readonly rule: string;
  readonly urn: string;
  readonly level: "mandatory" | "advisory";
  readonly message: string;
}

/** A stack before and after a change, and the steps between: all that is judged. */
export interface StackPlan {
  readonly stack: string;
  /** What the stack put out; absent where it does not exist. */
  readonly before?: Summary | FleetSummary;
  readonly after?: Summary | FleetSummary;
  readonly steps: readonly Step[];
  readonly violations: readonly EngineViolation[];
  /** Why there is no plan, or none that can be relied on. */
  readonly error?: string;
}

/** What stands in the place of a secret. */
const hiddenSecret = "[secret]";

/** The key of an object that is a secret, and what it then holds. */
const signature = { key: "4dabf18193072939515e22adb298388d", secret: "1b47061264138c4ac30d75fd1eb44270" } as const;

/** The value with every secret in it hidden. */
export function hideSecrets(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Reflect.get(value, signature.key) === signature.secret) return hiddenSecret;
  if (Array.isArray(value)) return value.map(hideSecrets);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hideSecrets(item)]));
}
