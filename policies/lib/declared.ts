import { z } from "zod";
import { shapeFaults } from "../../components/lib/parse/shape.ts";
import type { Finding, Resource } from "./rule.ts";

/** A resource's facts in the shape that a rule asked for, with its URN. */
export interface Declared<Facts> {
  readonly urn: string;
  readonly name: string;
  readonly facts: Facts;
}

/**
 * Reads a resource's facts. A missing, unknown or malformed fact is a finding: nothing passes unread. Fields outside the shape are ignored,
 * known or not.
 */
export function readFacts<Shape extends z.ZodObject>(
  resource: Resource,
  shape: Shape,
): { readonly declared: Declared<z.output<Shape>> } | { readonly findings: readonly Finding[] } {
  const { urn, name, props } = resource;
  const read = shape.safeParse(props);
  if (read.success) return { declared: { urn, name, facts: read.data } };
  const faults = shapeFaults(shape, { data: props, input: props, meant: props }, read.error);
  return { findings: faults.map(({ path, got, want, fix }) => ({ urn, got: `${path}: ${got}`, want, fix })) };
}

/** The paths of a shape's fields: these must be known of a resource. */
export function pathsOf(shape: z.core.$ZodType, path = ""): string[] {
  if (shape instanceof z.ZodOptional) return pathsOf(shape.unwrap(), path);
  if (!(shape instanceof z.ZodObject)) return [path];
  return Object.entries(shape.shape as Record<string, z.core.$ZodType>).flatMap(([key, field]) =>
    pathsOf(field, path === "" ? key : `${path}.${key}`),
  );
}
