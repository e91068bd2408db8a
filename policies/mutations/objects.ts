import { siteContract } from "../../components/schema/contracts/site.ts";
import type { Mutation } from "./mutation.ts";

/** A mutation that adds a raw Kubernetes object beside a site's components, in a namespace of no tenant. */
export const beside = (rule: string, what: string, type: string, fields: Readonly<Record<string, unknown>>): Mutation => ({
  rule,
  what,
  type: siteContract.type,
  adds: () => ({ type: `kubernetes:${type}`, props: { metadata: { name: "stray", namespace: "stray" }, ...fields } }),
});

/** A container with these fields, and an image without a registry. */
export const container = (fields: Readonly<Record<string, unknown>> = {}) => ({ name: "main", image: "train", ...fields });

/** The spec of a workload with this pod spec. */
export const podTemplate = (spec: Readonly<Record<string, unknown>>) => ({ spec: { template: { spec } } });

/** A Pod of one container. */
export const pod = (
  rule: string,
  what: string,
  fields: Readonly<Record<string, unknown>>,
  spec: Readonly<Record<string, unknown>> = {},
): Mutation => beside(rule, what, "core/v1:Pod", { spec: { containers: [container(fields)], ...spec } });
