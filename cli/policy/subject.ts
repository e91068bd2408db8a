import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { StackError } from "../../components/lib/parse/fault.ts";
import { egressContract, siteContract, storageContract } from "../../components/schema/contracts/site.ts";
import type { Subject } from "../../policies/formats/report.ts";
import type { Resource } from "../../policies/lib/rule.ts";
import { pulumiStateType } from "../../policies/lib/pulumi-state.ts";
import type { PulumiState } from "../../policies/pulumi-state/rules.ts";
import { locateEngine } from "../engine/locate.ts";
import { repository } from "../setup/cache.mjs";
import { requireReadableState } from "../stack/checkpoint.ts";
import { pulumiText } from "../stack/cli.ts";
import { EmbeddedWorkspace } from "../stack/embedded.ts";
import { requireStacks } from "../stack/known.ts";
import { readDeclared } from "./declared.ts";
import { parseExported } from "./exported.ts";

interface StateLocation {
  readonly backend: string | undefined;
  readonly secretsProvider: string;
  readonly hasLiveTargets: boolean;
  /** The stack's resources as they were before, by its state or the base of a change. */
  readonly recorded?: readonly Resource[];
}

/** The jurisdiction of the site among resources. */
const placeIn = (resources: readonly Resource[]): string | undefined => {
  const site = resources.find(({ type }) => type === siteContract.type)?.props as
    { readonly location?: { readonly jurisdiction?: string } } | undefined;
  return site?.location?.jurisdiction;
};

/** The stand-in for Pulumi's own state, beside the stack's resources. */
export function pulumiStateOf(
  stackName: string,
  resources: readonly Resource[],
  { backend, secretsProvider, hasLiveTargets, recorded = [] }: StateLocation,
): Resource {
  const props = (type: string) => resources.filter((resource) => resource.type === type).map((resource) => resource.props);
  const egress = props(egressContract.type) as { readonly destination?: { readonly host?: string } }[];
  const storage = props(storageContract.type) as {
    readonly backups?: Record<string, { bucket: string; host: string }>;
    readonly encryptionKeys?: Record<string, { jurisdiction: string }>;
  }[];
  if (backend !== undefined && !URL.canParse(backend)) {
    throw new StackError(
      `PULUMI_BACKEND_URL: got ${backend}, want a URL such as file:///srv/state or s3://bucket?endpoint=host; fix: correct it, or unset it`,
    );
  }
  const [siteIn, recordedIn] = [placeIn(resources), placeIn(recorded)];
  const state: PulumiState = {
    // A folder's path says nothing of the stack, and differs from one machine to the next.
    ...(backend === undefined ? {} : { backend: backend.startsWith("file:") ? "file:" : backend }),
    secretsProvider,
    hasLiveTargets,
    ...(siteIn === undefined ? {} : { siteIn }),
    ...(recordedIn === undefined ? {} : { recordedIn }),
    declared: {
      hosts: egress.flatMap(({ destination }) => destination?.host ?? []),
      buckets: storage.flatMap(({ backups = {} }) => Object.values(backups).map(({ bucket, host }) => ({ bucket, host }))),
      keys: storage.flatMap(({ encryptionKeys = {} }) =>
        Object.entries(encryptionKeys).map(([name, { jurisdiction }]) => ({ name, jurisdiction })),
      ),
    },
  };
  return {
    urn: `urn:pulumi:${stackName}::nscale::${pulumiStateType}::${stackName}-state`,
    type: pulumiStateType,
    name: `${stackName}-state`,
    props: { ...state },
  };
}

interface StackSettings {
  readonly secretsprovider?: string;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** The provider that encrypts a stack's secrets, and whether a cluster of it is a real one, from the text of its settings file. */
export function readSettings(text: string): Pick<StateLocation, "secretsProvider" | "hasLiveTargets"> {
  const settings = parse(text) as StackSettings | null;
  const targets = settings?.config?.["nscale:targets"] as Readonly<Record<string, { readonly kind?: string } | null>> | null | undefined;
  return {
    secretsProvider: settings?.secretsprovider ?? "passphrase",
    hasLiveTargets: Object.values(targets ?? {}).some((target) => (target?.kind ?? "render") !== "render"),
  };
}

/** What a stack's settings file says. */
export function settingsOf(stackName: string): Pick<StateLocation, "secretsProvider" | "hasLiveTargets"> {
  const file = join(repository, "stacks", `Pulumi.${stackName}.yaml`);
  return readSettings(existsSync(file) ? readFileSync(file, "utf8") : "");
}

const subject = (read: Omit<Subject, "resources">, resources: readonly Resource[], place: StateLocation): Subject => ({
  ...read,
  resources: [...resources, pulumiStateOf(read.stack, resources, place)].sort((one, other) => (one.urn < other.urn ? -1 : 1)),
});

/**
 * A stack from a file that `pulumi stack export` wrote; nothing else is asked.
 *
 * @throws StackError when it cannot be judged.
 */
export function subjectOfFile(file: string): Subject {
  if (!existsSync(file)) throw new StackError(`got no file ${file}, want one that pulumi stack export wrote; fix: correct the name`);
  const found = parseExported(file, readFileSync(file, "utf8"));
  if (found === undefined)
    throw new StackError(`${file}: got a state without resources, want one to judge; fix: export it after an update`);
  const place = { backend: process.env["PULUMI_BACKEND_URL"], secretsProvider: found.secretsProvider, hasLiveTargets: false };
  const { stack, asOf } = found;
  return subject({ stack, source: "state", asOf, from: `the state in ${basename(file)}` }, found.resources, place);
}

/**
 * A stack as its data declares it, and as the state of its last update on the embedded default has it, where there is one: what is edited since
 * is judged before it is brought up, and what was brought up is judged as long as it exists.
 *
 * @throws StackError when it cannot be judged.
 */
export async function subjectsOfStack(stackName: string): Promise<Subject[]> {
  requireStacks([stackName]);
  const { asOf, resources } = await readDeclared(stackName);
  const backend = process.env["PULUMI_BACKEND_URL"] ?? "file:";
  const state = await stateOf(stackName);
  const place = { backend, ...settingsOf(stackName), ...(state === undefined ? {} : { recorded: state.resources }) };
  return [subject({ stack: stackName, source: "data", asOf, from: "its data" }, resources, place), ...(state === undefined ? [] : [state])];
}

async function stateOf(stackName: string): Promise<Subject | undefined> {
  if (!existsSync(join(repository, ".state", "backend", ".pulumi", "stacks", "nscale", `${stackName}.json`))) return undefined;
  const workspace = await EmbeddedWorkspace.open(await locateEngine());
  requireReadableState(workspace, stackName);
  const found = parseExported(`the state of ${stackName}`, await pulumiText(workspace, ["stack", "export", "--stack", stackName]));
  if (found === undefined) return undefined;
  const { asOf, resources, secretsProvider } = found;
  const place = { backend: workspace.environment["PULUMI_BACKEND_URL"], secretsProvider, hasLiveTargets: false };
  return subject({ stack: stackName, source: "state", asOf, from: "the state of its last update" }, resources, place);
}
