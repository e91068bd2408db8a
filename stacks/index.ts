import * as pulumi from "@pulumi/pulumi";
import { StackError } from "../components/lib/parse/fault.ts";
import { declareStack } from "../components/stack.ts";
import { parseStack } from "../components/parse.ts";
import type { Summary } from "../components/summary/schema.ts";
import { connect } from "../components/target/connect.ts";
import { parseTargets } from "../components/target/spec.ts";
import { stackFiles } from "./files.ts";

/** The selected stack: its data, checked, becomes components; what it is in numbers is the output. */
async function main(): Promise<Summary> {
  const stack = pulumi.getStack();
  const load = stackFiles[stack];
  if (load === undefined) {
    throw new pulumi.RunError(
      `got stack ${stack}, want one of ${Object.keys(stackFiles).join(", ")}; fix: pulumi stack select, or add stacks/${stack}.ts`,
    );
  }
  const config = new pulumi.Config();
  try {
    const spec = parseStack(`stacks/${stack}.ts`, (await load()).default);
    const clusters = Object.keys(spec.clusters);
    const targets = parseTargets(`Pulumi.${stack}.yaml`, config.get("targets"), clusters);
    const connections = await connect(targets, clusters, stack, (key) => secretText(config, key));
    return declareStack(stack, spec, targets, connections);
  } catch (error) {
    if (error instanceof StackError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

/** The plain text of a secret configuration value: it goes into an API client and, as a secret, into a provider. */
function secretText(config: pulumi.Config, key: string): Promise<string | undefined> {
  const secret = config.getSecret(key);
  return secret === undefined ? Promise.resolve(undefined) : new Promise((resolve) => secret.apply(resolve));
}

export const summary = main();

// The engine looks at the promise only after this module is loaded: until then a rejection would count as nobody's.
summary.catch(() => undefined);
