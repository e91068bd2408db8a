import type { SiteSpec } from "../../schema/site.ts";

/** The site of a cluster. */
export interface ClusterSite {
  /** The name of the site's namespace in the management cluster, and the zone of its nodes. */
  readonly key: string;
  readonly spec: SiteSpec;
}
