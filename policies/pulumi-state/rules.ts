import { z } from "zod";
import { noParameters } from "../lib/parameters.ts";
import { pulumiStateType } from "../lib/pulumi-state.ts";
import { resourceRule, type Finding, type Rule } from "../lib/rule.ts";
import { countryOf } from "../lib/countries.ts";
import { countryOfRegion } from "../lib/cloud-regions.ts";
import { backendLocation, keyLocation } from "./location.ts";

/** The location of a stack's state, the provider that encrypts its secrets, and the site's declared places for both. */
export const pulumiState = z.strictObject({
  /** The backend's URL; absent if only an exported state file is at hand. */
  backend: z.string().optional(),
  secretsProvider: z.string().describe("as in the stack's file; passphrase where that names none"),
  hasLiveTargets: z.boolean().describe("some cluster of the stack is a real one, by the stack's file"),
  siteIn: z.string().optional().describe("the jurisdiction of the site; absent where the stack has none"),
  recordedIn: z.string().optional().describe("the same by the last update, or by the base of a change; absent where there is none"),
  declared: z.strictObject({
    hosts: z.array(z.string()).describe("of egress"),
    buckets: z.array(z.strictObject({ bucket: z.string(), host: z.string() })).describe("of backups"),
    keys: z.array(z.strictObject({ name: z.string(), jurisdiction: z.string() })).describe("encryption keys"),
  }),
});
export type PulumiState = z.output<typeof pulumiState>;

const localSecrets = ["passphrase", "default"];

function backendFindings({ backend, declared }: PulumiState): Finding[] {
  if (backend === undefined || backend.startsWith("file:")) return [];
  const url = new URL(backend);
  const { text, name, host, missing } = backendLocation(url);
  const own = declared.buckets.filter(({ bucket }) => bucket === name);
  const isBucket = !["https:", "http:", "postgres:"].includes(url.protocol);
  if (isBucket ? own.length === 0 : !declared.hosts.includes(name)) {
    const known = isBucket ? declared.buckets.map(({ bucket }) => bucket) : declared.hosts;
    return [
      {
        got: `a state in ${text}, which the site does not declare`,
        want: `a local backend (file://), or one of the declared ${isBucket ? "buckets" : "hosts"}: ${known.join(", ") || "none"}`,
        fix: "move the state (pulumi login), or declare its host in site.egress or its bucket in site.storage.backups, with the jurisdiction in which it lies",
      },
    ];
  }
  if (!isBucket || own.some((one) => one.host === host)) return [];
  return [
    {
      got: `a state in ${text}, ${host === undefined ? `at a place that the address does not say (${missing})` : `at ${host}`}`,
      want: `the declared host of that bucket: ${own.map((one) => one.host).join(", ")}`,
      fix: "name the declared host as endpoint of the backend, or declare the host at which the bucket is, with its jurisdiction",
    },
  ];
}

/** Schemes of clouds, whose keys lie in a region. */
const ofRegions = /^(awskms|gcpkms):/;

function secretsFindings({ secretsProvider, declared }: PulumiState): Finding[] {
  if (localSecrets.includes(secretsProvider)) return [];
  const { text, name, host, region } = keyLocation(secretsProvider);
  const finding = (got: string, want: string, fix: string): Finding[] => [{ got: `secrets that ${text} encrypts, ${got}`, want, fix }];
  const known = secretsProvider.startsWith("https:") ? undefined : declared.keys.find((one) => one.name === name);
  if (known === undefined && !(secretsProvider.startsWith("https:") && declared.hosts.includes(host ?? ""))) {
    return finding(
      "a key that the site does not declare",
      `a passphrase, or a key with one of the declared names: ${declared.keys.map((one) => one.name).join(", ") || "none"}`,
      "pulumi stack change-secrets-provider, or declare the key in site.storage.encryptionKeys, with its holder and jurisdiction, under its own name",
    );
  }
  if (known === undefined) return [];
  if (host !== undefined && !declared.hosts.includes(host)) {
    return finding(
      `in a vault at ${host}`,
      `a declared host: ${declared.hosts.join(", ") || "none"}`,
      "declare the vault in site.egress, with its jurisdiction",
    );
  }
  if (!ofRegions.test(secretsProvider)) return [];
  const country = region === undefined ? undefined : countryOfRegion(region);
  if (country === countryOf(known.jurisdiction)) return [];
  return finding(
    region === undefined
      ? "in a region that the address does not say"
      : `in region ${region}${country === undefined ? ", whose country is not on record" : `, in ${country}`}`,
    `a region in ${known.jurisdiction}, where the site declares the key`,
    "name the region in which the key lies, and declare that place",
  );
}

/** Rules on Pulumi itself, of which the engine shows a pack nothing. */
export const rules: readonly Rule[] = [
  resourceRule({
    name: "pulumi-state-residency",
    description: "The state, and the key of its secrets, are local or where the site declares them",
    why: "The state holds every fact of the site and its tenants, and the secrets of its clusters. In a cloud of another jurisdiction they are under that law.",
    level: "mandatory",
    severity: "high",
    framework: {
      name: "Cloud Sovereignty Framework",
      version: "1.2.1",
      reference: "SOV-3",
      specification: "Data, and the keys that protect it, stay under the jurisdiction that the customer chose.",
    },
    remediation: "Keep the state in a local backend or in a declared store, and its key with a declared holder.",
    tags: ["residency", "state"],
    parameters: noParameters,
    types: [pulumiStateType],
    reads: ["backend", "secretsProvider"],
    judge: ({ props }) => {
      const state = pulumiState.parse(props);
      const findings = [...backendFindings(state), ...secretsFindings(state)];
      if (findings.length > 0 || state.backend !== undefined) return findings;
      return { notApplicable: "a file of the state does not say which backend it came from: set PULUMI_BACKEND_URL to have it judged" };
    },
  }),
  resourceRule({
    name: "site-stays",
    description: "A site lies in the country in which it was brought up",
    why: "Accelerators that stand at a site do not move with its data. A site that is declared in another country than before would take their licences, permits and residency along unread.",
    level: "mandatory",
    severity: "critical",
    framework: {
      name: "Export Administration Regulations",
      version: "81 FR 35586",
      reference: "15 CFR 734.14(a)(1)",
      specification: "A re-export is a shipment or transmission of an item from one foreign country to another.",
    },
    remediation: "Declare the new place as a site of its own, and what moves there as deliveries with movedFrom.",
    tags: ["export", "re-export", "state"],
    unexemptible: "law",
    parameters: noParameters,
    types: [pulumiStateType],
    reads: ["siteIn", "recordedIn"],
    judge: ({ props }) => {
      const { siteIn, recordedIn } = pulumiState.parse(props);
      if (siteIn === undefined || recordedIn === undefined) return { notApplicable: "no earlier place of a site is on record" };
      if (siteIn === recordedIn) return { notApplicable: `the site lies where it lay, in ${siteIn}` };
      if (countryOf(siteIn) === countryOf(recordedIn)) return [];
      return [
        {
          got: `a site in ${siteIn} that was brought up in ${recordedIn}`,
          want: `a site in ${countryOf(recordedIn)}`,
          fix: "declare the new place as a site of its own, and what moves there as deliveries with movedFrom",
        },
      ];
    },
  }),
];
