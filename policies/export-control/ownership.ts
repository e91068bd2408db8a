import type { z } from "zod";
import { select } from "../../components/lib/contract.ts";
import { tenantContract } from "../../components/schema/contracts/fleet.ts";
import { siteContract, storageContract } from "../../components/schema/contracts/site.ts";
import { factRule, siteRule } from "../lib/fact-rules.ts";
import type { Finding } from "../lib/rule.ts";
import { screeningFindings, screeningRule } from "./screening.ts";

export const ownershipScreen = factRule({
  ...screeningRule,
  name: "ownership-screen",
  description: "Each tenant and its owners were screened against the export lists, and listed parties hold less than half of it",
  why: "A listed party needs a licence in its own name, and by the affiliates rule so does a company of which listed parties hold half. The rule is dated: it was suspended from 10 November 2025 to 9 November 2026 and returns by its own terms.",
  remediation:
    "Screen the company and its owners, enter the day and the share that listed parties hold, and do not serve a company that counts as listed.",
  of: select(tenantContract, { organisation: { legalName: true }, listScreening: true }),
  judge: ({ organisation: { legalName }, listScreening: screening }, { date, parameters: { monthsBetweenScreenings } }) =>
    screeningFindings(
      { company: legalName, screening, field: "tenants.*.listScreening", deed: "serve the company" },
      date,
      monthsBetweenScreenings,
    ) ?? {
      notApplicable: `owners did not count on ${date}, and the tenant itself is not listed`,
    },
});

const site = select(siteContract, {
  operator: { legalName: true, ultimateParent: { legalName: true } },
  owners: { legalName: true },
  listScreenings: true,
});

/** Every company that runs or owns a site or holds its keys, with its roles, by legal name. */
function partiesOf({ operator, owners }: z.output<typeof site.facts>, keyHolders: readonly string[]): ReadonlyMap<string, string> {
  const parties = new Map<string, string[]>();
  const add = (name: string, as: string) => parties.set(name, [...new Set([...(parties.get(name) ?? []), as])]);
  add(operator.legalName, "operator");
  add(operator.ultimateParent.legalName, "ultimate parent");
  for (const { legalName } of Object.values(owners)) add(legalName, "owner");
  for (const holder of keyHolders) add(holder, "key holder");
  return new Map([...parties].map(([name, as]) => [name, as.join(", ")]));
}

export const siteOwnershipScreen = siteRule({
  ...screeningRule,
  name: "site-ownership-screen",
  description: "The operator of a site, its ultimate parent, the owners and the key holders were screened against the export lists",
  why: "Operators and owners control the accelerators, and key holders control the data: the lists, and the share that listed parties hold, count for them as they do for tenants.",
  remediation:
    "Screen each company and its owners, enter the search in site.listScreenings under its legal name, and let no company that counts as listed run, own or hold keys of a site.",
  site,
  others: {
    stores: select(storageContract, { encryptionKeys: { holder: true } }),
  },
  judge: ({ urn, facts }, { stores }, { date, parameters: { monthsBetweenScreenings } }) => {
    const holders = stores.flatMap((store) => Object.values(store.facts.encryptionKeys).map(({ holder }) => holder));
    const searches = Object.values(facts.listScreenings);
    const judged = [...partiesOf(facts, holders)].flatMap(([name, as]) => {
      const own = searches.filter((one) => one.company === name);
      const about = {
        company: `${name} (${as})`,
        field: "site.listScreenings with its legal name",
        deed: "let it run, own or hold keys of the site",
      };
      return (own.length === 0 ? [undefined] : own).map((screening) =>
        screeningFindings({ ...about, screening }, date, monthsBetweenScreenings),
      );
    });
    if (judged.every((findings) => findings === undefined))
      return { notApplicable: `owners did not count on ${date}, and no party of the site is listed itself` };
    return judged.flatMap((findings = []): Finding[] => findings.map((finding) => ({ urn, ...finding })));
  },
});
