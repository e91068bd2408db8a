import type { Chart, LayerOperator } from "../../catalog/charts.ts";

/** An operator and its chart's values. */
export interface OperatorPlan {
  readonly operator: LayerOperator;
  readonly chart: Chart;
  readonly version: string;
  readonly values: object;
  /** Operators whose kinds its chart uses. */
  readonly needs: readonly LayerOperator[];
  /** The chart's aggregated cluster roles: those that gather the rules of other roles. */
  readonly aggregatedRoles: readonly string[];
  /** The `apiVersion` of each kind that it serves and the layer uses. */
  readonly serves: readonly string[];
}

/** Kinds that no operator's chart brings: they are installed into the cluster by hand. */
export interface KindsPlan {
  readonly serves: readonly string[];
  /** The command that installs them. */
  readonly command: string;
}
