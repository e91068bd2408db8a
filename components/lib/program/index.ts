import { extname, join } from "node:path";
import { fill, placeholdersIn, type Values } from "./fill.ts";
import { languages } from "./literals.ts";
import { assemble, readParts } from "./parts.ts";
import { messageOf } from "../error.ts";

/**
 * Fills a program.
 *
 * @param values One value per placeholder.
 * @param variant Selects the parts named `PART.VARIANT.sh`; without it, all such parts are left out.
 * @throws Error when a value is missing, has no placeholder in any variant, or does not fit.
 */
export type Program = (values: Values, variant?: string) => string;

/**
 * Reads a program from its file, to be filled any number of times. The file's extension, `.sh`, `.py` or `.lua`, gives its language.
 *
 * In a shell program, a line `. ./PART.sh` is replaced by that file, since the program runs elsewhere as a single text; `. ./PART.nvidia.sh` only in variant `nvidia`.
 *
 * @throws Error when the file, or a part of it, is missing.
 */
export function readProgram(folder: string, name: string): Program {
  const file = join(folder, name);
  const extension = extname(name).slice(1);
  const language = Object.entries(languages).find(([each]) => each === extension)?.[1];
  if (language === undefined) throw new Error(`${file}: got a program in .${extension}, want ${Object.keys(languages).join(", ")}`);
  const texts = readParts(file);
  const placeholders = placeholdersIn([...texts.values()].join("\n"));
  return (values, variant) => {
    const unknown = Object.keys(values).filter((value) => !placeholders.has(value));
    if (unknown.length > 0) throw new Error(`${name}: got values for ${unknown.join(", ")}, want placeholders of these names in it`);
    try {
      return fill(assemble(texts, file, variant), language, values);
    } catch (error) {
      throw new Error(`${name}: ${messageOf(error)}`, { cause: error });
    }
  };
}
