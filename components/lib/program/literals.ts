/** A value in a program. */
export type Scalar = string | number;

/** The syntax of a language's literals. */
export interface Language {
  /** A value as a literal: text is quoted so that it stays one value, whatever it contains. */
  readonly literal: (value: Scalar) => string;
  /** The separator of a list's items. */
  readonly separator: string;
}

/** A value as one word of a POSIX shell. */
const shellWord = (value: Scalar): string => {
  const text = String(value);
  return /^[A-Za-z0-9_./:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
};

/** Every escape of JSON is valid in Python too. */
const pythonLiteral = (value: Scalar): string => JSON.stringify(value);

/** Lua 5.1, which LuaJIT reads, has only decimal escapes. */
const luaLiteral = (value: Scalar): string => {
  if (typeof value === "number") return String(value);
  const escaped = value.replace(/[\\"]/g, "\\$&").replace(/\p{Cc}/gu, (control) => `\\${String(control.charCodeAt(0)).padStart(3, "0")}`);
  return `"${escaped}"`;
};

/** The languages of our programs, by file extension. */
export const languages: Readonly<Record<"sh" | "py" | "lua", Language>> = {
  sh: { literal: shellWord, separator: " " },
  py: { literal: pythonLiteral, separator: ", " },
  lua: { literal: luaLiteral, separator: ", " },
};
