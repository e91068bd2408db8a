import { z } from "zod";
import { key } from "../lib/names.ts";
import { textMatching } from "../lib/text.ts";

/** An address beneath a destination outside the site's clusters. */
const outside = (what: string, path: string) =>
  z.strictObject({
    egress: key.describe(`the key of site.egress, for telemetry and by host name, ${what}`),
    path: textMatching(/^\/[\w./-]*$/, "a path that begins with a slash")
      .default(path)
      .describe("the path there, over HTTPS"),
  });

/** The metrics and alerts of a site's clusters: how long they are kept, and where they go. */
export const monitoring = z.strictObject({
  storageClass: key.describe("the class of the site's storage that holds each cluster's metrics"),
  retentionDays: z.number().int().min(1).max(400).default(15).describe("the days for which a cluster keeps its own metrics"),
  remoteWrite: outside("that every metric is sent to", "/api/v1/push")
    .optional()
    .describe("where the clusters send their metrics (Prometheus' remote write); left out, they stay in the cluster"),
  alerts: outside("that alerts are sent to", "/api/v1/alerts")
    .optional()
    .describe("where the clusters send their alerts (Alertmanager's webhook); left out, nobody is told of any"),
});
