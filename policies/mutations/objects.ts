import { siteType } from "../lib/site-facts.ts";
import type { Mutation } from "./mutation.ts";

/** A raw Kubernetes object beside the components of a site, in a namespace that no tenant has. */
export const beside = (rule: string, what: string, type: string, fields: Readonly<Record<string, unknown>>): Mutation => ({
  rule,
  what,
  type: siteType,
  adds: () => ({ type: `kubernetes:${type}`, props: { metadata: { name: "stray", namespace: "stray" }, ...fields } }),
});

/** What one container, in an image of no registry in particular, does. */
export const container = (fields: Readonly<Record<string, unknown>> = {}) => ({ name: "main", image: "train", ...fields });

/** The spec of a workload whose pods are these. */
export const podTemplate = (spec: Readonly<Record<string, unknown>>) => ({ spec: { template: { spec } } });

/** A Pod of one container. */
export const pod = (
  rule: string,
  what: string,
  fields: Readonly<Record<string, unknown>>,
  spec: Readonly<Record<string, unknown>> = {},
): Mutation => beside(rule, what, "core/v1:Pod", { spec: { containers: [container(fields)], ...spec } });
