/**
 * Runs a checkout's program without an engine and writes what it registers for a stack as JSON: `node program.ts CHECKOUT FILE STACK`.
 *
 * A process of its own, because the program may be that of another commit, and may end it.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import type { PlannedResource, PlannedStack } from "./planned.ts";
import { hiddenSecret } from "./step.ts";

const [checkout = "", file = "", stack = ""] = process.argv.slice(2);
const project = "nscale";

/** What the mock monitor is told of a resource. */
interface Registration {
  getType: () => string;
  getName: () => string;
  getParent: () => string;
  getProtect: () => boolean;
  getObject: () => Parameters<typeof pulumi.runtime.deserializeProperties>[0];
}
type Register = (request: Registration, callback: (error: unknown, response: { getUrn: () => string }) => void) => Promise<void>;

/** The key of an object that is a secret, and what it then holds. */
const signature = { key: "4dabf18193072939515e22adb298388d", secret: "1b47061264138c4ac30d75fd1eb44270" } as const;

/** The value with every secret in it hidden. */
function withoutSecrets(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Reflect.get(value, signature.key) === signature.secret) return hiddenSecret;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item)]));
}

/** Lets the mock monitor's registrations pass through `record`, with the URNs that the engine would give them. */
function watchRegistrations(record: (resource: PlannedResource) => void): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as { registerResource: Register };
  const register = monitor.registerResource.bind(monitor);
  /** The mock monitor's URNs name only the nearest parent; the engine's name them all. */
  const qualifiedTypes = new Map<string, string>();
  monitor.registerResource = (request, callback) =>
    register(request, (error, response) => {
      if (error === null) {
        const [type, name] = [request.getType(), request.getName()];
        const parent = qualifiedTypes.get(request.getParent());
        const qualified = parent === undefined ? type : `${parent}$${type}`;
        if (type !== "pulumi:pulumi:Stack") qualifiedTypes.set(response.getUrn(), qualified);
        record({
          urn: `urn:pulumi:${stack}::${project}::${qualified}::${name}`,
          type,
          name,
          isProtected: request.getProtect(),
          inputs: withoutSecrets(pulumi.runtime.deserializeProperties(request.getObject())) as PlannedResource["inputs"],
        });
      }
      callback(error, response);
    });
}

async function plan(): Promise<PlannedStack> {
  const resources: PlannedResource[] = [];
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as Record<string, unknown> }),
    call: ({ inputs }) => inputs as Record<string, unknown>,
  };
  await pulumi.runtime.setMocks(mocks, project, stack, true);
  watchRegistrations((resource) => resources.push(resource));
  try {
    const { summary } = (await import(pathToFileURL(join(checkout, "stacks", "index.ts")).href)) as { summary: Promise<unknown> };
    const found = await summary;
    await pulumi.runtime.disconnect();
    return { stack, summary: found, resources };
  } catch (error) {
    return { stack, resources: [], error: error instanceof Error ? error.message : String(error) };
  }
}

writeFileSync(file, JSON.stringify(await plan()));
// What the program left running must not keep the process.
process.exit(0);
