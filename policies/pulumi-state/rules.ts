import { z } from "zod";
import { noParameters } from "../lib/parameters.ts";
import { pulumiStateType } from "../lib/pulumi-state.ts";
import { resourceRule, type Finding, type Rule } from "../lib/rule.ts";

/** The location of a stack's state, the provider that encrypts its secrets, and the site's declared places for both. */
export const pulumiState = z.strictObject({
  /** The backend's URL; absent if only an exported state file is at hand. */
  backend: z.string().optional(),
  secretsProvider: z.string().describe("as in the stack's file; passphrase where that names none"),
  hasLiveTargets: z.boolean().describe("some cluster of the stack is a real one, by the stack's file"),
  declared: z.strictObject({
    hosts: z.array(z.string()).describe("of egress"),
    buckets: z.array(z.string()).describe("of backups"),
    keys: z.array(z.string()).describe("the names of encryption keys"),
  }),
});
export type PulumiState = z.output<typeof pulumiState>;

const localSecrets = ["passphrase", "default"];

function backendFindings({ backend, declared }: PulumiState): Finding[] {
  if (backend === undefined || backend.startsWith("file:")) return [];
  const { protocol, hostname } = new URL(backend);
  const known = protocol === "https:" || protocol === "http:" ? declared.hosts : [...declared.hosts, ...declared.buckets];
  if (known.includes(hostname)) return [];
  return [
    {
      got: `a state in ${protocol}//${hostname}, which the site does not declare`,
      want: `a local backend (file://), or one of the declared hosts and buckets: ${known.join(", ") || "none"}`,
      fix: "move the state (pulumi login), or declare its host in site.egress or its bucket in site.storage.backups, with the jurisdiction in which it lies",
    },
  ];
}

function secretsFindings({ secretsProvider, declared }: PulumiState): Finding[] {
  if (localSecrets.includes(secretsProvider)) return [];
  const name = secretsProvider.split("?")[0]?.split("/").at(-1) ?? "";
  const isDeclared = secretsProvider.startsWith("https:") ? declared.hosts.includes(name) : declared.keys.includes(name);
  if (isDeclared) return [];
  return [
    {
      got: `secrets that ${secretsProvider} encrypts, a key that the site does not declare`,
      want: `a passphrase, or a key with one of the declared names: ${declared.keys.join(", ") || "none"}`,
      fix: "pulumi stack change-secrets-provider, or declare the key in site.storage.encryptionKeys, with its holder and jurisdiction, under its own name",
    },
  ];
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
];
