import * as pulumi from "@pulumi/pulumi";
import { hideSecrets } from "./step.ts";
import type { PlannedResource } from "./planned.ts";

/** The name of the Pulumi project. */
export const project = "nscale";

/** A registration request as the mock monitor receives it. */
interface Registration {
  getType: () => string;
  getName: () => string;
  getParent: () => string;
  getProtect: () => boolean;
  getRetainondelete: () => boolean;
  getObject: () => Parameters<typeof pulumi.runtime.deserializeProperties>[0];
}
type Register = (request: Registration, callback: (error: unknown, response: { getUrn: () => string }) => void) => Promise<void>;

const stackType = "pulumi:pulumi:Stack";

/** Passes each registration of the mock monitor to `record`, with the URN that the engine would give it. */
function watchRegistrations(stackName: string, record: (resource: PlannedResource) => void): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as { registerResource: Register };
  const register = monitor.registerResource.bind(monitor);
  /** Qualified types by mock URN: the mock monitor's URNs name the nearest parent only, the engine's all of them. */
  const qualifiedTypes = new Map<string, string>();
  monitor.registerResource = (request, callback) =>
    register(request, (error, response) => {
      if (error === null) {
        const [type, name] = [request.getType(), request.getName()];
        const parent = qualifiedTypes.get(request.getParent());
        const qualified = parent === undefined ? type : `${parent}$${type}`;
        if (type !== stackType) qualifiedTypes.set(response.getUrn(), qualified);
        record({
          urn: `urn:pulumi:${stackName}::${project}::${qualified}::${name}`,
          type,
          name,
          isProtected: request.getProtect(),
          isRetained: request.getRetainondelete(),
          inputs: hideSecrets(pulumi.runtime.deserializeProperties(request.getObject())) as PlannedResource["inputs"],
        });
      }
      callback(error, response);
    });
}

/**
 * Runs a program without an engine, as before a stack's first update, and passes each registered resource to `record`, secrets hidden.
 *
 * @throws the program's own error.
 */
export async function runUnderMocks<Result>(
  stackName: string,
  program: () => Result,
  record: (resource: PlannedResource) => void,
): Promise<Awaited<Result>> {
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as Record<string, unknown> }),
    call: ({ inputs }) => inputs as Record<string, unknown>,
  };
  await pulumi.runtime.setMocks(mocks, project, stackName, true);
  watchRegistrations(stackName, record);
  const result = await program();
  await pulumi.runtime.disconnect();
  return result;
}
