import { describe, expect, test } from "vitest";
import { disturbancesOf, shrinkingGuarantees, touchedRows } from "../../../review/judge/blast-radius.ts";
import { jurisdictionChanges } from "../../../review/judge/jurisdictions.ts";
import { verdictsOf } from "../../../review/judge/policies.ts";
import type { Verdict } from "../../../policies/verdicts/apply-exemptions.ts";
import type { Step } from "../../../review/plan/step.ts";
import { planOf, reviewOf, step } from "../../support/review-plans.ts";

const defer = "topology.cluster.x-k8s.io/defer-upgrade";

interface Unit {
  readonly name: string;
  readonly replicas: number;
  readonly image?: string;
  readonly isDeferred?: boolean;
}

/** The inputs of a Cluster API Cluster. */
const cluster = (version: string, image: string, units: readonly Unit[]) => ({
  spec: {
    topology: {
      version,
      variables: [{ name: "nodeImage", value: image }],
      workers: {
        machineDeployments: units.map(({ name, replicas, image: own, isDeferred = false }) => ({
          name,
          replicas,
          ...(isDeferred ? { metadata: { annotations: { [defer]: "" } } } : {}),
          variables: { overrides: own === undefined ? [] : [{ name: "nodeImage", value: own }] },
        })),
      },
    },
  },
});

const facts = (changes: object = {}) => ({ gpus: 80, accelerator: "b200", fabric: "infiniband", unitsPerRack: 2, ...changes });
const factStep = (changes: object = {}): Step =>
  step("update", { type: "nscale:cluster:GpuCluster", name: "training", before: facts(), after: facts(changes) });
const clusterStep = (before: object, after?: object): Step =>
  step(after === undefined ? "delete" : "update", {
    type: "kubernetes:cluster.x-k8s.io/v1beta2:Cluster",
    name: "training",
    before: before as NonNullable<Step["before"]>,
    ...(after === undefined ? {} : { after: after as NonNullable<Step["after"]> }),
  });

const two: readonly Unit[] = [
  { name: "su-1", replicas: 6 },
  { name: "su-2", replicas: 4 },
];
const told = (steps: readonly Step[]) =>
  disturbancesOf(steps).map(({ kind, scalableUnits, hosts, gpus }) => [kind, scalableUnits.join(), hosts, gpus]);

describe("the blast radius", () => {
  test("is empty if replicas grow", () => {
    expect(told([factStep(), clusterStep(cluster("v1", "a", two), cluster("v1", "a", [...two, { name: "su-3", replicas: 4 }]))])).toEqual(
      [],
    );
  });

  test("is the removed hosts, by scalable unit", () => {
    const after = cluster("v1", "a", [{ name: "su-1", replicas: 5 }]);
    expect(told([factStep(), clusterStep(cluster("v1", "a", two), after)])).toEqual([["drained", "su-1,su-2", 5, 40]]);
  });

  test("of an upgrade wave is the scalable units whose image changes", () => {
    const after = cluster("v1", "a", [two[0] as Unit, { name: "su-2", replicas: 4, image: "b" }]);
    expect(told([factStep(), clusterStep(cluster("v1", "a", two), after)])).toEqual([["replaced", "su-2", 4, 32]]);
  });

  test("of a new version leaves out deployments that defer it", () => {
    const pinned = two.map((unit) => ({ ...unit, image: "a", isDeferred: unit.name === "su-2" }));
    expect(told([factStep(), clusterStep(cluster("v1", "a", two), cluster("v2", "b", pinned))])).toEqual([["replaced", "su-1", 6, 48]]);
  });

  test("of a changed template is every machine", () => {
    const same = cluster("v1", "a", two);
    const template = step("update", {
      type: "kubernetes:infrastructure.cluster.x-k8s.io/v1beta2:Metal3MachineTemplate",
      name: "training-worker",
      before: { metadata: { name: "a" }, spec: { template: 1 } },
      after: { metadata: { name: "b" }, spec: { template: 2 } },
    });
    expect(told([factStep(), template, clusterStep(same, same)])).toEqual([["replaced", "su-1,su-2", 10, 80]]);
    const renamed = { ...template, after: { metadata: { name: "b" }, spec: { template: 1 } } };
    expect(told([factStep(), renamed, clusterStep(same, same)])).toEqual([]);
  });

  test("of a removed cluster, or of another fabric, is the whole cluster", () => {
    const same = cluster("v1", "a", two);
    expect(told([factStep(), clusterStep(same)])).toEqual([["drained", "su-1,su-2", 10, 80]]);
    const steps = [factStep({ fabric: "roce" }), clusterStep(same, same)];
    expect(disturbancesOf(steps).map(({ cause }) => cause)).toEqual(["the machines are rebuilt: fabric"]);
    expect(touchedRows(steps, disturbancesOf(steps))[0]?.rows).toEqual([
      { name: "su-1", racks: 3, touched: "replaced" },
      { name: "su-2", racks: 2, touched: "replaced" },
    ]);
  });

  test("counts guarantees that shrink, and those that end", () => {
    const layer = step("update", {
      type: "nscale:kubernetes:KubernetesLayer",
      name: "training",
      before: { guaranteedGpus: { research: 40, industry: 32, start: 8 } },
      after: { guaranteedGpus: { research: 48, industry: 16 } },
    });
    const inSlurm = step("update", {
      type: "nscale:slurm:SlurmLayer",
      name: "training",
      before: { guaranteedGpus: { research: 40, industry: 32 } },
      after: { guaranteedGpus: { research: 40, industry: 24 } },
    });
    expect(shrinkingGuarantees([layer, inSlurm]).map(({ layer: of, tenant, atRiskGpus }) => [of, tenant, atRiskGpus])).toEqual([
      ["kueue", "industry", 16],
      ["kueue", "start", 8],
      ["slurm", "industry", 8],
    ]);
  });
});

