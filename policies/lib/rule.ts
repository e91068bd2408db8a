import type { z } from "zod";
import type { IsoDate } from "../../components/lib/date.ts";
import type { Dated } from "../../components/lib/dated.ts";

/** A resource as a rule sees it: the arguments of one of our components, or a Kubernetes object. */
export interface Resource {
  readonly urn: string;
  /** The type token: a component's as its contract has it, or for example `kubernetes:core/v1:Service`. */
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** A fault of a resource, for the person who corrects it. */
export interface Finding {
  /** The resource that the finding is about. @default the judged resource */
  readonly urn?: string;
  readonly got: string;
  readonly want: string;
  readonly fix: string;
  /** The reason for not enforcing the finding, whatever the rule's level: the law behind it is a draft, not verified or suspended. */
  readonly advisory?: string;
}

/** A rule's findings, or the reason that it has nothing to judge. An empty list is a pass. */
export type RuleOutcome = readonly Finding[] | { readonly notApplicable: string };

/** A rule's knowledge besides the resource. */
export interface Context<Parameters> {
  /** The date of judgement: law, terms and permits are read as of this date. */
  readonly date: IsoDate;
  readonly parameters: Parameters;
  /** Every resource of the stack, for stack rules; empty for resource rules. */
  readonly resources: readonly Resource[];
}

/** A rule's description for a compliance officer. */
interface Description {
  /** kebab-case, unique over all packs. */
  readonly name: string;
  readonly description: string;
  /** The reason for the rule, in a sentence or two. */
  readonly why: string;
  readonly level: "mandatory" | "advisory";
  readonly severity: "low" | "medium" | "high" | "critical";
  /** The text that the rule comes from, and the place in it. */
  readonly framework: { readonly name: string; readonly version: string; readonly reference: string; readonly specification: string };
  readonly url?: string;
  /** Instructions for an engineer to correct a violation. */
  readonly remediation: string;
  readonly tags: readonly string[];
  /** Set if no exemption can excuse a violation: the rule states law in force, or guards the judging itself. */
  readonly unexemptible?: "law" | "judging";
  /** The dated law behind the rule: evidence names the entries in force on the date of judgement. */
  readonly law?: readonly Dated<unknown>[];
}

interface Judging<Parameters> {
  /** The schema of the parameters, each with a default. */
  readonly parameters: z.ZodType<Parameters>;
}

/** A rule that judges one resource at a time, of the listed types. */
export interface ResourceRule<Parameters = unknown> extends Description, Judging<Parameters> {
  readonly kind: "resource";
  readonly types: readonly string[] | ((type: string) => boolean);
  /** Paths of the fields that must be known: an unknown one is a violation, since nothing may pass unjudged. */
  readonly reads: readonly string[];
  readonly judge: (resource: Resource, context: Context<Parameters>) => RuleOutcome;
}

/** A rule that judges the resources of a stack together. */
export interface StackRule<Parameters = unknown> extends Description, Judging<Parameters> {
  readonly kind: "stack";
  /** `type field` pairs that must be known, for example `kubernetes:core/v1:Service spec`. */
  readonly reads: readonly `${string} ${string}`[];
  readonly judge: (context: Context<Parameters>) => RuleOutcome;
}

// A list holds rules with different parameter types; each rule's own schema parses its parameters.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Rule = ResourceRule<any> | StackRule<any>;

export const resourceRule = <Parameters>(rule: Omit<ResourceRule<Parameters>, "kind">): ResourceRule<Parameters> => ({
  kind: "resource",
  ...rule,
});

export const stackRule = <Parameters>(rule: Omit<StackRule<Parameters>, "kind">): StackRule<Parameters> => ({ kind: "stack", ...rule });
