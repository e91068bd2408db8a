import type { LayerOperator } from "../../catalog/charts.ts";

/** `install`: this project installs the operator. `present`: others have installed it. */
export type OperatorMode = "install" | "present";

/** Installation of operators on a cluster. */
export interface OperatorTarget {
  /** Helm on a real cluster, Flux where manifests are rendered. */
  readonly by: "helm" | "flux";
  readonly modes: Readonly<Record<LayerOperator, OperatorMode>>;
  /** Chart folders to use instead of the charts' repositories. */
  readonly charts: Readonly<Partial<Record<LayerOperator, string>>>;
}
