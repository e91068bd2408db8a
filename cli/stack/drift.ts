import { z } from "zod";

/** An object of a real cluster that is not as the last update left it. */
export interface Drift {
  readonly urn: string;
  readonly cluster: string;
  /** `ClusterQueue nordic-ai`. */
  readonly object: string;
  /** The fields of ours that differ; none where the object is gone. */
  readonly fields: readonly string[];
  /** Of a namespace that is being deleted: what its cluster waits for. */
  readonly terminating?: string;
  /** The managers that hold one of these fields now: the cluster lets no other change it. */
  readonly heldBy: readonly string[];
}

const condition = z.looseObject({ type: z.string(), status: z.string(), message: z.string().default("") });
const managedFields = z.looseObject({ manager: z.string().default(""), fieldsV1: z.unknown() });
const objectState = z.looseObject({
  provider: z.string().optional(),
  outputs: z
    .looseObject({
      __fieldManager: z.string().optional(),
      metadata: z
        .looseObject({
          managedFields: z.array(managedFields).optional(),
          deletionTimestamp: z.string().optional(),
          finalizers: z.array(z.string()).optional(),
        })
        .optional(),
      spec: z.looseObject({ finalizers: z.array(z.string()).optional() }).optional(),
      status: z.looseObject({ conditions: z.array(condition).optional() }).optional(),
    })
    .optional(),
});
const metadata = z.looseObject({
  op: z.string(),
  urn: z.string(),
  type: z.string(),
  old: objectState.nullish(),
  new: objectState.nullish(),
  diffs: z.array(z.string()).nullish(),
  detailedDiff: z.record(z.string(), z.unknown()).nullish(),
});
const eventLine = z.looseObject({ resOutputsEvent: z.looseObject({ metadata }).optional() });

/** The steps of a path: `data["a.b"].c[0]` leads by data, a.b, c and 0. */
const stepsOf = (path: string): string[] =>
  [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, name]) => quoted ?? index ?? name ?? "");

/** Tells if a manager's fields hold what a path leads to. An item of a list is named by its keys there: the list decides. */
function holds(fields: unknown, [step, ...rest]: readonly string[]): boolean {
  if (typeof fields !== "object" || fields === null) return false;
  if (step === undefined || /^\d+$/.test(step)) return true;
  const inner = (fields as Readonly<Record<string, unknown>>)[`f:${step}`];
  return inner !== undefined && (Object.keys(inner as object).length === 0 || holds(inner, rest));
}

/** The reasons for which a namespace that is being deleted is still there; nothing of any other object. */
function terminationOf({ type, new: found }: z.infer<typeof metadata>): string | undefined {
  const { metadata: { deletionTimestamp, finalizers: own = [] } = {}, spec, status } = found?.outputs ?? {};
  if (type !== "kubernetes:core/v1:Namespace" || deletionTimestamp === undefined) return undefined;
  const finalizers = [...own, ...(spec?.finalizers ?? [])];
  const left = (status?.conditions ?? []).filter((one) => one.status === "True" && one.message !== "").map(({ message }) => message);
  return [`since ${deletionTimestamp}`, `its finalizers: ${finalizers.join(", ") || "none"}`, ...left].join("; ");
}

function driftOf(event: z.infer<typeof metadata>): Drift {
  const { op, urn, type, old, new: found, diffs, detailedDiff } = event;
  const terminating = terminationOf(event);
  const fields =
    op === "delete" ? [] : (Object.keys(detailedDiff ?? {}).length > 0 ? Object.keys(detailedDiff ?? {}) : (diffs ?? [])).toSorted();
  const own = found?.outputs?.__fieldManager;
  const holders = (found?.outputs?.metadata?.managedFields ?? [])
    .filter(({ manager, fieldsV1 }) => manager !== own && fields.some((field) => holds(fieldsV1, stepsOf(field))))
    .map(({ manager }) => manager);
  return {
    urn,
    cluster: (old?.provider ?? found?.provider ?? "").split("::").at(-2) ?? "",
    object: `${type.split(":").at(-1) ?? ""} ${urn.split("::").at(-1) ?? ""}`,
    fields,
    ...(terminating === undefined ? {} : { terminating }),
    heldBy: [...new Set(holders)].sort(),
  };
}

/** Reads drift from the events of a refresh, a line of JSON each. Values are not taken from them: some are secret. */
export function driftIn(eventLog: string): Drift[] {
  return eventLog
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => eventLine.parse(JSON.parse(line)).resOutputsEvent?.metadata ?? [])
    .filter((event) => ["delete", "update"].includes(event.op) || terminationOf(event) !== undefined)
    .map(driftOf)
    .sort((one, other) => (`${one.cluster} ${one.object}` < `${other.cluster} ${other.object}` ? -1 : 1));
}

/** Tells if an update may undo it: the cluster refuses to change what another manager holds. */
export const canBeUndone = ({ heldBy, terminating }: Drift): boolean => heldBy.length === 0 && terminating === undefined;

/** `initial-b200: ClusterQueue nordic-ai: spec.cohortName differs, held by test`. */
export function printDrift({ cluster, object, fields, heldBy, terminating }: Drift): string {
  if (terminating !== undefined) return `${cluster}: ${object} is being deleted ${terminating}`;
  if (fields.length === 0) return `${cluster}: ${object} is missing`;
  const differ = `${cluster}: ${object}: ${fields.join(", ")} ${fields.length === 1 ? "differs" : "differ"}`;
  return heldBy.length === 0 ? differ : `${differ}, held by ${heldBy.join(", ")}`;
}
