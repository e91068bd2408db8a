import { foreignKind } from "./foreign-kind.ts";

/** How fast the horizontal autoscaler follows what it reckons. */
export interface ScalingRules {
  /** Seconds over which it takes its most cautious figure. */
  readonly stabilizationWindowSeconds: number;
  readonly policies: readonly { readonly type: "Pods"; readonly value: number; readonly periodSeconds: number }[];
}

/** Number of a workload's replicas, from a query of Prometheus. */
export interface ScaledObjectSpec {
  readonly scaleTargetRef: { readonly apiVersion: string; readonly kind: string; readonly name: string };
  readonly pollingInterval: number;
  /** Seconds without demand before the last replica stops. */
  readonly cooldownPeriod: number;
  readonly minReplicaCount: number;
  readonly maxReplicaCount: number;
  /** Replicas while Prometheus does not answer: these, or as many as there are where those are more. */
  readonly fallback: { readonly failureThreshold: number; readonly replicas: number; readonly behavior: "currentReplicasIfHigher" };
  readonly advanced: {
    readonly horizontalPodAutoscalerConfig: {
      readonly behavior: { readonly scaleUp: ScalingRules; readonly scaleDown: ScalingRules };
    };
  };
  readonly triggers: readonly {
    readonly type: "prometheus";
    readonly metricType: "AverageValue";
    readonly metadata: {
      readonly serverAddress: string;
      readonly query: string;
      readonly threshold: string;
      readonly activationThreshold: string;
    };
  }[];
}
export class ScaledObject extends foreignKind<ScaledObjectSpec>("keda.sh/v1alpha1", "ScaledObject") {}
