import type { HealthCheck, KustomizationSpec } from "../../crd/kustomization.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import { fluxNamespace, renderedSource } from "../../names/kubernetes.ts";
import type { OperatorPlan } from "../operators/plan.ts";
import type { OperatorTarget } from "../operators/target.ts";
import { stages, waveAnnotation, waveOf, type Stage } from "./stage.ts";

/** A patch that takes every object away which it is aimed at. Flux asks for a kind and a name, and goes by the aim alone. */
export const takeAway = "$patch: delete\napiVersion: v1\nkind: Any\nmetadata: { name: any }\n";

/** The choice of a stage's objects among all that are rendered. */
export const onlyStage = (stage: Stage): KustomizationSpec["patches"] => [
  { target: { annotationSelector: `${waveAnnotation}!=${waveOf(stage)}` }, patch: takeAway },
];

/** What must be well before the layer comes: the releases that Flux makes, and every kind that the layers have objects of, whoever brings it. */
function operatorChecks(plans: readonly OperatorPlan[], { modes }: Pick<OperatorTarget, "modes">): HealthCheck[] {
  const ours = plans.filter(({ operator }) => modes[operator] === "install");
  const crds = [...new Set(plans.flatMap((plan) => plan.crds))].sort();
  return [
    ...ours.map(({ operator }) => ({
      apiVersion: "helm.toolkit.fluxcd.io/v2",
      kind: "HelmRelease",
      name: operator,
      namespace: fluxNamespace,
    })),
    ...crds.map((name) => ({ apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", name })),
  ];
}

/**
 * Flux's Kustomizations of a cluster, one a stage. Each applies its own objects of the one folder that the cluster is rendered into, once the stage before is ready.
 *
 * Flux asks for the health of operators alone: a host that is down, or a model that loads, must not keep a tenant's change away.
 *
 * @param isServing True if the endpoints of the stack run on the cluster.
 */
export function planStages(
  cluster: string,
  plans: readonly OperatorPlan[],
  target: Pick<OperatorTarget, "modes">,
  isServing: boolean,
): Readonly<Record<string, Manifest<KustomizationSpec>>> {
  const present = stages.filter((stage) => isServing || stage !== "endpoints");
  return Object.fromEntries(
    present.map((stage, index) => {
      const before = present[index - 1];
      const spec: KustomizationSpec = {
        interval: "10m",
        // Short, for what waits is told when the time is over, and a commit that mends it is not looked at before. Another try follows, without end.
        retryInterval: "1m",
        timeout: "5m",
        prune: true,
        sourceRef: { kind: "GitRepository", name: renderedSource },
        path: `./${cluster}`,
        ...(before === undefined ? {} : { dependsOn: [{ name: before }] }),
        ...(stage === "operators" ? { healthChecks: operatorChecks(plans, target) } : {}),
        patches: onlyStage(stage),
      };
      return [stage, { metadata: { name: stage, namespace: fluxNamespace }, spec }];
    }),
  );
}
