import type { IsoDate } from "../../components/lib/date.ts";
import type { Resource, Rule } from "../lib/rule.ts";
import type { StackEvaluation } from "../verdicts/evaluation.ts";
import type { Exemption } from "../verdicts/exemptions.ts";
import type { Expiring } from "../verdicts/expiring.ts";

/** The place that resources are read from: a stack's data files, the state of its last update, or a planned change. */
export type Source = "data" | "state" | "plan";

/** The resources of a stack as they are judged, and where they were read. */
export interface Subject {
  readonly stack: string;
  readonly source: Source;
  readonly asOf: string;
  /** Sorted by URN. */
  readonly resources: readonly Resource[];
  /** The source for a person. */
  readonly from: string;
}

/** An evaluation, and where its resources were read. */
export interface SourcedEvaluation extends StackEvaluation {
  readonly source: Source;
}

/** The verdicts on a stack: from these, SARIF and JUnit are printed. */
export interface StackVerdicts {
  readonly stack: string;
  /** Each source at its own date and at the one that was asked for; one where they are the same day. */
  readonly judgements: readonly SourcedEvaluation[];
}

/** A place in a file of the repository; lines and columns count from 1, and the end is where the fact ends. */
export interface DataPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** A stack that was not judged, and why. */
export interface UnjudgedStack {
  readonly stack: string;
  readonly error: string;
}

/** All that is said of a stack: from this, its table and its evidence are printed. */
export interface Report extends StackVerdicts {
  readonly subjects: readonly Subject[];
  readonly exemptions: readonly Exemption[];
  readonly expiring: readonly Expiring[];
  readonly until: IsoDate;
  readonly rules: readonly Rule[];
}
