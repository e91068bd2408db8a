import { visible } from "./visible.ts";

const markup = Symbol("markup");

/** Markup, made by `html` or vouched for by `trusted`. */
export interface Html {
  readonly [markup]: string;
}

/** A value in a template: text is escaped, lists are joined, undefined prints nothing. */
export type Part = string | number | Html | undefined | readonly Part[];

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text escaped for use between tags and in quoted attributes. */
export const escapeText = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

function print(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string") return escapeText(visible(part));
  if (typeof part === "number") return String(part);
  return markup in part ? part[markup] : part.map(print).join("");
}

/** Markup from a template; every value in it is escaped unless it is markup itself. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  trusted(strings.map((text, index) => text + print(parts[index])).join(""));

/** Markup drawn by this program itself, such as SVG or CSS. */
export const trusted = (text: string): Html => ({ [markup]: text });

/** Markup as text for a file. */
export const textOf = (part: Html): string => part[markup];
