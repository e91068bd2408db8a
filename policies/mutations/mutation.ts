import type { Resource } from "../lib/rule.ts";

/** The fields by which mutations select their resources. */
interface Props {
  readonly name?: string;
  readonly kind?: string;
  readonly contract?: string;
  readonly purpose?: string;
  readonly destination?: { readonly host?: string };
  readonly gridZone?: string;
  readonly jurisdiction?: string;
  readonly location?: { readonly jurisdiction?: string; readonly latitudeDegrees?: number };
  readonly efficiency?: { readonly renewableEnergyFactor?: number };
  readonly backups?: object;
  readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: { readonly podSelector?: object; readonly policyTypes?: readonly string[] };
}

/** One way to violate a rule: a changed fact of a resource, or an added resource. */
export interface Mutation {
  /** The rule that must detect it. */
  readonly rule: string;
  /** The change in words: `the agreement is grid power`. */
  readonly what: string;
  /** The type of the mutated resources, one mutant for each. */
  readonly type: string;
  /** True if the mutation would violate the rule on this resource. @default true */
  readonly when?: (props: Props, resources: readonly Resource[]) => boolean;
  /** New field values by dotted path; a function computes the value from the old one and the stack. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** Fields to remove, by dotted path. */
  readonly unset?: readonly string[];
  /** Set if the mutation removes the resource. */
  readonly removes?: true;
  /** Adds a resource beside the existing one. */
  readonly adds?: (resource: Resource) => { readonly type: string; readonly props: Readonly<Record<string, unknown>> };
}

/** A stack with one mutation applied. */
export interface Mutant {
  readonly rule: string;
  readonly what: string;
  /** The mutated or added resource. */
  readonly urn: string;
  readonly resources: readonly Resource[];
}

/** Every mutant that a mutation makes of this stack. */
export function mutantsOf(resources: readonly Resource[], broken: Mutation): Mutant[] {
  const { rule, what, type, when = () => true } = broken;
  return resources
    .filter((resource) => resource.type === type && when(resource.props, resources))
    .map((resource) => ({ rule, what, ...mutate(resources, resource, broken) }));
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
      typeof value === "function" ? (value as (old: unknown, resources: readonly Resource[]) => unknown)(old, stack) : value,
    );
  }
  for (const path of unset) place(props, path, () => undefined);
  return { urn: resource.urn, resources: [...others, { ...resource, props }] };
}

/** Sets the value at a dotted path, creating objects on the way; an undefined value removes the field. */
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
