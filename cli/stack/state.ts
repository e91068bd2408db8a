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

/** Reads what `pulumi stack export` wrote. */
export const parseState = (text: string): StackState => Export.parse(JSON.parse(text));

export async function exportState(workspace: Workspace, stackName: string): Promise<StackState> {
  return parseState(await pulumiText(workspace, ["stack", "export", "--stack", stackName]));
}

const resourcesOf = (state: StackState) => state.deployment.resources ?? [];

const providerType = "pulumi:providers:kubernetes";

/** Kubernetes providers by the reference that resources have to them, `urn::id`: those that write manifests, with their folder, and those that talk to a cluster. */
export function kubernetesProviders(state: StackState): {
  readonly render: ReadonlyMap<string, string>;
  readonly live: ReadonlySet<string>;
} {
  const render = new Map<string, string>();
  const live = new Set<string>();
  for (const { type, urn, id = "", inputs } of resourcesOf(state)) {
    if (type !== providerType) continue;
    const folder = inputs?.["renderYamlToDirectory"];
    if (typeof folder === "string") render.set(`${urn}::${id}`, folder);
    else live.add(`${urn}::${id}`);
  }
  return { render, live };
}

/** Whether some resource of the state lives in a real cluster. */
export const hasLiveTarget = (state: StackState): boolean => kubernetesProviders(state).live.size > 0;

/** Whether some resource of the state is a rendered file. */
export function hasRenderedFiles(state: StackState): boolean {
  const { render } = kubernetesProviders(state);
  return resourcesOf(state).some(({ provider = "" }) => render.has(provider));
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

export async function importState(workspace: Workspace, stackName: string, state: StackState): Promise<void> {
  await pulumiText(workspace, ["stack", "import", "--stack", stackName], JSON.stringify(state));
}
