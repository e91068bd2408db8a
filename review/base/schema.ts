import { z } from "zod";

const text = z.string();

const lawEntry = z.object({
  validFrom: text,
  validTo: text.optional(),
  status: text,
  source: text,
  value: z.unknown(),
});

/** What a checkout's rules are: enough to tell what was removed, weakened or added. */
const ruleEntry = z.object({
  name: text,
  level: text,
  severity: text,
  unexemptible: z.union([text, z.boolean()]).optional(),
  reads: z.array(text),
  parameters: z.record(text, z.unknown()),
  law: z.array(lawEntry),
});
export type RuleEntry = z.output<typeof ruleEntry>;
export type LawEntry = z.output<typeof lawEntry>;

const finding = z.object({ urn: text.optional(), got: text, want: text, fix: text, advisory: text.optional() });

const verdict = z.object({
  rule: text,
  urn: text,
  verdict: z.enum(["passed", "violated", "not-applicable", "unknown"]),
  outcome: text,
  finding: finding.optional(),
  fingerprint: text.optional(),
});

/** Verdicts of a checkout's rules and exemptions on the resources of a stack, on a date. */
const judged = z.object({ stack: text, date: text, results: z.array(verdict) });

/** What a checkout says: of its rules, its exemptions, and the stacks that it was shown. */
export const checkoutJudgement = z.object({
  rules: z.array(ruleEntry),
  exemptions: z.array(z.record(text, z.unknown())),
  judged: z.array(judged),
});
export type CheckoutJudgement = z.output<typeof checkoutJudgement>;
