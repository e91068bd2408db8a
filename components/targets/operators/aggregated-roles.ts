import type * as k8s from "@pulumi/kubernetes";

/** The name under which kube-controller-manager applies the rules of aggregated roles (kubernetes/pkg/controller/clusterroleaggregation). */
const fieldManager = "clusterrole-aggregation-controller";

/** What keeps Kubernetes from making a chart's aggregated roles anew. */
export interface AggregatedRolesPlan {
  readonly policy: k8s.types.input.admissionregistration.v1.ValidatingAdmissionPolicy & { readonly metadata: { readonly name: string } };
  readonly binding: k8s.types.input.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
}

/**
 * Kubernetes applies an aggregated role's rules again as each role that it gathers is deleted, and so makes one anew that was deleted just before: Helm would wait
 * for it to be gone until its time is up. Its controller is to keep roles that there are, and may not make these.
 *
 * @param roles The names of the cluster roles with an `aggregationRule`.
 */
export function planAggregatedRoles(operator: string, roles: readonly string[]): AggregatedRolesPlan {
  const name = `${operator}-aggregated-roles`;
  return {
    policy: {
      metadata: { name },
      spec: {
        // Everybody else makes cluster roles as before, whatever becomes of this policy.
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
