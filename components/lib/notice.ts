import * as pulumi from "@pulumi/pulumi";

/** Logs a notice about a resource, beside the engine's own lines. Without an engine it does nothing. */
export function notice(text: string, about: pulumi.Resource): void {
  if (pulumi.runtime.hasEngine()) void pulumi.log.info(text, about);
}
