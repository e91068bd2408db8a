/**
 * On a claim of ours: Pulumi goes on without its volume, which comes with the first pod that mounts it. Its provider would wait five minutes in vain where it does not
 * find the claim's class yet, and whenever a claim changes that is bound (pulumi-kubernetes, issue 4179).
 */
export const skipAwait = { "pulumi.com/skipAwait": "true" } as const;

/**
 * On volume claims: Pulumi does not wait for the volume, which comes with the first pod that mounts it. Its provider would wait five minutes in vain while the
 * claim's class is not found yet, and at every change of a bound claim (pulumi-kubernetes, issue 4179).
 */
export const keepOnPrune = { "kustomize.toolkit.fluxcd.io/prune": "disabled", "pulumi.com/patchFieldManager": "nscale" } as const;
