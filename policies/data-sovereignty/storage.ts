import { jurisdictions } from "../../components/catalog/jurisdictions.ts";
import { inForceOn } from "../../components/lib/dated.ts";
import { printNames } from "../../components/lib/parse/fault.ts";
import { misplacedCopy, misplacedVolumes } from "../../components/residency/copies.ts";
import { factRule, siteRule } from "../lib/fact-rules.ts";
import { europeanArea, europeanMembers, type EuropeanMembers } from "../law/eea.ts";
import { noParameters } from "../lib/parameters.ts";
import type { Finding } from "../lib/rule.ts";
import { select } from "../../components/lib/contract.ts";
import { tenantContract } from "../../components/schema/contracts/fleet.ts";
import { egressContract, storageContract } from "../../components/schema/contracts/site.ts";
import { sitePlace } from "../lib/site-facts.ts";
import { keptIn, type Kept } from "./declared.ts";
import { asInstructed, dataProtectionUrl, sovereigntyFramework } from "./framework.ts";

export const storageStaysInRegion = siteRule({
  name: "storage-stays-in-region",
  description: "Volumes lie at the site; snapshots, backups and object stores lie where every tenant allows",
  why: "A backup is the data itself, and usually the first copy to leave: a tenant's contract on the place of data holds for every copy.",
  level: "mandatory",
  severity: "critical",
  framework: asInstructed,
  url: dataProtectionUrl,
  remediation: "Move the store to a place that every tenant allows; widen a tenant's residency only if its contract says so.",
  tags: ["sovereignty", "storage", "residency"],
  parameters: noParameters,
  site: sitePlace,
  others: {
    stores: storageContract,
    tenants: select(tenantContract, { residency: true }),
    entries: egressContract,
  },
  judge: (site, { stores, tenants, entries }) => {
    const here = site.facts.location.jurisdiction;
    const objectStores = entries.filter(({ facts }) => facts.purpose === "object-store");
    if (stores.length === 0 && objectStores.length === 0) return { notApplicable: "the stack declares nothing that keeps data" };
    const residents = tenants.map(({ name, facts }) => ({ name, residency: facts.residency }));
    const abroad = (urn: string, what: string, jurisdiction: string): Finding[] => {
      const misplaced = misplacedCopy(what, jurisdiction, here, residents);
      return misplaced === undefined ? [] : [{ urn, ...misplaced }];
    };
    return [
      ...stores.flatMap(({ urn, facts }) =>
        keptIn(facts).flatMap(({ path, jurisdiction }): Finding[] => {
          const misplaced = path.startsWith("classes.") ? misplacedVolumes(path, jurisdiction, here) : undefined;
          return misplaced === undefined ? abroad(urn, path, jurisdiction) : [{ urn, ...misplaced }];
        }),
      ),
      ...objectStores.flatMap(({ urn, facts }) => abroad(urn, "an object store", facts.jurisdiction)),
    ];
  },
});

/** True if two countries share one data protection law: the same country, or both in the European Economic Area. */
const underOneLaw = (members: EuropeanMembers, one: string, other: string): boolean => {
  const area = europeanArea(members);
  return one === other || (area.includes(one) && area.includes(other));
};

/** Stores grouped by jurisdiction and key. */
const groupsOf = (kept: readonly Kept[]) =>
  [...Map.groupBy(kept, ({ jurisdiction, encryptionKey }) => `${jurisdiction} ${encryptionKey}`).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, paths: [first, ...others].map(({ path }) => path) }],
  );

export const kmsKeyJurisdiction = factRule({
  name: "kms-key-jurisdiction",
  description: "The key of each store, and the headquarters of its holder, are under the same data protection law as the data",
  why: "Encryption is as foreign as its key: a court with power over the key holder can read the data anywhere. A foreign holder undoes the protection of the place.",
  level: "mandatory",
  severity: "critical",
  framework: {
    ...sovereigntyFramework,
    reference: "SOV-3, data",
    specification: "Keys are under the sole control of the customer, or of a provider under the same law.",
  },
  remediation: "Have the key held by the operating company in the country, or by the tenant itself.",
  tags: ["sovereignty", "storage", "keys"],
  parameters: noParameters,
  law: europeanMembers,
  of: storageContract,
  judge: (facts, { date }) => {
    const [members] = inForceOn(europeanMembers, date);
    const kept = keptIn(facts);
    if (kept.length === 0) return { notApplicable: "nothing keeps data" };
    if (members === undefined) return { notApplicable: `no list of the European Economic Area is on record for ${date}` };
    return groupsOf(kept).flatMap(({ paths, jurisdiction, encryptionKey }): Finding[] => {
      const key = Object.hasOwn(facts.encryptionKeys, encryptionKey) ? facts.encryptionKeys[encryptionKey] : undefined;
      const got = `${paths.join(", ")} under key ${encryptionKey}`;
      if (key === undefined) {
        const known = printNames(Object.keys(facts.encryptionKeys));
        return [
          { got: `${got}, which is not declared`, want: `a key of encryptionKeys: ${known}`, fix: "declare the key with its holder" },
        ];
      }
      const country = jurisdictions[jurisdiction].country;
      const where = `the law of ${jurisdiction}, where the data lies`;
      const findings: Finding[] = [];
      if (!underOneLaw(members.value, jurisdictions[key.jurisdiction].country, country)) {
        findings.push({ got: `${got} in ${key.jurisdiction}`, want: `a key under ${where}`, fix: "move the key to the place of the data" });
      }
      if (!underOneLaw(members.value, key.holderHeadquarters, country)) {
        findings.push({
          got: `${got}, held by ${key.holder} with headquarters in ${key.holderHeadquarters}`,
          want: `a holder under ${where}`,
          fix: "have the key held by a company of the country, or by the tenant itself",
        });
      }
      return findings;
    });
  },
});
