/** A word of a POSIX shell, whatever is in it. */
export const quoted = (text: string): string => (/^[A-Za-z0-9_./:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** A command line. */
export const commandLine = (...words: readonly (string | number)[]): string => words.map((word) => quoted(String(word))).join(" ");
