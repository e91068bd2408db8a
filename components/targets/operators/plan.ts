import type { Chart, LayerOperator } from "../../catalog/charts.ts";

/** An operator as its chart installs it. */
export interface OperatorPlan {
  readonly operator: LayerOperator;
  readonly chart: Chart;
  readonly version: string;
  readonly values: object;
  /** Those whose kinds its chart uses. */
  readonly needs: readonly LayerOperator[];
  /** The cluster roles of its chart that gather the rules of others. */
  readonly aggregatedRoles: readonly string[];
  /** The `apiVersion` of the kinds that it serves and the layer uses. */
  readonly serves: readonly string[];
}

/** Kinds that no operator's chart brings: somebody puts them into the cluster. */
export interface KindsPlan {
  readonly serves: readonly string[];
  /** The command that does so. */
  readonly command: string;
}
