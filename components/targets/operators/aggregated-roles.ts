import type * as k8s from "@pulumi/kubernetes";

/** Field manager with which kube-controller-manager applies the rules of aggregated roles (kubernetes/pkg/controller/clusterroleaggregation). */
const fieldManager = "clusterrole-aggregation-controller";

/** An admission policy that keeps Kubernetes from recreating a chart's aggregated roles. */
export interface AggregatedRolesPlan {
  readonly policy: k8s.types.input.admissionregistration.v1.ValidatingAdmissionPolicy & { readonly metadata: { readonly name: string } };
  readonly binding: k8s.types.input.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
}

/**
 * Kubernetes reapplies an aggregated role whenever one of the roles that it gathers is deleted, and so recreates an aggregated role deleted just before. Helm would
 * then wait for its removal until the time-out. The policy lets the role's controller update existing roles, but not create these.
 *
 * @param roles The names of the cluster roles with an `aggregationRule`.
 */
export function planAggregatedRoles(operator: string, roles: readonly string[]): AggregatedRolesPlan {
  const name = `${operator}-aggregated-roles`;
  return {
    policy: {
      metadata: { name },
      spec: {
        // Others can still create cluster roles, even if this policy fails.
        failurePolicy: "Ignore",
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ["rbac.authorization.k8s.io"],
              apiVersions: ["v1"],
              resources: ["clusterroles"],
              operations: ["CREATE"],
              resourceNames: [...roles],
            },
          ],
        },
        validations: [
          {
            expression: `!has(request.options.fieldManager) || request.options.fieldManager != "${fieldManager}"`,
            message: `The role was deleted: ${fieldManager} does not make it anew.`,
          },
        ],
      },
    },
    binding: { metadata: { name }, spec: { policyName: name, validationActions: ["Deny"] } },
  };
}
