import type * as pulumi from "@pulumi/pulumi";

/**
 * The stages in which a GitOps tool applies what is rendered for a cluster: operators with the sources of their charts; what all tenants use; what each tenant has,
 * Slurm included; the endpoints of models. An object is in the first stage in which its kind, and what it refers to, is there.
 */
export const stages = ["operators", "layer", "tenants", "endpoints"] as const;

export type Stage = (typeof stages)[number];

/** The annotation by which Argo CD orders objects, and by which Flux's Kustomizations choose theirs. */
export const waveAnnotation = "argocd.argoproj.io/sync-wave";

/** A stage as a value of the annotation: 1 for the first. */
export const waveOf = (stage: Stage): string => String(stages.indexOf(stage) + 1);

interface Annotated {
  readonly annotations?: Readonly<Record<string, string>>;
}

const annotate =
  (stage: Stage): pulumi.ResourceTransformation =>
  ({ type, props, opts }) => {
    if (!type.startsWith("kubernetes:")) return undefined;
    const { metadata = {} } = props as { metadata?: Annotated };
    // The options nearest to an object come first, and are not overruled.
    const annotations = { [waveAnnotation]: waveOf(stage), ...metadata.annotations };
    return { props: { ...props, metadata: { ...metadata, annotations } }, opts };
  };

/** Options by which a resource and its children go into a stage if they are rendered. On a live cluster the engine keeps the order. */
export const inStage = (stage: Stage, isRendered: boolean): Pick<pulumi.ResourceOptions, "transformations"> =>
  isRendered ? { transformations: [annotate(stage)] } : {};
