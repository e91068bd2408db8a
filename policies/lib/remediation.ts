import type * as policy from "@pulumi/policy";
import { applyAdditions, type RemedyPlace, type Remedy } from "./remedy.ts";
import { sitePlace } from "./site-facts.ts";

/**
 * Remedies as engine policies: disabled until `--policy-pack-config` sets one to `remediate`.
 *
 * The engine shows a remedy one resource at a time, so the site is remembered once it has passed. Resources before the site are left
 * unchanged, for the rules to judge.
 */
export const remediationPolicies = (remedies: readonly Remedy[]): policy.Policies => remedies.map(toPolicy);

function toPolicy({ name, description, severity, framework, tags, additions }: Remedy): policy.ResourceValidationPolicy {
  let place: RemedyPlace | undefined;
  return {
    name,
    description,
    enforcementLevel: "disabled",
    severity,
    framework,
    tags: [...tags],
    remediateResource: (args) => {
      if (args.type === sitePlace.type) {
        const site = sitePlace.facts.safeParse(args.props);
        if (site.success) place = { site: args.name, jurisdiction: site.data.location.jurisdiction };
      }
      return place !== undefined && applyAdditions(additions(args, place)) ? args.props : undefined;
    },
  };
}
