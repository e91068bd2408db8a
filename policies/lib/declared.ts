import { z } from "zod";
import { shapeFaults } from "../../components/lib/parse/shape.ts";
import type { Finding, Resource } from "./rule.ts";

/** The facts of a resource in the shape that a rule asked for, and the URN to name it by. */
export interface Declared<Facts> {
  readonly urn: string;
  readonly name: string;
  readonly facts: Facts;
}

/**
 * Reads a resource's facts. One that is missing or not of the kind that the rule can judge is a finding: nothing passes unread.
 * Fields that the shape does not name are not looked at, known or not.
 */
export function readFacts<Shape extends z.ZodObject>(
  resource: Resource,
  shape: Shape,
): { readonly declared: Declared<z.output<Shape>> } | { readonly findings: readonly Finding[] } {
  const { urn, name, props } = resource;
  const read = shape.safeParse(props);
  if (read.success) return { declared: { urn, name, facts: read.data } };
  const faults = shapeFaults(shape, props, read.error);
  return { findings: faults.map(({ path, got, want, fix }) => ({ urn, got: `${path}: ${got}`, want, fix })) };
}

/** The paths of the fields that a shape names: what must be known of a resource. */
export function pathsOf(shape: z.core.$ZodType, path = ""): string[] {
  if (shape instanceof z.ZodOptional) return pathsOf(shape.unwrap(), path);
  if (!(shape instanceof z.ZodObject)) return [path];
  return Object.entries(shape.shape as Record<string, z.core.$ZodType>).flatMap(([key, field]) =>
    pathsOf(field, path === "" ? key : `${path}.${key}`),
  );
}
