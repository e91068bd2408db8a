import type { Chart, LayerOperator } from "../../catalog/charts.ts";

/** The time that one attempt to install or upgrade a chart gets: with many CRDs, it takes minutes on a busy cluster. */
export const installationSeconds = 900;

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
  /** Its CRDs whose objects the layers declare. */
  readonly crds: readonly string[];
}

/** Kinds that no operator's chart brings: they are installed into the cluster by hand. */
export interface KindsPlan {
  readonly serves: readonly string[];
  /** The command that installs them. */
  readonly command: string;
}