test("new jurisdictions are reported, those outside the EEA first", () => {
  const organisation = { legalName: "Example AS", headquarters: "NO", ultimateParent: { legalName: "Example AS", headquarters: "NO" } };
  const site = (parent: string) => ({
    location: { jurisdiction: "NO" },
    operator: { ...organisation, ultimateParent: { legalName: "Example AS", headquarters: parent } },
  });
  const egress = (jurisdiction: string) => ({
    purpose: "telemetry",
    destination: { kind: "host", host: "t.example" },
    port: 443,
    jurisdiction,
  });
  const changes = jurisdictionChanges([
    step("update", { type: "nscale:site:Site", name: "narvik", before: site("NO"), after: site("US") }),
    step("update", { type: "nscale:site:Egress", name: "telemetry", before: egress("NO"), after: egress("IS") }),
    step("create", {
      type: "nscale:fleet:Tenant",
      name: "research",
      after: { organisation, residency: ["NO"] },
    }),
  ]);
  expect(
    changes.map(({ change, what, jurisdiction, leavesSite, leavesEea }) => [change, what, jurisdiction, leavesSite, leavesEea]),
  ).toEqual([
    ["new", "the operator's ultimate parent Example AS is under the law of its headquarters", "US", true, true],
    ["new", "telemetry traffic may go to t.example:443", "IS", true, false],
    ["new", "data of tenant research may lie there", "NO", false, false],
    ["new", "tenant research Example AS is under the law of its headquarters", "NO", false, false],
    ["new", "tenant research's ultimate parent Example AS is under the law of its headquarters", "NO", false, false],
    ["gone", "the operator's ultimate parent Example AS is under the law of its headquarters", "NO", false, false],
    ["gone", "telemetry traffic may go to t.example:443", "NO", false, false],
  ]);
});

const result = (rule: string, outcome: Verdict["outcome"]): Verdict => ({
  rule,
  urn: `urn:pulumi:narvik::nscale::nscale:site:Site::narvik`,
  verdict: outcome === "passed" ? "passed" : "violated",
  outcome,
  ...(outcome === "passed" ? {} : { finding: { got: "a", want: "b", fix: "c" } }),
});

test("verdicts state their origin (change, time, before), and include the engine's own violations", () => {
  const { policies, rulesPassed } = verdictsOf(
    {
      before: [result("kept", "violation"), result("late", "violation")],
      after: [
        result("advised", "advisory"),
        result("kept", "violation"),
        result("late", "violation"),
        result("made", "violation"),
        result("good", "passed"),
      ],
      onDataDate: [result("kept", "violation"), result("made", "violation"), result("advised", "advisory")],
    },
    [
      { rule: "kept", urn: result("kept", "violation").urn, level: "mandatory", message: "seen" },
      { rule: "hidden", urn: "urn:pulumi:narvik::nscale::x::secret", level: "mandatory", message: "seen" },
    ],
  );
  expect(policies.map(({ rule, outcome, origin }) => [rule, outcome, origin])).toEqual([
    ["hidden", "violation", "new"],
    ["made", "violation", "new"],
    ["late", "violation", "time"],
    ["kept", "violation", "old"],
    ["advised", "advisory", "new"],
  ]);
  expect(rulesPassed).toBe(1);
});

describe("a review", () => {
  const namespace = "kubernetes:core/v1:Namespace";

  test("puts the worst stack first, and equal ones by name", () => {
    const review = reviewOf([
      planOf("same", [step("same")]),
      planOf("changed", [step("update")]),
      planOf("destructive", [step("delete", { type: namespace })]),
      planOf("failed", [], { error: "no" }),
      planOf("also-changed", [step("update")]),
      planOf("refused", [step("same")], { violations: [{ rule: "r", urn: "u", level: "mandatory", message: "m" }] }),
    ]);
    expect(review.stacks.map(({ stack, status }) => `${stack} ${status}`)).toEqual([
      "failed failed",
      "refused refused",
      "destructive destructive",
      "also-changed changed",
      "changed changed",
      "same unchanged",
    ]);
    expect(review.verdict).toBe("failed");
  });

  test("asks for acknowledgement if work or data is lost, not for facts or configuration", () => {
    const removes = (type: string) => reviewOf([planOf("narvik", [step("delete", { type })])]).verdict;
    expect([namespace, "kubernetes:core/v1:ConfigMap", "nscale:site:Permit", "kubernetes:example.com/v1:Unheard"].map(removes)).toEqual([
      "unacknowledged",
      "clear",
      "clear",
      "unacknowledged",
    ]);
    expect(reviewOf([planOf("narvik", [step("replace", { type: namespace })])], { isAcknowledged: true }).verdict).toBe("clear");
  });
});
