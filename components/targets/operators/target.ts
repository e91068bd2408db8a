import type { LayerOperator } from "../../catalog/charts.ts";

/** Whether an operator is ours to install, or somebody else's who has done so. */
export type OperatorMode = "install" | "present";

/** How operators come to a cluster. */
export interface OperatorTarget {
  /** By Helm on a real cluster, by Flux where manifests are rendered. */
  readonly by: "helm" | "flux";
  readonly modes: Readonly<Record<LayerOperator, OperatorMode>>;
  /** Folders of charts that are not taken from their repositories. */
  readonly charts: Readonly<Partial<Record<LayerOperator, string>>>;
}
