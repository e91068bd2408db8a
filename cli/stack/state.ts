import { createHash } from "node:crypto";
import { z } from "zod";
import { pulumiText, type Workspace } from "./cli.ts";

/** The parts of an exported resource that we read; everything else passes through. */
const Resource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  provider: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  dependencies: z.array(z.string()).optional(),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
});
const Export = z.looseObject({ deployment: z.looseObject({ resources: z.array(Resource).optional() }) });

/** A stack's state, as `pulumi stack export` gives it. */
export type StackState = z.infer<typeof Export>;

export function exportState(workspace: Workspace, stack: string): StackState {
  return Export.parse(JSON.parse(pulumiText(workspace, ["stack", "export", "--stack", stack])));
}

const resourcesOf = (state: StackState) => state.deployment.resources ?? [];

/** A hash over the resources alone: the time of the last update is no part of it. */
export function stateDigest(state: StackState): string {
  return createHash("sha256")
    .update(JSON.stringify(resourcesOf(state)))
    .digest("hex");
}

const providerType = "pulumi:providers:kubernetes";

/** `urn::id` of each Kubernetes provider, apart by whether it writes manifests to a folder or talks to a cluster. */
function kubernetesProviders(state: StackState) {
  const providers = resourcesOf(state).filter((resource) => resource.type === providerType);
  const references = (isRender: boolean) =>
    new Set(
      providers
        .filter((provider) => (provider.inputs?.["renderYamlToDirectory"] !== undefined) === isRender)
        .map((provider) => `${provider.urn}::${provider.id ?? ""}`),
    );
  return { render: references(true), live: references(false) };
}

/** Whether some resource of the state lives in a real cluster. */
export const hasLiveTarget = (state: StackState): boolean => kubernetesProviders(state).live.size > 0;

/** Whether some resource of the state is a rendered file. */
export function hasRenderedFiles(state: StackState): boolean {
  const { render } = kubernetesProviders(state);
  return resourcesOf(state).some((resource) => render.has(resource.provider ?? ""));
}

/** The state without the rendered files, so that the next `up` writes every one of them; what lives in a cluster stays. */
export function withoutRenderedFiles(state: StackState): StackState {
  const { render } = kubernetesProviders(state);
  const dropped = new Set(
    resourcesOf(state)
      .filter((resource) => render.has(resource.provider ?? ""))
      .map((resource) => resource.urn),
  );
  const kept = (urns: readonly string[]) => urns.filter((urn) => !dropped.has(urn));
  const resources = resourcesOf(state)
    .filter((resource) => !dropped.has(resource.urn))
    .map((resource) => ({
      ...resource,
      ...(resource.dependencies ? { dependencies: kept(resource.dependencies) } : {}),
      ...(resource.propertyDependencies
        ? {
            propertyDependencies: Object.fromEntries(
              Object.entries(resource.propertyDependencies).map(([property, urns]) => [property, kept(urns ?? [])]),
            ),
          }
        : {}),
    }));
  return { ...state, deployment: { ...state.deployment, resources } };
}

export function importState(workspace: Workspace, stack: string, state: StackState): void {
  pulumiText(workspace, ["stack", "import", "--stack", stack], JSON.stringify(state));
}
