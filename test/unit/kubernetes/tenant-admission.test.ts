import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "../../../cli/setup/cache.mjs";
import { charts } from "../../../components/catalog/charts.ts";
import { planTenantAdmission } from "../../../components/kubernetes/plan/tenant-admission/index.ts";
import { assumed } from "../../../components/lib/fact.ts";
import { exampleCluster, exampleSpec } from "../../support/specs.ts";

const { clusters } = exampleSpec({
  clusters: { racks: exampleCluster({ accelerator: "gb300-nvl72", gpus: assumed(144, "an example") }) },
});
const racks = clusters["racks"] as (typeof clusters)[string];
const registry = {
  purpose: "registry",
  destination: { kind: "host", host: "registry.example.com" },
  port: 443,
  jurisdiction: "NO",
} as const;
const sentencesOf = (egress: Parameters<typeof planTenantAdmission>[1]["egress"]) =>
  planTenantAdmission(racks, { egress }).policy.spec as unknown as {
    validations: { message: string }[];
    variables: { expression: string }[];
  };

test("docs/tenants/kueue.md has every sentence of a refusal, in the order of the rules", () => {
  const page = readFileSync(join(repository, "docs", "tenants", "kueue.md"), "utf8");
  const [, section = ""] = page.split("## What is refused");
  const rows = [...(section.split("\n## ")[0] ?? "").matchAll(/^\| [^|]+ \| `([^`]+)` +\|$/gm)].map(([, sentence]) => sentence);
  expect(rows).toEqual(sentencesOf({ registry }).validations.map(({ message }) => message));
});

test("where a site declares no registry, images are for the hosts' egress to judge", () => {
  expect(sentencesOf({}).validations).toHaveLength(sentencesOf({ registry }).validations.length - 1);
});

test("controllers' accounts are those of Kubernetes, of hosts and of every operator", () => {
  const [isController] = sentencesOf({}).variables;
  for (const { namespace } of Object.values(charts)) expect(isController?.expression).toContain(`'system:serviceaccounts:${namespace}'`);
  expect(isController?.expression).not.toContain("tenant-");
});
