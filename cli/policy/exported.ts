import { z } from "zod";
import { isoDate } from "../../components/lib/date.ts";
import { StackError } from "../../components/lib/parse/fault.ts";
import type { Resource } from "../../policies/lib/rule.ts";
import { unknownText } from "../../policies/lib/unknown.ts";
import { messageOf } from "../../components/lib/error.ts";

const exportedResource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  delete: z.boolean().optional(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
});

const secretsProvider = z.looseObject({ type: z.string(), state: z.looseObject({ url: z.string().optional() }).nullish() });

const exported = z.looseObject({
  deployment: z.looseObject({ resources: z.array(exportedResource).default([]), secrets_providers: secretsProvider.nullish() }),
});

/** The content of a stack's exported state. */
export interface Exported {
  readonly stack: string;
  readonly asOf: string;
  readonly resources: readonly Resource[];
  readonly secretsProvider: string;
}

/** Under which the engine writes a secret. */
const signature = "4dabf18193072939515e22adb298388d";

/** A value in which each secret reads as not known: a rule that needs it cannot judge. */
function withoutSecrets(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (signature in value) return unknownText;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item)]));
}

const withDate = z.looseObject({ summary: z.looseObject({ asOf: isoDate }) });

/**
 * Reads what `pulumi stack export` wrote; nothing where the stack has no resources.
 *
 * @throws StackError when it is no such thing, or does not say from which date it is.
 */
export function parseExported(place: string, text: string): Exported | undefined {
  const { resources, secrets_providers: secrets } = read(place, text).deployment;
  const root = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
  if (root === undefined || resources.length === 1) return undefined;
  const outputs = withDate.safeParse(root.outputs);
  if (!outputs.success) {
    throw new StackError(
      `${place}: summary.asOf: got no date among the stack's outputs, want the one of its last update; fix: run up to its end, and export the state again`,
    );
  }
  return {
    stack: /^urn:pulumi:(.*?)::/.exec(root.urn)?.[1] ?? "",
    asOf: outputs.data.summary.asOf,
    resources: resources
      .filter((resource) => resource.delete !== true)
      .map(({ urn, type, inputs }) => ({
        urn,
        type,
        name: urn.split("::").at(-1) ?? "",
        props: withoutSecrets(inputs) as Resource["props"],
      })),
    secretsProvider: secrets?.state?.url ?? secrets?.type ?? "passphrase",
  };
}

function read(place: string, text: string): z.output<typeof exported> {
  const want = "what pulumi stack export writes; fix: pulumi stack export --stack STACK --file FILE";
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new StackError(`${place}: got no JSON (${messageOf(error)}), want ${want}`, {
      cause: error,
    });
  }
  const parsed = exported.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new StackError(`${place}: got ${z.prettifyError(parsed.error).replace(/\s+/g, " ")}, want ${want}`);
}
