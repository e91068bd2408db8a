import * as policy from "@pulumi/policy";
import { z } from "zod";
import type { IsoDate } from "../../components/lib/date.ts";
import { applyExemptions, nameOfUrn, printFinding, type Verdict } from "./apply-exemptions.ts";
import { assumedLawResults, assumedLawRule, isLive } from "./assumed-law.ts";
import { byType, markAssumptions } from "./assumptions.ts";
import { exemptionResults, exemptionsRule } from "./exemption-results.ts";
import type { Exemption } from "./exemptions.ts";
import { judgesType, judgeResource, judgeStack, stackUrnOf, type Result } from "./judge.ts";
import { lawReadRule, unreadLawResults } from "./unread-law.ts";
import { parametersOf } from "../lib/parameters.ts";
import { remediationPolicies } from "../lib/remediation.ts";
import type { Remedy } from "../lib/remedy.ts";
import type { Resource, ResourceRule, Rule } from "../lib/rule.ts";

/**
 * The rules of a pack as engine policies.
 *
 * A policy reports everything at one level. Non-blocking findings of a mandatory rule (an exempted violation, a draft law) therefore go to
 * an advisory policy of the pack, which the engine asks last, after every resource and rule.
 */
export function toPolicies(
  rules: readonly Rule[],
  exemptions: readonly Exemption[],
  date: IsoDate,
  remedies: readonly Remedy[] = [],
): policy.Policies {
  const pack = new Pack(rules, exemptions, date);
  return [...rules.map((rule) => pack.policyOf(rule)), ...remediationPolicies(remedies), ...pack.furtherPolicies()];
}

class Pack {
  readonly #rules: readonly Rule[];
  readonly #date: IsoDate;
  readonly #exemptions: readonly Exemption[];
  readonly #used = new Set<Exemption>();
  #applied = new Set<string>();
  #passes: { readonly rule: Rule; readonly verdict: Verdict }[] = [];
  #notes: { readonly message: string; readonly urn: string }[] = [];

  constructor(rules: readonly Rule[], exemptions: readonly Exemption[], date: IsoDate) {
    this.#rules = rules;
    this.#date = date;
    const names = new Set(rules.map(({ name }) => name));
    this.#exemptions = exemptions.filter(({ rule }) => names.has(rule));
  }

  policyOf(rule: Rule): policy.ResourceValidationPolicy | policy.StackValidationPolicy {
    const common = {
      name: rule.name,
      description: rule.description,
      enforcementLevel: rule.level,
      severity: rule.severity,
      framework: rule.framework,
      tags: [...rule.tags],
      remediationSteps: rule.remediation,
      ...(rule.url === undefined ? {} : { url: rule.url }),
      configSchema: configSchemaOf(rule),
    };
    if (rule.kind === "resource") {
      const validateResource: policy.ResourceValidation = (args, report) => {
        if (!judgesType(rule, args.type)) return;
        const results = judgeResource(rule, toResource(args), this.#date, parametersOf(rule, args.getConfig()));
        this.#reportAll(rule, results, report, args.urn);
      };
      return { ...common, validateResource: forType(rule, validateResource) };
    }
    return {
      ...common,
      validateStack: (args, report) => {
        const results = judgeStack(rule, args.resources.map(toResource), this.#date, parametersOf(rule, args.getConfig()));
        this.#reportAll(rule, results, report);
      },
    };
  }

  /** The policies that come after the rules: law that rests on assumptions or was not read again, the state of the exemptions, then the notes. */
  furtherPolicies(): policy.Policies {
    return [
      {
        name: assumedLawRule.name,
        description: assumedLawRule.description,
        enforcementLevel: "mandatory",
        validateStack: (args, report) => {
          const resources = args.resources.map(toResource);
          const types = byType(resources);
          const passes = this.#passes.map(({ rule, verdict }) => markAssumptions(rule, verdict, types));
          this.#passes = [];
          const results = assumedLawResults(this.#rules, passes, stackUrnOf(resources), isLive(resources), this.#date);
          for (const result of results) this.#report(result, true, report);
        },
      },
      {
        name: lawReadRule.name,
        description: lawReadRule.description,
        enforcementLevel: "mandatory",
        validateStack: (args, report) => {
          const resources = args.resources.map(toResource);
          const results = unreadLawResults(this.#rules, this.#applied, stackUrnOf(resources), isLive(resources), this.#date);
          this.#applied = new Set();
          for (const result of results) this.#report(result, true, report);
        },
      },
      {
        name: exemptionsRule.name,
        description: exemptionsRule.description,
        enforcementLevel: "mandatory",
        validateStack: ({ resources }, report) => {
          const results = exemptionResults(this.#exemptions, this.#used, stackUrnOf(resources.map(toResource)), this.#date);
          for (const result of results) this.#report(result, true, report);
        },
      },
      {
        name: "noted",
        description: "Findings of mandatory rules that do not block, each with the reason",
        enforcementLevel: "advisory",
        validateStack: (_, report) => {
          for (const { message, urn } of this.#notes) report(message, urn);
          this.#notes = [];
        },
      },
    ];
  }

  #reportAll(rule: Rule, results: readonly Result[], report: policy.ReportViolation, judged?: string): void {
    for (const result of results) {
      const assessed = applyExemptions(rule, result, this.#exemptions, this.#date);
      if (assessed.outcome !== "not-applicable") this.#applied.add(rule.name);
      if (assessed.exemption !== undefined) this.#used.add(assessed.exemption);
      if (assessed.outcome === "passed" && rule.unexemptible === "law") this.#passes.push({ rule, verdict: assessed });
      this.#report(assessed, rule.level === "mandatory", report, judged);
    }
  }

  #report(result: Verdict, isMandatory: boolean, report: policy.ReportViolation, judged?: string): void {
    const { outcome, urn, rule } = result;
    if (outcome === "passed" || outcome === "not-applicable") return;
    const message = `${nameOfUrn(urn)}: ${printFinding(result)}`;
    if (outcome === "violation" || !isMandatory) report(message, urn === judged ? undefined : urn);
    else this.#notes.push({ message: `${rule}: ${message}`, urn });
  }
}

/** Limits a validation to one type, as the SDK's `validateResourceOfType` does for a class: resources of other types are skipped. */
function forType(rule: ResourceRule, validate: policy.ResourceValidation): policy.ResourceValidation {
  const [type, ...others] = typeof rule.types === "function" ? [] : rule.types;
  return type === undefined || others.length > 0 ? validate : Object.assign(validate, { __pulumiType: type });
}

const toResource = ({ urn, type, name, props }: { urn: string; type: string; name: string; props: Record<string, unknown> }): Resource => ({
  urn,
  type,
  name,
  props,
});

/** The JSON schema of a rule's parameters, in Pulumi's form. */
function configSchemaOf(rule: Rule): policy.PolicyConfigSchema {
  const { properties } = z.toJSONSchema(rule.parameters, { io: "input" }) as { properties?: policy.PolicyConfigSchema["properties"] };
  return { properties: properties ?? {} };
}
