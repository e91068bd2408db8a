/** Links in a file that only say which schema it has: nothing is fetched there. */
const schemaLinks =
  /"\$schema"\s*:\s*"[^"]*"|\$schema:\s*\S+|\bxmlns(?::\w+)?=(?:"[^"]*"|'[^']*')|\bxsi:schemaLocation=(?:"[^"]*"|'[^']*')/g;

/** Files for readers. */
const readers = /\.(md|markdown|rst|adoc)$/i;

/** A comment from a `#` or `//` at the start of a line, or after a space, to the line's end. A `#!` names the program that reads the file. */
const comments = /(^|\s)(?:#(?!!).*|\/\/.*)$/gm;

/** Links of a dashboard, which a reader's browser follows. */
function withoutLinks(text: string): string {
  if (!/^\s*\{/.test(text) || !text.includes('"links"')) return text;
  try {
    return JSON.stringify(JSON.parse(text), (key, value: unknown) => (key === "links" && Array.isArray(value) ? undefined : value));
  } catch {
    return text;
  }
}

/** What a program reads of a file: without comments, links of schemas and dashboards, and the escapes of JSON. Empty for a page of documentation. */
export function programText(fileName: string, text: string): string {
  if (readers.test(fileName)) return "";
  if (!/[#/$x]/.test(text)) return text;
  return withoutLinks(text.replaceAll(schemaLinks, "").replaceAll(String.raw`\/`, "/")).replaceAll(comments, "$1");
}
