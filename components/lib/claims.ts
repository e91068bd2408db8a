/**
 * On volume claims: Pulumi does not wait for the volume, which comes with the first pod that mounts it. Its provider would wait five minutes in vain while the
 * claim's class is not found yet, and at every change of a bound claim (pulumi-kubernetes, issue 4179).
 */
export const skipAwait = { "pulumi.com/skipAwait": "true" } as const;

/**
 * On objects that outlive their layer: Flux does not prune them where manifests are rendered, and a layer that comes back is the same manager of their fields,
 * so that it may change them.
 */
export const keepOnPrune = { "kustomize.toolkit.fluxcd.io/prune": "disabled", "pulumi.com/patchFieldManager": "nscale" } as const;
