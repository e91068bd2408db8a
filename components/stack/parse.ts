import { basename } from "node:path";
import { addressRules } from "../addresses/rules.ts";
import { boundRules } from "../capacity/bounds/index.ts";
import { clusterOn } from "../capacity/growth.ts";
import { clusterRules } from "../cluster/rules.ts";
import { failoverRules } from "../failover/rules.ts";
import { flexibilityRules } from "../flexibility/rules.ts";
import { huggingFaceRules } from "../inference/hugging-face/rules.ts";
import { inferenceRules } from "../inference/rules.ts";
import { kubernetesRules } from "../kubernetes/rules.ts";
import { FaultError, placed, type PlaceOf } from "../lib/parse/fault.ts";
import { findIn, parseSpec, type Given } from "../lib/parse/parse.ts";
import { offtakeRules } from "../site/offtake-rules.ts";
import { residencyRules } from "../site/residency-rules.ts";
import { siteRules } from "../site/rules.ts";
import { slurmRules } from "../slurm/rules.ts";
import { stackDerivations } from "./derive/index.ts";
import { nameRules } from "./names/rules.ts";
import { stackSpec, type StackSpec } from "../schema/stack.ts";
import { tenantRules } from "../tenant/rules.ts";
import { dateRules } from "./date-rules.ts";
import { byKeysOfFile, hasRenames, renameRules, underFirstKeys } from "./renames.ts";

/** The clusters as they are at the date of the data. */
function atItsDate(spec: StackSpec): StackSpec {
  const { asOf, site, clusters } = spec;
  return {
    ...spec,
    clusters: Object.fromEntries(Object.entries(clusters).map(([name, cluster]) => [name, clusterOn(cluster, site.phases, asOf)])),
  };
}

/** The stack as the program goes on with it: under the first keys of what was renamed, whose names are judged too. */
function underItsNames(file: string, spec: StackSpec, placeOf: PlaceOf = () => undefined): StackSpec {
  if (!hasRenames(spec)) return spec;
  const named = underFirstKeys(spec);
  const faults = findIn(stackSpec, nameRules(basename(file, ".ts")), named);
  if (faults.length > 0) throw new FaultError(file, placed(byKeysOfFile(faults, spec), placeOf));
  return named;
}

/**
 * Parses a stack's data, and checks its areas against each other. A cluster that grows has the GPUs of its `asOf`, and what was renamed has its first key.
 *
 * @throws FaultError with every fault at once: file, path, got, want, fix.
 */
export const parseStack = (file: string, input: unknown, given: Pick<Given, "faults" | "placeOf"> = {}): StackSpec =>
  atItsDate(
    underItsNames(
      file,
      parseSpec(
        file,
        stackSpec,
        [
          ...siteRules,
          ...tenantRules,
          ...dateRules,
          ...boundRules,
          ...offtakeRules,
          ...residencyRules,
          ...clusterRules,
          ...addressRules,
          ...kubernetesRules,
          ...slurmRules,
          ...inferenceRules,
          ...huggingFaceRules,
          ...failoverRules,
          ...flexibilityRules,
          ...renameRules,
          ...nameRules(basename(file, ".ts")),
        ],
        input,
        { ...given, derivations: stackDerivations },
      ),
      given.placeOf,
    ),
  );
