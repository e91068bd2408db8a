import type * as pulumi from "@pulumi/pulumi";

/** The options that every child of a layer has. */
export interface ChildOptions extends pulumi.CustomResourceOptions {
  readonly dependsOn: pulumi.Resource[];
}

/** The same options for a child that also needs other children. */
export const after = (options: ChildOptions, ...others: pulumi.Resource[]): ChildOptions => ({
  ...options,
  dependsOn: [...options.dependsOn, ...others],
});
