import * as policy from "@pulumi/policy";
import { z } from "zod";
import type { IsoDate } from "../../components/lib/date.ts";
import { covers, judgeResource, judgeStack, type Result } from "./judge.ts";
import type { Resource, Rule } from "./rule.ts";

/** The rules of a pack as the engine takes them. */
export function toPolicies(rules: readonly Rule[], date: IsoDate): policy.Policies {
  return rules.map((rule) => toPolicy(rule, date));
}

function toPolicy(rule: Rule, date: IsoDate): policy.ResourceValidationPolicy | policy.StackValidationPolicy {
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
    return {
      ...common,
      validateResource: (args, report) => {
        if (!covers(rule, args.type)) return;
        const parameters: unknown = rule.parameters.parse(args.getConfig());
        reportAll(judgeResource(rule, toResource(args), date, parameters), report, args.urn);
      },
    };
  }
  return {
    ...common,
    validateStack: (args, report) => {
      const parameters: unknown = rule.parameters.parse(args.getConfig());
      reportAll(judgeStack(rule, args.resources.map(toResource), date, parameters), report, undefined);
    },
  };
}

const toResource = ({ urn, type, name, props }: { urn: string; type: string; name: string; props: Record<string, unknown> }): Resource => ({
  urn,
  type,
  name,
  props,
});

function reportAll(results: readonly Result[], report: policy.ReportViolation, judged: string | undefined): void {
  for (const { verdict, finding, urn } of results) {
    if (finding === undefined || (verdict !== "violated" && verdict !== "unknown")) continue;
    report(`${urn.split("::").at(-1) ?? ""}: got ${finding.got}, want ${finding.want}; fix: ${finding.fix}`, urn === judged ? undefined : urn);
  }
}

/** The JSON schema of a rule's parameters, as Pulumi wants it. */
function configSchemaOf(rule: Rule): policy.PolicyConfigSchema {
  const { properties } = z.toJSONSchema(rule.parameters, { io: "input" }) as { properties?: policy.PolicyConfigSchema["properties"] };
  return { properties: properties ?? {} };
}
