import * as pulumi from "@pulumi/pulumi";

/** A resource as a program registers it. */
export interface RecordedResource {
  readonly type: string;
  readonly name: string;
  /** Of a component, its arguments. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The URN and id of an explicit provider; empty without one. */
  readonly provider: string;
}

/** Value of every random resource, so that a test finds where one has got to. */
export const canary = "canary-of-a-secret";

/** Outputs of random resources, by type. */
const randomValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "random:index/randomBytes:RandomBytes": { base64: canary },
  "random:index/randomPassword:RandomPassword": { result: canary },
};

/**
 * Runs a program against mocks and returns what it registered, sorted by type and name: registration itself is concurrent.
 *
 * @throws what the program throws.
 */
export async function recordResources(program: () => void): Promise<RecordedResource[]> {
  const resources: RecordedResource[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs, provider = "" }) => {
      resources.push({ type, name, inputs: inputs as RecordedResource["inputs"], provider });
      return { id: `${name}-id`, state: { ...(inputs as Record<string, unknown>), ...randomValues[type] } };
    },
    call: ({ inputs }) => inputs as Record<string, unknown>,
  });
  program();
  await pulumi.runtime.disconnect();
  return resources.sort((one, other) => (printResource(one) < printResource(other) ? -1 : 1));
}

/** `<type> <name>`, for lists that tests compare. */
export const printResource = ({ type, name }: RecordedResource): string => `${type} ${name}`;
