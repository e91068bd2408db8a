import { expect, test } from "vitest";
import { operatorCrds } from "../../../components/catalog/operator-kinds.ts";
import { operatorTarget } from "../../../components/targets/operators/resolve.ts";
import { planFlux } from "../../../components/targets/operators/flux.ts";
import { planStages } from "../../../components/targets/stages/plan.ts";
import { waveAnnotation } from "../../../components/targets/stages/stage.ts";
import { readStack } from "../../../stacks/files.ts";
import { servingStack } from "../../support/inference.ts";
import { operatorsOf } from "../../support/plans.ts";
import { registeredBy } from "../../support/registered.ts";

const serving = servingStack();
const plans = operatorsOf("racks", serving);

test("each stage applies its own objects of the cluster's folder, after the one before it", () => {
  const stages = planStages("racks", plans, operatorTarget(), false);
  expect(Object.keys(stages)).toEqual(["operators", "layer", "tenants"]);
  expect(stages["layer"]).toEqual({
    metadata: { name: "layer", namespace: "flux-system" },
    spec: {
      interval: "10m",
      retryInterval: "1m",
      timeout: "5m",
      prune: true,
      sourceRef: { kind: "GitRepository", name: "site" },
      path: "./racks",
      dependsOn: [{ name: "operators" }],
      patches: [
        {
          target: { annotationSelector: "argocd.argoproj.io/sync-wave!=2" },
          patch: "$patch: delete\napiVersion: v1\nkind: Any\nmetadata: { name: any }\n",
        },
      ],
    },
  });
});

test("only the cluster that serves models has the stage of endpoints", () => {
  const stages = planStages("training", operatorsOf("training", serving), operatorTarget(), true);
  expect(stages["endpoints"]?.spec.dependsOn).toEqual([{ name: "tenants" }]);
});

const checksOf = (operators: "install" | "present") =>
  planStages("racks", plans, operatorTarget({ kind: "render", operators }), false)["operators"]?.spec.healthChecks ?? [];

test("the layer waits for every release of Flux's, and for the kinds that it has objects of, whoever brings them", () => {
  const namesOf = (kind: string, operators: "install" | "present") =>
    checksOf(operators).flatMap((check) => (check.kind === kind ? [check.name] : []));
  expect(namesOf("HelmRelease", "install")).toEqual(plans.map(({ operator }) => operator));
  expect(namesOf("HelmRelease", "present")).toEqual([]);
  expect(namesOf("CustomResourceDefinition", "install")).toContain("clusterqueues.kueue.x-k8s.io");
  expect(namesOf("CustomResourceDefinition", "present")).toEqual(namesOf("CustomResourceDefinition", "install"));
});

test("a release that fails stays as it is and is tried again, each attempt for a quarter of an hour", () => {
  for (const { release } of plans.map((plan) => planFlux(plan, plans))) {
    expect([release.spec.timeout, release.spec.install.strategy, release.spec.upgrade.strategy]).toEqual([
      "15m",
      { name: "RetryOnFailure", retryInterval: "2m" },
      { name: "RetryOnFailure", retryInterval: "2m" },
    ]);
  }
});

/** Kinds of Kubernetes itself and of Flux, which are there before, and the one that no operator brings. */
const there =
  /^(v1|(apps|batch|policy)\/v1|[a-z.]*(?<!gateway\.networking|kueue\.x|leaderworkerset\.x)[.-]k8s\.io\/v1)$|\.toolkit\.fluxcd\.io\//;

const registered = async (stack: string) => (await registeredBy(stack, await readStack(stack))).flatMap(({ object }) => object ?? []);

test("every kind of an operator's that is rendered for a cluster is waited for", async () => {
  const crds = Object.values(operatorCrds).flat();
  const objects = [...(await registered("glomfjord")), ...(await registered("narvik"))].filter(({ cluster }) => cluster !== "management");
  const kinds = new Set(objects.map(({ manifest: { apiVersion, kind } }) => (there.test(apiVersion) ? "" : `${kind} ${apiVersion}`)));
  const unknown = [...kinds].filter((each) => {
    const [kind = "", group = ""] = each.toLowerCase().split(/[ /]/);
    return !crds.some((crd) => crd.startsWith(kind.slice(0, -1)) && crd.endsWith(`.${group}`));
  });
  expect(unknown).toEqual([""]);
  expect(kinds.size).toBeGreaterThan(25);
});

test("every object of a GPU cluster is in a stage, and none in the management cluster", async () => {
  const waves = (await registered("narvik")).map(({ cluster, kind, manifest }) => {
    const { annotations = {} } = manifest.metadata as { annotations?: Readonly<Record<string, string>> };
    const of = cluster === "management" ? "management" : kind === "Kustomization" ? "stage" : "rendered";
    return `${of} ${annotations[waveAnnotation] ?? "none"}`;
  });
  expect([...new Set(waves)].sort()).toEqual(["management none", "rendered 1", "rendered 2", "rendered 3", "rendered 4", "stage none"]);
});
