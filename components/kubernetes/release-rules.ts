import semver from "semver";
import { releases, type ReleaseName } from "../catalog/releases.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import type { StackSpec } from "../schema/stack.ts";

const rule = rulesOver<StackSpec>();

/** Every release of a cluster or a part of it, by its path. */
const releasesOf = (clusterName: string, { release, releaseByScalableUnit }: GpuClusterSpec): (readonly [string, ReleaseName])[] => [
  [`clusters.${clusterName}.release`, release],
  ...Object.entries(releaseByScalableUnit).map(([unit, of]) => [`clusters.${clusterName}.releaseByScalableUnit.${unit}`, of] as const),
];

const noneIsWithdrawn = rule(["clusters.*", "asOf"], (clusters, asOf) =>
  Object.entries(clusters).flatMap(([cluster, spec]) =>
    releasesOf(cluster, spec).flatMap(([path, release]): Fault[] => {
      const { withdrawn } = releases[release];
      if (withdrawn === undefined || asOf < withdrawn.on.value) return [];
      return [
        {
          path,
          got: `${release}, withdrawn on ${withdrawn.on.value}: ${withdrawn.reason}`,
          want: "a release set that may run",
          fix: `take ${withdrawn.instead}`,
        },
      ];
    }),
  ),
);

/** The minor version of Kubernetes. */
const minorOf = (release: ReleaseName) => semver.minor(releases[release].kubernetes);

/** Kubernetes, "Version Skew Policy": a kubelet's minor version is never newer than the API server's. */
const kubeletsAreNotAhead = rule(["clusters.*"], (clusters) =>
  Object.entries(clusters).flatMap(([cluster, { release, releaseByScalableUnit }]) =>
    Object.entries(releaseByScalableUnit)
      .filter(([, of]) => minorOf(of) > minorOf(release))
      .map(([unit, of]): Fault => ({
        path: `clusters.${cluster}.releaseByScalableUnit.${unit}`,
        got: `${of} with Kubernetes 1.${minorOf(of)}, ahead of the control plane's 1.${minorOf(release)}`,
        want: `at most Kubernetes 1.${minorOf(release)}: a kubelet may not be newer than its API server`,
        fix: `move clusters.${cluster}.release to ${of} first, and keep the other scalable units behind by name`,
      })),
  ),
);

/** Rules over the release sets of a cluster and its parts. */
export const releaseRules = [noneIsWithdrawn, kubeletsAreNotAhead];
