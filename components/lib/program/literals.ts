/** A value of a program. */
export type Scalar = string | number;

/** How a language writes values down. */
export interface Language {
  /** A value where the language expects one: text is quoted so that it stays one value, whatever is in it. */
  readonly literal: (value: Scalar) => string;
  /** Between the items of a list. */
  readonly separator: string;
}

/** A word of a POSIX shell. */
const shellWord = (value: Scalar): string => {
  const text = String(value);
  return /^[A-Za-z0-9_./:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
};

/** Every escape of JSON is one of Python's too. */
const pythonLiteral = (value: Scalar): string => JSON.stringify(value);

/** Lua 5.1, which LuaJIT reads, has decimal escapes alone. */
const luaLiteral = (value: Scalar): string => {
  if (typeof value === "number") return String(value);
  const escaped = value.replace(/[\\"]/g, "\\$&").replace(/\p{Cc}/gu, (control) => `\\${String(control.charCodeAt(0)).padStart(3, "0")}`);
  return `"${escaped}"`;
};

/** The languages of our programs, by the extension of their files. */
export const languages: Readonly<Record<"sh" | "py" | "lua", Language>> = {
  sh: { literal: shellWord, separator: " " },
  py: { literal: pythonLiteral, separator: ", " },
  lua: { literal: luaLiteral, separator: ", " },
};
