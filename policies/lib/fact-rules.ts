import type { z } from "zod";
import type { Contract } from "../../components/lib/contract.ts";
import { siteContract } from "../../components/schema/contracts/site.ts";
import { pathsOf, readFacts, type Declared } from "./declared.ts";
import {
  resourceRule,
  stackRule,
  type Context,
  type Finding,
  type RuleOutcome,
  type Resource,
  type ResourceRule,
  type StackRule,
} from "./rule.ts";

type FactRule<Shape extends z.ZodObject, Parameters> = Omit<ResourceRule<Parameters>, "kind" | "types" | "reads" | "judge"> & {
  /** The component, and what the rule reads of it. */
  readonly of: Contract<Shape>;
  readonly judge: (facts: z.output<Shape>, context: Context<Parameters>) => RuleOutcome;
};

/** A rule on the facts of one component type. Every fact that it reads must be present, known and well-formed. */
export function factRule<Shape extends z.ZodObject, Parameters>(rule: FactRule<Shape, Parameters>): ResourceRule<Parameters> {
  const {
    of: { type, facts },
    judge,
    ...rest
  } = rule;
  return resourceRule({
    ...rest,
    types: [type],
    reads: pathsOf(facts),
    judge: (resource, context) => {
      const read = readFacts(resource, facts);
      return "findings" in read ? read.findings : judge(read.declared.facts, context);
    },
  });
}

type Readings = Readonly<Record<string, Contract>>;

type Others<Read extends Readings> = { readonly [Key in keyof Read]: readonly Declared<z.output<Read[Key]["facts"]>>[] };

type SiteRule<Site extends z.ZodObject, Read extends Readings, Parameters> = Omit<StackRule<Parameters>, "kind" | "reads" | "judge"> & {
  /** The facts that the rule reads of the site. */
  readonly site: Contract<Site>;
  /** The facts that it reads of other components, each handed to it under its key. */
  readonly others: Read;
  readonly judge: (site: Declared<z.output<Site>>, others: Others<Read>, context: Context<Parameters>) => RuleOutcome;
};

/** A rule on a site and its components. Every fact that it reads must be present, known and well-formed. */
export function siteRule<Site extends z.ZodObject, Read extends Readings, Parameters>(
  rule: SiteRule<Site, Read, Parameters>,
): StackRule<Parameters> {
  const { site: ofSite, others, judge, ...rest } = rule;
  const readings = Object.values(others);
  return stackRule({
    ...rest,
    reads: [ofSite, ...readings].flatMap(({ type, facts }) => pathsOf(facts).map((path): `${string} ${string}` => `${type} ${path}`)),
    judge: (context) => {
      const sites = context.resources.filter(({ type }) => type === siteContract.type);
      const [site] = sites;
      if (site === undefined) return withoutSite(context.resources, readings);
      if (sites.length > 1) return [severalSites(sites)];
      const findings: Finding[] = [];
      const readAll = <Shape extends z.ZodObject>({ type, facts }: Contract<Shape>) =>
        context.resources
          .filter((resource) => resource.type === type)
          .flatMap((resource) => {
            const read = readFacts(resource, facts);
            if ("declared" in read) return [read.declared];
            findings.push(...read.findings);
            return [];
          });
      const [declaredSite] = readAll(ofSite);
      const declaredOthers = Object.fromEntries(Object.entries(others).map(([key, reading]) => [key, readAll(reading)]));
      if (declaredSite === undefined || findings.length > 0) return findings;
      // Each entry was parsed with the shape of its own key.
      return judge(declaredSite, declaredOthers as unknown as Others<Read>, context);
    },
  });
}

function withoutSite(resources: readonly Resource[], readings: readonly Contract[]): RuleOutcome {
  const stray = resources.find(({ type }) => readings.some((reading) => reading.type === type));
  if (stray === undefined) return { notApplicable: "the stack declares no site" };
  return [
    {
      urn: stray.urn,
      got: `${stray.type} ${stray.name} in a stack without a site`,
      want: "the site that it belongs to",
      fix: "declare the site in the same stack: this rule judges the two together",
    },
  ];
}

const severalSites = (sites: readonly Resource[]): Finding => ({
  got: `${sites.length} sites: ${sites.map(({ name }) => name).join(", ")}`,
  want: "one site a stack",
  fix: "give each site a stack of its own: what powers one must not count for another",
});
