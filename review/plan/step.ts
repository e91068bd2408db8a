import type { FleetSummary } from "../../components/fleet/schema.ts";
import type { Summary } from "../../components/summary/schema.ts";

/** The inputs of a resource. A secret among them is `[secret]`. */
export type Properties = Readonly<Record<string, unknown>>;

/** The effect of a change on one resource. */
export interface Step {
  readonly op: "create" | "update" | "replace" | "delete" | "same";
  readonly urn: string;
  /** The type token. */
  readonly type: string;
  readonly name: string;
  /** Inputs before and after; absent on a side without the resource. */
  readonly before?: Properties;
  readonly after?: Properties;
  /** Of a replacement: the paths that the provider cannot change in place. */
  readonly causes: readonly string[];
  /** Of a replacement: the new object is created before the old one is deleted, or after. */
  readonly order?: "create-first" | "delete-first";
  /** True if the engine refuses to delete it. */
  readonly isProtected: boolean;
  /** True if the engine only forgets it where it would delete it, so that the object stays in its cluster. */
  readonly isRetained: boolean;
}

/** A policy violation that the engine reported. */
export interface EngineViolation {
  readonly rule: string;
  readonly urn: string;
  readonly level: "mandatory" | "advisory";
  readonly message: string;
}

/** A stack before and after a change, and the steps between: the input of a review. */
export interface StackPlan {
  readonly stack: string;
  /** The stack's summary; absent on a side without the stack. */
  readonly before?: Summary | FleetSummary;
  readonly after?: Summary | FleetSummary;
  readonly steps: readonly Step[];
  readonly violations: readonly EngineViolation[];
  /** The reason for a missing or incomplete plan. */
  readonly error?: string;
}

/** The replacement text for a secret. */
const hiddenSecret = "[secret]";

/** The key and value that mark an object as a secret. */
const signature = { key: "4dabf18193072939515e22adb298388d", secret: "1b47061264138c4ac30d75fd1eb44270" } as const;

/** The value with every secret in it replaced. */
export function hideSecrets(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Reflect.get(value, signature.key) === signature.secret) return hiddenSecret;
  if (Array.isArray(value)) return value.map(hideSecrets);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hideSecrets(item)]));
}
