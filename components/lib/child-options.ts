import type * as pulumi from "@pulumi/pulumi";

/** Options of every child of a layer. */
export interface ChildOptions extends pulumi.CustomResourceOptions {
  readonly dependsOn: pulumi.Resource[];
}

/** The same options for a child that also depends on other children. */
export const after = (options: ChildOptions, ...others: pulumi.Resource[]): ChildOptions => ({
  ...options,
  dependsOn: [...options.dependsOn, ...others],
});
