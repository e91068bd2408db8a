import { egressContract } from "../../components/schema/contracts/site.ts";
import { siteRule } from "../lib/fact-rules.ts";
import { sitePlace } from "../lib/site-facts.ts";
import { noParameters } from "../lib/parameters.ts";
import type { Finding } from "../lib/rule.ts";
import { declarationsIn } from "./declared.ts";
import { sovereigntyFramework } from "./framework.ts";
import { kubernetesObjects } from "./objects.ts";
import { referencesIn } from "./references.ts";
import { undeclaredReferences } from "./undeclared.ts";

const purpose = "telemetry";

export const telemetryStaysHome = siteRule({
  name: "telemetry-stays-home",
  description: "Metrics, logs and traces go only to endpoints that are declared for telemetry, in the site's own jurisdiction",
  why: "Telemetry carries prompts, paths, user names and addresses. Exporters are set up by a line in an environment, and their services are mostly in the United States.",
  level: "mandatory",
  severity: "high",
  framework: {
    ...sovereigntyFramework,
    reference: "SOV-4, operations",
    specification: "Logs and monitoring stay under the jurisdiction that the customer chose.",
  },
  remediation: "Send telemetry to a collector of the cluster or the site, and declare that one in site.egress for telemetry.",
  tags: ["sovereignty", "kubernetes", "telemetry"],
  parameters: noParameters,
  site: sitePlace,
  others: { entries: egressContract },
  judge: (site, { entries }, { resources }) => {
    const { jurisdiction } = site.facts.location;
    const declared = entries.filter(({ facts }) => facts.purpose === purpose);
    const objects = kubernetesObjects(resources).filter((object) => referencesIn(object).some(({ topic }) => topic === "telemetry"));
    if (declared.length === 0 && objects.length === 0)
      return { notApplicable: "nothing is declared for telemetry, and no object exports any" };
    const abroad = declared
      .filter(({ facts }) => facts.jurisdiction !== jurisdiction)
      .map(({ urn, facts }): Finding => ({
        urn,
        got: `telemetry that goes to ${facts.jurisdiction}`,
        want: `an endpoint in ${jurisdiction}, the site's own jurisdiction`,
        fix: "send telemetry to a collector at the site",
      }));
    return [...abroad, ...undeclaredReferences(objects, declarationsIn(resources), "telemetry", [purpose])];
  },
});
