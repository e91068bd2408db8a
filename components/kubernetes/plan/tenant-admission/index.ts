import { tenantLabel } from "../../../lib/names.ts";
import { layerNames } from "../../../names/kubernetes.ts";
import type { GpuClusterSpec } from "../../../schema/cluster.ts";
import type { SiteSpec } from "../../../schema/site.ts";
import { refusing, type AdmissionPlan } from "../admission.ts";
import { isController } from "./accounts.ts";
import { choiceRules } from "./choice-rules.ts";
import { partRules } from "./part-rules.ts";
import { placementRules } from "./placement-rules.ts";
import { queueRules } from "./queue-rules.ts";
import { templateVariables } from "./templates.ts";

const written = { apiGroups: ["*"], apiVersions: ["*"], operations: ["CREATE", "UPDATE"], scope: "Namespaced" };

/**
 * What the API server refuses in namespaces of tenants: ways round the queue and into others' hosts. Controllers make pods on a tenant's word, so every kind is
 * judged as its author writes it, and every pod again as it is made. A rule that fails, or an object that it cannot read, is a refusal.
 */
export function planTenantAdmission(cluster: GpuClusterSpec, site: Pick<SiteSpec, "egress">): AdmissionPlan {
  const { name } = layerNames("").tenantAdmission;
  const parts = partRules(cluster);
  return refusing(name, {
    matchConstraints: {
      namespaceSelector: { matchExpressions: [{ key: tenantLabel, operator: "Exists" }] },
      resourceRules: [
        { ...written, resources: ["*"] },
        { ...written, apiGroups: [""], resources: ["pods/ephemeralcontainers"] },
      ],
    },
    variables: [{ name: "isController", expression: isController }, ...templateVariables, ...parts.variables],
    validations: [...queueRules, ...placementRules, ...parts.rules, ...choiceRules(site)].map(({ expression, message }) => ({
      expression,
      message,
    })),
  });
}
