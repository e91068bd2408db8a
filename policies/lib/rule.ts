import type { z } from "zod";
import type { IsoDate } from "../../components/lib/date.ts";
import type { Dated } from "../../components/lib/dated.ts";

/** A resource as a rule sees it: the arguments of one of our components, or a Kubernetes object. */
export interface Resource {
  readonly urn: string;
  /** The type token, for example `nscale:site:PowerAgreement` or `kubernetes:core/v1:Service`. */
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** What is wrong with a resource, for the person who mends it. */
export interface Finding {
  /** The resource that the finding is about; the judged one where it is left out. */
  readonly urn?: string;
  readonly got: string;
  readonly want: string;
  readonly fix: string;
  /** Only said, not enforced, whatever the rule's level: the law behind it is a draft, not verified or suspended. */
  readonly advisory?: string;
}

/** What a rule finds, or why it has nothing to judge. No finding means that it passes. */
export type RuleOutcome = readonly Finding[] | { readonly notApplicable: string };

/** What a rule may know besides the resource. */
export interface Context<Parameters> {
  /** The date of judgement: law, terms and permits are taken as they are on it. */
  readonly date: IsoDate;
  readonly parameters: Parameters;
  /** Every resource of the stack, where they are all known (stack rules); a resource rule gets none. */
  readonly stack: readonly Resource[];
}

/** What a compliance officer reads of a rule. */
interface Description {
  /** kebab-case, unique over all packs. */
  readonly name: string;
  readonly description: string;
  /** Why the rule exists, in a sentence or two. */
  readonly why: string;
  readonly level: "mandatory" | "advisory";
  readonly severity: "low" | "medium" | "high" | "critical";
  /** The text that it comes from, and where in it. */
  readonly framework: { readonly name: string; readonly version: string; readonly reference: string; readonly specification: string };
  readonly url?: string;
  /** How to mend a violation, as one would tell an engineer. */
  readonly remediation: string;
  readonly tags: readonly string[];
  /** A violation that no exemption can excuse. */
  readonly unexemptible?: true;
  /** The dated law that it applies: evidence names the entries in force on the date of judgement. */
  readonly law?: readonly Dated<unknown>[];
}

interface Judging<Parameters> {
  /** The schema of the parameters, each with a default. */
  readonly parameters: z.ZodType<Parameters>;
}

/** Judges one resource at a time, of the types that it names. */
export interface ResourceRule<Parameters = unknown> extends Description, Judging<Parameters> {
  readonly kind: "resource";
  readonly types: readonly string[] | ((type: string) => boolean);
  /** Paths of the fields that must be known: an unknown one is a violation, since nothing may pass unjudged. */
  readonly reads: readonly string[];
  readonly judge: (resource: Resource, context: Context<Parameters>) => RuleOutcome;
}

/** Judges the resources of a stack together. */
export interface StackRule<Parameters = unknown> extends Description, Judging<Parameters> {
  readonly kind: "stack";
  /** `type field` pairs that must be known, for example `nscale:cluster:GpuCluster facilityMegawatts`. */
  readonly reads: readonly `${string} ${string}`[];
  readonly judge: (context: Context<Parameters>) => RuleOutcome;
}

// A list holds rules of different parameters: each judges with what its own schema gave.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Rule = ResourceRule<any> | StackRule<any>;

export const resourceRule = <Parameters>(rule: Omit<ResourceRule<Parameters>, "kind">): ResourceRule<Parameters> => ({
  kind: "resource",
  ...rule,
});

export const stackRule = <Parameters>(rule: Omit<StackRule<Parameters>, "kind">): StackRule<Parameters> => ({ kind: "stack", ...rule });
