import type { ServerObject } from "./cluster.ts";

/** An object of a plan, which leaves out what its class knows. */
export const object = (apiVersion: string, kind: string, manifest: object): ServerObject =>
  ({ apiVersion, kind, ...manifest }) as ServerObject;
