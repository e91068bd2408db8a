import type { Resource } from "../lib/rule.ts";

/** The fields by which mutations choose their resources. */
interface Props {
  readonly name?: string;
  readonly kind?: string;
  readonly purpose?: string;
  readonly gridZone?: string;
  readonly jurisdiction?: string;
  readonly location?: { readonly jurisdiction?: string; readonly latitudeDegrees?: number };
  readonly efficiency?: { readonly renewableEnergyFactor?: number };
  readonly backups?: object;
  readonly metadata?: { readonly name?: string };
}

/** One way to break a rule: a fact of a resource becomes another, or something new stands beside the resources. */
export interface Mutation {
  /** The rule that must find it. */
  readonly rule: string;
  /** What is done, in words: `the agreement is grid power`. */
  readonly what: string;
  /** The type of the resources that it is done to, each in its turn. */
  readonly type: string;
  /** Whether it would break this one; each of its type where it is left out. */
  readonly when?: (props: Props, stack: readonly Resource[]) => boolean;
  /** The fields that become another value, by dotted path; a function makes the new value of the old one and the stack. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** The fields that are gone, by dotted path. */
  readonly unset?: readonly string[];
  /** Takes the resource away. */
  readonly removes?: true;
  /** Puts another resource beside it. */
  readonly adds?: (resource: Resource) => { readonly type: string; readonly props: Readonly<Record<string, unknown>> };
}

/** A stack with one thing broken. */
export interface Mutant {
  readonly rule: string;
  readonly what: string;
  /** What it was done to, or what was put beside it. */
  readonly urn: string;
  readonly resources: readonly Resource[];
}

/** Every stack that a break makes of this one. */
export function mutantsOf(stack: readonly Resource[], broken: Mutation): Mutant[] {
  const { rule, what, type, when = () => true } = broken;
  return stack
    .filter((resource) => resource.type === type && when(resource.props, stack))
    .map((resource) => ({ rule, what, ...mutate(stack, resource, broken) }));
}

function mutate(
  stack: readonly Resource[],
  resource: Resource,
  { set = {}, unset = [], removes, adds }: Mutation,
): { urn: string; resources: Resource[] } {
  const others = stack.filter((one) => one !== resource);
  if (removes === true) return { urn: resource.urn, resources: others };
  if (adds !== undefined) {
    const added = adds(resource);
    const name = `${resource.name}-beside`;
    const urn = [...resource.urn.split("::").slice(0, 2), added.type, name].join("::");
    return { urn, resources: [...stack, { ...added, name, urn }] };
  }
  const props: Record<string, unknown> = structuredClone(resource.props);
  for (const [path, value] of Object.entries(set)) {
    place(props, path, (old) =>
      typeof value === "function" ? (value as (old: unknown, stack: readonly Resource[]) => unknown)(old, stack) : value,
    );
  }
  for (const path of unset) place(props, path, () => undefined);
  return { urn: resource.urn, resources: [...others, { ...resource, props }] };
}

/** Puts a value at a dotted path, on the way to which objects are made where there are none; nothing is left where the value is undefined. */
function place(props: Record<string, unknown>, path: string, make: (old: unknown) => unknown): void {
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let holder = props;
  for (const key of keys) {
    holder[key] ??= {};
    holder = holder[key] as Record<string, unknown>;
  }
  const value = make(holder[last]);
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else holder[last] = value;
}
