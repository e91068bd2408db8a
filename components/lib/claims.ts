/**
 * On a claim of ours: Pulumi goes on without its volume, which comes with the first pod that mounts it. Its provider would wait five minutes in vain where it does not
 * find the claim's class yet, and whenever a claim changes that is bound (pulumi-kubernetes, issue 4179).
 */
export const skipAwait = { "pulumi.com/skipAwait": "true" } as const;

/**
 * On what stays when its layer goes: Flux does not prune it where manifests are rendered, and the layer that comes back is the same manager of its fields, so that it
 * may change them.
 */
export const keepOnPrune = { "kustomize.toolkit.fluxcd.io/prune": "disabled", "pulumi.com/patchFieldManager": "nscale" } as const;
