import type { types } from "@pulumi/kubernetes";
import { foreignKind } from "./foreign-kind.ts";

type PodTemplate = types.input.core.v1.PodTemplateSpec;

/** Groups of pods that start, fail and are replaced as one: a leader and its workers. */
export interface LeaderWorkerSetSpec {
  /** Absent if something else scales the set. */
  readonly replicas?: number;
  readonly startupPolicy: "LeaderCreated";
  readonly leaderWorkerTemplate: {
    /** Pods per group, leader included. */
    readonly size: number;
    readonly restartPolicy: "RecreateGroupOnPodRestart";
    readonly leaderTemplate: PodTemplate;
    readonly workerTemplate: PodTemplate;
  };
  readonly rolloutStrategy: {
    readonly type: "RollingUpdate";
    readonly rollingUpdateConfiguration: { readonly maxSurge: number; readonly maxUnavailable: number };
  };
}
export class LeaderWorkerSet extends foreignKind<LeaderWorkerSetSpec>("leaderworkerset.x-k8s.io/v1", "LeaderWorkerSet") {}
