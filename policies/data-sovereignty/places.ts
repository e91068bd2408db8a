import { egressContract, storageContract } from "../../components/schema/contracts/site.ts";
import { countryOf } from "../lib/countries.ts";
import { noParameters } from "../lib/parameters.ts";
import { stackRule, type Finding, type Resource } from "../lib/rule.ts";
import { declarationReads, declarationsIn } from "./declared.ts";
import { knownPlace } from "./framework.ts";
import { clouds, countryOfHost } from "../lib/cloud-regions.ts";

const sources = Object.values(clouds)
  .map(({ source }) => source)
  .join("; ");

function contradiction(urn: string, what: string, host: string, jurisdiction: string): Finding[] {
  const country = countryOfHost(host);
  if (country === undefined || country === countryOf(jurisdiction)) return [];
  return [
    {
      urn,
      got: `${what} ${host} declared in ${jurisdiction}`,
      want: `${country}, where the cloud itself says that its region lies (${sources})`,
      fix: "declare the country of the region, or a host of the site",
    },
  ];
}

/** The jurisdictions of each host: whoever answers by one name is in one place. */
function several(egress: readonly Resource[]): Finding[] {
  const known = new Map<string, string>();
  return egress.flatMap((resource): Finding[] => {
    const [declared] = declarationsIn([resource]).egress;
    if (declared?.destination.kind !== "host") return [];
    const host = declared.destination.host.toLowerCase();
    const first = known.get(host) ?? declared.jurisdiction;
    known.set(host, first);
    if (first === declared.jurisdiction) return [];
    return [
      {
        urn: resource.urn,
        got: `${host} declared in ${declared.jurisdiction}`,
        want: `${first}, as another entry says`,
        fix: "correct the jurisdiction of one of the entries",
      },
    ];
  });
}

export const placeAsPublished = stackRule({
  name: "place-as-published",
  description: "A host of a known cloud is declared in the country of the region in its name, and no host in two jurisdictions",
  why: "The name of a cloud's host says in which region it answers. A declaration that says otherwise makes every rule on places pass.",
  level: "mandatory",
  severity: "critical",
  framework: knownPlace,
  remediation: "Declare the jurisdiction in which the host's region lies, and judge again whether data may go there.",
  tags: ["sovereignty", "egress", "storage"],
  parameters: noParameters,
  reads: [...declarationReads, `${egressContract.type} jurisdiction`],
  judge: ({ resources }) => {
    const egress = resources.filter(({ type }) => type === egressContract.type);
    const storage = resources.filter(({ type }) => type === storageContract.type);
    if (egress.length === 0 && storage.length === 0) return { notApplicable: "the site declares no destination and no backup" };
    return [
      ...egress.flatMap((resource) =>
        declarationsIn([resource]).egress.flatMap(({ destination, jurisdiction }) =>
          destination.kind === "host" ? contradiction(resource.urn, "egress to", destination.host, jurisdiction) : [],
        ),
      ),
      ...storage.flatMap((resource) =>
        declarationsIn([resource]).storage.flatMap(({ backups }) =>
          Object.values(backups).flatMap(({ host, jurisdiction }) => contradiction(resource.urn, "a backup at", host, jurisdiction)),
        ),
      ),
      ...several(egress),
    ];
  },
});
