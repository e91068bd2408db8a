import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { paletteCss } from "./palette.ts";

/** The style sheet with its colours and its typeface in it. */
export function styles(): string {
  const font = fileURLToPath(import.meta.resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"));
  const face = `@font-face { font-family: "Inter"; font-weight: 100 900; font-display: swap; src: url("data:font/woff2;base64,${readFileSync(font, "base64")}") format("woff2"); }`;
  const sheets = ["report.css", "parts.css", "pages.css"].map((name) => readFileSync(join(import.meta.dirname, name), "utf8"));
  const dark = `@media screen and (prefers-color-scheme: dark) { :root { ${paletteCss("dark")} } }`;
  return `${face}\n:root { ${paletteCss("light")} }\n${dark}\n${sheets.join("\n")}`;
}
