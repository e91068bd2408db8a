import type { SiteSpec } from "../../schema/site.ts";

/** The site that a cluster stands on. */
export interface ClusterSite {
  /** Names the site's namespace in the management cluster, and is the zone of its nodes. */
  readonly key: string;
  readonly spec: SiteSpec;
}
