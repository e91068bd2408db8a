import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { certificateSecret } from "../../../components/inference/gateway/names.ts";
import { serviceHost } from "../../../components/inference/gateway/plan/routes.ts";
import { gatewayName, gatewayNamespace, modelRouterService } from "../../../components/names/gateway.ts";
import type { GatewayObject } from "./objects.ts";

/** A resource of Envoy, as JSON. */
export type XdsResource = Record<string, unknown>;

/** Envoy Gateway's translation of a gateway's objects. */
export interface Translation {
  readonly listeners: readonly XdsResource[];
  readonly routes: readonly XdsResource[];
  readonly clusters: readonly XdsResource[];
  readonly endpoints: readonly XdsResource[];
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message: string;
}

/**
 * Translates a gateway's objects by Envoy Gateway's own `egctl`, without a cluster.
 *
 * @param certificate The one that the listener would answer with.
 * @throws Error when it refuses an object, with its words.
 */
export async function translate(
  egctl: string,
  directory: string,
  objects: readonly GatewayObject[],
  certificate: Certificate,
): Promise<Translation> {
  const file = join(directory, "gateway.yaml");
  const input = [...objects.map(withAddress), certificateObject(certificate)];
  // JSON, because Go reads YAML's older words: an argument that is the text `no` would become false.
  await writeFile(file, input.map((object) => `${JSON.stringify(object)}\n`).join("---\n"), { mode: 0o600 });
  const { stdout } = await promisify(execFile)(
    egctl,
    ["experimental", "translate", "--from=gateway-api", "--to=gateway-api,xds", "--type=all", "--output=json", `--file=${file}`],
    { maxBuffer: 256 * 1024 * 1024 },
  );
  const output = JSON.parse(stdout) as Record<string, unknown> & { xds: Record<string, { configs: Record<string, unknown>[] }> };
  const refusals = refusalsIn(output);
  if (refusals.length > 0) throw new Error(`Envoy Gateway refuses:\n${refusals.join("\n")}`);
  const configs = output.xds[`${gatewayNamespace}/${gatewayName}`]?.configs ?? [];
  const dump = (name: string, list: string) => {
    const config = configs.find((each) => String(each["@type"]).endsWith(`.${name}ConfigDump`));
    return (config?.[list] ?? []) as Record<string, XdsResource>[];
  };
  return {
    listeners: dump("Listeners", "dynamicListeners").map(({ activeState }) => activeState?.["listener"] as XdsResource),
    routes: dump("Routes", "dynamicRouteConfigs").map(({ routeConfig }) => routeConfig as XdsResource),
    clusters: dump("Clusters", "dynamicActiveClusters").map(({ cluster }) => cluster as XdsResource),
    endpoints: dump("Endpoints", "dynamicEndpointConfigs").map(({ endpointConfig }) => endpointConfig as XdsResource),
  };
}

/** Conditions that are not met, wherever they stand in an object's status. */
function refusalsIn(value: unknown, owner = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => refusalsIn(each, owner));
  if (typeof value !== "object" || value === null) return [];
  const { kind, metadata, conditions } = value as {
    kind?: string;
    metadata?: { name?: string };
    conditions?: readonly Condition[];
  };
  const name = metadata?.name === undefined ? owner : `${kind ?? ""} ${metadata.name}`;
  const own = (conditions ?? []).filter(({ status }) => status === "False").map(({ type, message }) => `${name}: ${type}: ${message}`);
  return [...own, ...Object.values(value).flatMap((each) => refusalsIn(each, name))];
}

/** The address that Services have here, of which Envoy calls only the body-based router's: without a cluster they are given none. */
export const serviceAddress = "10.96.0.10";

/** The host name of the entrance's backend. */
export const entranceHost = serviceHost(modelRouterService, gatewayNamespace);

const withAddress = (object: GatewayObject): GatewayObject =>
  object.kind === "Service" ? { ...object, spec: { ...(object["spec"] as object), clusterIP: serviceAddress } } : object;

/** A certificate and its key, both PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

const certificateObject = ({ certificate, key }: Certificate): GatewayObject => ({
  apiVersion: "v1",
  kind: "Secret",
  type: "kubernetes.io/tls",
  metadata: { name: certificateSecret, namespace: gatewayNamespace },
  data: { "tls.crt": Buffer.from(certificate).toString("base64"), "tls.key": Buffer.from(key).toString("base64") },
});
