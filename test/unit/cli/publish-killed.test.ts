import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { repository } from "../../../cli/setup/cache.mjs";
import { digestFiles } from "../../../cli/stack/folder.ts";
import { digestOfManifest } from "../../../cli/stack/meant.ts";
import { differencesOf, readRecord } from "../../../cli/stack/record.ts";

const root = mkdtempSync(join(tmpdir(), "nscale-publish-"));
afterAll(() => rmSync(root, { recursive: true }));

const publisher = `
import { publish } from ${JSON.stringify(join(repository, "cli", "stack", "publish.ts"))};
publish(JSON.parse(process.argv[1]));
`;

type Texts = Readonly<Record<string, string>>;

const textsOf = (names: readonly string[], data: string): Texts =>
  Object.fromEntries(
    names.map((name) => [`c/1-manifest/v1-configmap-default-${name}.yaml`, `kind: ConfigMap\ndata: { of: ${data} }\n`] as const),
  );
const meantOf = (texts: Texts) => Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, digestOfManifest(text)]));

/** Brings these out in a process of its own, which is killed at a step. Returns what ended it. */
function publish(folder: string, texts: Texts, step = ""): NodeJS.Signals | null {
  const staging = join(root, "staging");
  rmSync(staging, { recursive: true, force: true });
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(staging, path)), { recursive: true });
    writeFileSync(join(staging, path), text);
  }
  const argument = JSON.stringify({ stack: "s", folder, staging, meant: meantOf(texts) });
  const { signal, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", publisher, argument], {
    env: { ...process.env, NSCALE_KILL_AT: step },
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return signal;
}

const filesIn = (folder: string): Texts =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [relative(folder, file), readFileSync(file, "utf8")]),
  );

// Killed on the way from one rendering to the next: that is noticed, and a third leaves the same as where nothing was killed.
test.each(["publish:before", "publish:recorded", "publish:half", "publish:written", "publish:deleted"])(
  "killed at %s, the next makes up for it",
  (step) => {
    const [folder, clean] = [join(root, step), join(root, `${step}-clean`)];
    const [old, next, other] = [textsOf(["a", "b", "c"], "old"), textsOf(["b", "c", "d"], "new"), textsOf(["b", "e"], "other")];
    for (const one of [folder, clean]) {
      expect(publish(one, old)).toBeNull();
      writeFileSync(join(one, "theirs.yaml"), "theirs: true\n");
    }
    expect(publish(folder, next, step)).toBe("SIGKILL");
    const record = readRecord(folder, "s");
    const isNoticed = differencesOf(record, digestFiles(folder, Object.keys(record ?? {})), meantOf(next)).length > 0;
    expect(isNoticed).toBe(true);
    // Another rendering after it: nothing of the one that was cut off is left.
    for (const one of [folder, clean]) expect(publish(one, other)).toBeNull();
    expect(filesIn(folder)).toEqual(filesIn(clean));
    expect(existsSync(join(folder, "c/1-manifest/.rendering"))).toBe(false);
  },
);
