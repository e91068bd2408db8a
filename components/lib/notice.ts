import * as pulumi from "@pulumi/pulumi";

/** Says something about a resource beside the engine's own lines. A plan that is made without an engine has nobody to tell. */
export function notice(text: string, about: pulumi.Resource): void {
  if (pulumi.runtime.hasEngine()) void pulumi.log.info(text, about);
}
