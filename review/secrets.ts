import { parse } from "yaml";

/** A secret of a stack and its name. */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** Shorter secrets cannot be told from ordinary words. */
const shortest = 8;

/** Keys beside the credentials of a kubeconfig whose values may be shown. */
const harmlessKeys = ["apiVersion", "kind", "name", "cluster", "user", "namespace", "current-context", "server", "command"];

/** The strings in a value, except those of harmless keys. */
function leavesOf(value: unknown, key = ""): string[] {
  if (typeof value === "string") return harmlessKeys.includes(key) ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => leavesOf(item, Array.isArray(value) ? key : name));
}

/** The parts of a secret that is itself YAML or JSON, such as a kubeconfig: any of them is a leak. */
function partsOf(text: string): string[] {
  try {
    const value: unknown = parse(text);
    return typeof value === "object" && value !== null ? leavesOf(value) : [];
  } catch {
    return text.split("\n");
  }
}

/** The forms in which a text may leak: as it is, and in common encodings. */
function formsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  const forms = [
    text,
    text.trim(),
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("base64url"),
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
  ];
  // A base64 secret leaks through its decoded content too.
  const decoded = /^[A-Za-z0-9+/]{16,}={0,2}$/.test(text) ? Buffer.from(text, "base64").toString("utf8") : "";
  return /^[\x20-\x7e\s]+$/.test(decoded) ? [...forms, decoded] : forms;
}

const marked = { key: "4dabf18193072939515e22adb298388d", secret: "1b47061264138c4ac30d75fd1eb44270" } as const;

/** Every secret in a state exported with `--show-secrets`, by its path. */
export function secretsIn(value: unknown, path = ""): Secret[] {
  if (typeof value !== "object" || value === null) return [];
  if (Reflect.get(value, marked.key) === marked.secret) {
    const text: unknown = Reflect.get(value, "plaintext");
    if (typeof text !== "string") return [];
    const plain: unknown = JSON.parse(text);
    return [{ name: path, value: typeof plain === "string" ? plain : JSON.stringify(plain) }];
  }
  return Object.entries(value).flatMap(([key, item]) => secretsIn(item, path === "" ? key : `${path}.${key}`));
}

/** The text without the renderers' escapes, so that no escape hides a secret from the scan. */
const unescaped = (text: string) =>
  text
    .replaceAll("\u200b", "")
    .replace(/\\([\\`*_[\]|~])/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

/** The name of the first secret that one of the texts contains; undefined if there is none. */
export function leakIn(texts: readonly string[], secrets: readonly Secret[]): string | undefined {
  const shown = texts.flatMap((text) => [text, unescaped(text)]);
  const leaks = ({ value }: Secret) =>
    [value, ...partsOf(value)]
      .flatMap(formsOf)
      .filter((form) => form.length >= shortest)
      .some((form) => shown.some((text) => text.includes(form)));
  return secrets.find(leaks)?.name;
}

/** The forms of tokens that anyone can use who reads them, by who gives them out. */
const tokenForms: Readonly<Record<string, RegExp>> = {
  "a token of GitHub": /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{40,})/,
  "a token of GitLab": /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat)-[A-Za-z0-9_-]{20,}/,
  "an access key of AWS": /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  "a token of Hugging Face": /\bhf_[A-Za-z0-9]{30,}/,
  "a token of NVIDIA": /\bnvapi-[A-Za-z0-9_-]{40,}/,
  "a token of Pulumi": /\bpul-[0-9a-f]{40}\b/,
  "a token of npm": /\bnpm_[A-Za-z0-9]{36}\b/,
  "a token of Slack": /\bxox[abeprs]-[A-Za-z0-9-]{10,}/,
  "a key of Google": /\bAIza[A-Za-z0-9_-]{35}\b/,
  "a key of an inference API": /\bsk-(?:[a-z]+-)?[A-Za-z0-9_-]{32,}/,
  "a private key": /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/,
  "a JSON web token": /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
};

/** A token in a value, by its form: what it is, and the path at which it stands; undefined if there is none. */
export function tokenIn(value: unknown, path = ""): { readonly what: string; readonly path: string } | undefined {
  if (typeof value === "string") {
    const what = Object.keys(tokenForms).find((name) => tokenForms[name]?.test(value));
    return what === undefined ? undefined : { what, path };
  }
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const inside = path === "" ? key : `${path}.${key}`;
    // A key may be a token as well; then its path is that of the object.
    const found = tokenIn(key) === undefined ? tokenIn(item, inside) : { what: tokenIn(key)?.what ?? "", path };
    if (found !== undefined) return found;
  }
  return undefined;
}
