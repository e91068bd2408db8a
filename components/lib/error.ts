import { StackError } from "./parse/fault.ts";

/** The message of anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The same for a person: a fault of the input by its message, one of the program with its stack. */
export const printError = (error: unknown): string =>
  error instanceof Error && !(error instanceof StackError) ? (error.stack ?? error.message) : messageOf(error);
