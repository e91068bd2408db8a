import type { GpuClusterSpec } from "../../../schema/cluster.ts";

type Authentication = NonNullable<GpuClusterSpec["controlPlane"]["authentication"]>;

/**
 * The API server's AuthenticationConfiguration (apiserver.config.k8s.io/v1, served since Kubernetes 1.34). Groups come as the issuer writes them, since role bindings
 * name them so; hence nobody may bring one of Kubernetes' own.
 */
export const planAuthentication = ({ issuer, audience, usernameClaim, groupsClaim }: Authentication) => ({
  apiVersion: "apiserver.config.k8s.io/v1",
  kind: "AuthenticationConfiguration",
  jwt: [
    {
      issuer: { url: issuer, audiences: [audience] },
      claimMappings: { username: { claim: usernameClaim, prefix: "oidc:" }, groups: { claim: groupsClaim, prefix: "" } },
      userValidationRules: [
        {
          expression: "user.groups.all(group, !group.startsWith('system:'))",
          message: "groups that start with system: are Kubernetes' own",
        },
      ],
    },
  ],
});
