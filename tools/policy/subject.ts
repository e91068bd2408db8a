import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { StackError } from "../../components/lib/parse/fault.ts";
import type { Resource } from "../../policies/lib/rule.ts";
import { pulumiStateType, type PulumiState } from "../../policies/pulumi-state/rules.ts";
import { fleetStack, stackFiles } from "../../stacks/files.ts";
import { locateEngine } from "../engine/locate.ts";
import { repository } from "../setup/cache.mjs";
import { pulumiText } from "../stack/cli.ts";
import { EmbeddedWorkspace } from "../stack/embedded.ts";
import { readDeclared } from "./declared.ts";
import { parseExported } from "./exported.ts";

/** Every stack, the fleet's among them. */
export const stackNames: readonly string[] = [...Object.keys(stackFiles), fleetStack];

/** What is judged: the resources of a stack, and where they were read. */
export interface Subject {
  readonly stack: string;
  readonly asOf: string;
  /** Sorted by URN. */
  readonly resources: readonly Resource[];
  readonly from: string;
}

interface Place {
  readonly backend: string | undefined;
  readonly secretsProvider: string;
}

/** The stand-in for Pulumi's own state, beside the stack's resources. */
export function pulumiStateOf(stack: string, resources: readonly Resource[], { backend, secretsProvider }: Place): Resource {
  const props = (type: string) => resources.filter((resource) => resource.type === type).map((resource) => resource.props);
  const egress = props("nscale:site:Egress") as { readonly destination?: { readonly host?: string } }[];
  const storage = props("nscale:site:Storage") as {
    readonly backups?: Record<string, { bucket: string }>;
    readonly encryptionKeys?: object;
  }[];
  const state: PulumiState = {
    // A folder's path says nothing of the stack, and differs from one machine to the next.
    ...(backend === undefined ? {} : { backend: backend.startsWith("file:") ? "file:" : backend }),
    secretsProvider,
    declared: {
      hosts: egress.flatMap(({ destination }) => destination?.host ?? []),
      buckets: storage.flatMap(({ backups = {} }) => Object.values(backups).map(({ bucket }) => bucket)),
      keys: storage.flatMap(({ encryptionKeys = {} }) => Object.keys(encryptionKeys)),
    },
  };
  return {
    urn: `urn:pulumi:${stack}::nscale::${pulumiStateType}::${stack}-state`,
    type: pulumiStateType,
    name: `${stack}-state`,
    props: { ...state },
  };
}

/** What encrypts a stack's secrets, as its file says. */
export function secretsProviderOf(stack: string): string {
  const file = join(repository, "stacks", `Pulumi.${stack}.yaml`);
  const settings = existsSync(file) ? (parse(readFileSync(file, "utf8")) as { secretsprovider?: string } | null) : null;
  return settings?.secretsprovider ?? "passphrase";
}

const subject = (stack: string, asOf: string, from: string, resources: readonly Resource[], place: Place): Subject => ({
  stack,
  asOf,
  from,
  resources: [...resources, pulumiStateOf(stack, resources, place)].sort((one, other) => (one.urn < other.urn ? -1 : 1)),
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
  const place = { backend: process.env["PULUMI_BACKEND_URL"], secretsProvider: found.secretsProvider };
  return subject(found.stack, found.asOf, `the state in ${basename(file)}`, found.resources, place);
}

/**
 * A stack from the state of its last update on the embedded default, or from its data where it has none.
 *
 * @throws StackError when it cannot be judged.
 */
export async function subjectOfStack(stack: string): Promise<Subject> {
  if (!stackNames.includes(stack)) throw new StackError(`got stack ${stack}, want one of ${stackNames.join(", ")}; fix: correct the name`);
  if (existsSync(join(repository, ".state", "backend", ".pulumi", "stacks", "nscale", `${stack}.json`))) {
    const workspace = new EmbeddedWorkspace(await locateEngine());
    const found = parseExported(`the state of ${stack}`, pulumiText(workspace, ["stack", "export", "--stack", stack]));
    const place = { backend: workspace.environment["PULUMI_BACKEND_URL"], secretsProvider: found?.secretsProvider ?? "passphrase" };
    if (found !== undefined) return subject(stack, found.asOf, await printState(stack, found.resources), found.resources, place);
  }
  const { asOf, resources } = await readDeclared(stack);
  const backend = process.env["PULUMI_BACKEND_URL"] ?? "file:";
  return subject(stack, asOf, "its data", resources, { backend, secretsProvider: secretsProviderOf(stack) });
}

/** What the state is, for the person who has changed the data since and would take its verdict for that of the change. */
async function printState(stack: string, resources: readonly Resource[]): Promise<string> {
  const facts = (all: readonly Resource[]) =>
    new Map(all.filter(({ type }) => type.startsWith("nscale:")).map(({ urn, props }) => [urn, props]));
  const declared = await readDeclared(stack).catch(() => undefined);
  const isCurrent = declared !== undefined && isDeepStrictEqual(facts(declared.resources), facts(resources));
  return `the state of its last update${isCurrent ? "" : " (its data has changed since: a preview judges the change)"}`;
}
