import { expect, test } from "vitest";
import { judge } from "../../../policies/verdicts/judge.ts";
import { guardUnknowns } from "../../../policies/lib/unknown.ts";
import type { Resource } from "../../../policies/lib/rule.ts";
import { rules } from "../../../policies/rules.ts";
import { judgedOn } from "../../support/checkout.ts";
import { resourcesOf } from "../../support/policies.ts";
import type { Added, Case } from "./case.ts";
import { cases as harmless } from "./harmless.ts";
import { cases as kinds } from "./kinds.ts";
import { cases as texts } from "./texts.ts";

const stack = "glomfjord";
const mandatory = rules.filter(({ level }) => level === "mandatory");

/** A resource beside the components; an object of Kubernetes in a namespace that is closed, so that none is found for that alone. */
const beside = ({ type, name, props }: Added): Resource => ({
  urn: `urn:pulumi:${stack}::nscale::${type}::${name}`,
  type,
  name,
  props: type.startsWith("kubernetes:") ? { ...props, metadata: { name, namespace: "tenant-x", ...props.metadata } } : props,
});
const closed = beside({
  type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  name: "closed",
  props: { spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } },
});

const own = [...(await resourcesOf(stack)), closed];
const blocking = (resources: readonly Resource[]) =>
  judge(mandatory, resources.map(guardUnknowns), judgedOn).filter(({ finding }) => finding !== undefined && finding.advisory === undefined);
const before = new Set(blocking(own).map(({ rule, urn, finding }) => `${rule} ${urn} ${finding?.got ?? ""}`));

/** The rules that find what a case adds. */
const rulesThatFind = ({ added }: Case): string[] => {
  const results = blocking([...own, ...added.map(beside)]).filter(
    ({ rule, urn, finding }) => !before.has(`${rule} ${urn} ${finding?.got ?? ""}`),
  );
  return [...new Set(results.map(({ rule }) => rule))].sort();
};

test.each([...kinds, ...texts].map((one) => [one.what, one] as const))("found: %s", (_, one) => {
  expect(one.rules).not.toEqual([]);
  expect(rulesThatFind(one)).toEqual(one.rules);
});

test.each(harmless.map((one) => [one.what, one] as const))("harmless: %s", (_, one) => {
  expect(rulesThatFind(one)).toEqual([]);
});
