import * as pulumi from "@pulumi/pulumi";
import { declareStack } from "../../components/stack/index.ts";
import { peerSite } from "../../components/failover/peers.ts";
import type { StackSpec } from "../../components/schema/stack.ts";
import { managementCluster } from "../../components/targets/spec.ts";
import type { ServerObject } from "./cluster.ts";

/** A resource that the program registers, in the words of the table of names. */
export interface Registered {
  /** Its type and those above it, each without its package: `nscale:inference:Endpoint$Service`. */
  readonly type: string;
  readonly name: string;
  /** Of an object of Kubernetes. */
  readonly object?: RegisteredObject;
}

export interface RegisteredObject {
  readonly cluster: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  /** The whole object, as the engine gets it. */
  readonly manifest: ServerObject;
}

/** A registration request as the mock monitor receives it. */
interface Registration {
  getType: () => string;
  getName: () => string;
  getParent: () => string;
  getProvider: () => string;
  getObject: () => Parameters<typeof pulumi.runtime.deserializeProperties>[0];
}
type Register = (request: Registration, callback: (error: unknown, response: { getUrn: () => string }) => void) => Promise<void>;

/** The last part of a type of Kubernetes; a component's type is whole. */
const shortType = (type: string): string => {
  if (type.startsWith("nscale:")) return type;
  return type.startsWith("pulumi:providers:") ? "Provider" : (type.split(":").at(-1) ?? type);
};

const objectOf = (request: Registration): RegisteredObject | undefined => {
  const props = pulumi.runtime.deserializeProperties(request.getObject()) as Partial<ServerObject>;
  const [origin, apiVersion = "", kind = ""] = request.getType().split(":");
  if (origin !== "kubernetes" || props.metadata === undefined) return undefined;
  const { name, namespace } = props.metadata;
  // The provider's URN and id; its name is its cluster's.
  const cluster = request.getProvider().split("::").at(-2) ?? "";
  // The engine writes the core API's version as core/v1.
  const manifest = { ...props, apiVersion: apiVersion.replace(/^core\//, ""), kind, metadata: props.metadata };
  return { cluster, kind, ...(namespace === undefined ? {} : { namespace }), name, manifest };
};

/** Everything that the program registers for a stack whose clusters are all rendered, and which fails over to no other site. */
export async function registeredBy(stackName: string, spec: StackSpec): Promise<Registered[]> {
  const found: Registered[] = [];
  const answer = ({ inputs }: { inputs: unknown }) => inputs as Record<string, unknown>;
  await pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: answer({ inputs }) }), call: answer });
  const monitor = pulumi.runtime.getMonitor() as unknown as { registerResource: Register };
  const register = monitor.registerResource.bind(monitor);
  const types = new Map<string, string>();
  monitor.registerResource = (request, callback) =>
    register(request, (error, response) => {
      const parent = types.get(request.getParent());
      const type = shortType(request.getType());
      const whole = parent === undefined ? type : `${parent}$${type}`;
      if (request.getType() !== "pulumi:pulumi:Stack") {
        types.set(response.getUrn(), whole);
        const object = objectOf(request);
        found.push({ type: whole, name: request.getName(), ...(object === undefined ? {} : { object }) });
      }
      callback(error, response);
    });
  const connections = new Map([managementCluster, ...Object.keys(spec.clusters)].map((name) => [name, { kind: "render" as const }]));
  declareStack(stackName, spec, {}, connections, new Map([[stackName, peerSite(spec)]]));
  await pulumi.runtime.disconnect();
  return found;
}
