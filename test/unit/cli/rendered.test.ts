import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { digestFiles, realPath, stackFolder } from "../../../cli/stack/folder.ts";
import { digestOfManifest, meantIn, type Objects } from "../../../cli/stack/meant.ts";
import { publish } from "../../../cli/stack/publish.ts";
import { differencesOf, readRecord } from "../../../cli/stack/record.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "nscale-rendered-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const namespace = (name: string) => `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n`;
const pathOf = (name: string) => `c/1-manifest/v1-namespace-default-${name}.yaml`;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Renders these objects, changed or made now, where those are meant. */
function rendering(texts: Readonly<Record<string, string>>, meant: Objects = meantOf(texts)) {
  rmSync(join(root, "staging"), { recursive: true, force: true });
  for (const [path, text] of Object.entries(texts)) write(`staging/${path}`, text);
  return publish({ stack: "s", folder: stackFolder(join(root, "out"), "s"), staging: join(root, "staging"), meant });
}
const meantOf = (texts: Readonly<Record<string, string>>): Objects =>
  Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, digestOfManifest(text)]));
const files = (folder = "out/s") =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(join(root, folder), join(entry.parentPath, entry.name)))
    .sort();
const [a, b, c] = ["a", "b", "c"].map((name) => ({ [pathOf(name)]: namespace(name) })) as [
  Record<string, string>,
  Record<string, string>,
  Record<string, string>,
];

test("a state says which files its rendered objects are, and what is in them", () => {
  const provider = { urn: "urn:pulumi:s::p::pulumi:providers:kubernetes::c", id: "1", type: "pulumi:providers:kubernetes" };
  const live = { ...provider, urn: `${provider.urn}-live`, inputs: { kubeconfig: "k" } };
  const object = (urn: string, inputs: object, of = provider) => ({
    urn,
    type: "kubernetes:x",
    provider: `${of.urn}::1`,
    inputs: { ...inputs },
  });
  const named = (apiVersion: string, kind: string, metadata: object) => ({ apiVersion, kind, metadata });
  const resources = [
    { ...provider, inputs: { renderYamlToDirectory: "../out/s/c" } },
    live,
    object("a", named("v1", "Namespace", { name: "a" })),
    object("b", named("kueue.x-k8s.io/v1beta2", "LocalQueue", { name: "gpu", namespace: "t" })),
    object("c", named("apiextensions.k8s.io/v1", "CustomResourceDefinition", { name: "x.y.z" })),
    object("d", named("v1", "Namespace", { name: "live" }), live),
    { ...object("e", named("v1", "Namespace", { name: "going" })), delete: true },
  ];
  const meant = meantIn({ deployment: { resources } });
  expect(Object.keys(meant)).toEqual([
    "c/0-crd/apiextensions.k8s.io_v1-customresourcedefinition-default-x.y.z.yaml",
    "c/1-manifest/kueue.x-k8s.io_v1beta2-localqueue-t-gpu.yaml",
    "c/1-manifest/v1-namespace-default-a.yaml",
  ]);
  expect(meant["c/1-manifest/v1-namespace-default-a.yaml"]).toBe(
    digestOfManifest("metadata: { name: a }\nkind: Namespace\napiVersion: v1\n"),
  );
});

test("what is not ours stays: a repository, a kustomization, a file beside ours; what is no longer meant goes", () => {
  write("out/s/.git/config", "[core]");
  write("out/s/kustomization.yaml", "resources: [c]");
  write("out/s/c/1-manifest/theirs.yaml", "theirs: true");
  expect(rendering({ ...a, ...b })).toBe(2);
  expect(rendering(c, meantOf({ ...a, ...c }))).toBe(2);
  expect(files()).toEqual([".git/config", ".rendered", "c/1-manifest/theirs.yaml", pathOf("a"), pathOf("c"), "kustomization.yaml"]);
  expect(rendering({}, {})).toBe(2);
  expect(files()).toEqual([".git/config", "c/1-manifest/theirs.yaml", "kustomization.yaml"]);
});

test("folders that only we had go with the last file", () => {
  rendering(a);
  rendering({}, {});
  expect(readdirSync(join(root, "out/s"))).toEqual([]);
});

test("a file is taken for ours where it is the same, and refused where it differs, with the folder as it was", () => {
  write(`out/s/${pathOf("a")}`, namespace("a"));
  write(`out/s/${pathOf("b")}`, "theirs: true");
  expect(() => rendering({ ...a, ...b })).toThrow(
    `${join(root, "out/s")}: got files that no run recorded where manifests go, want none; nothing of the folder was changed; fix: move them away, then run npm start again:\n  ${pathOf("b")}`,
  );
  expect(files()).toEqual([pathOf("a"), pathOf("b")]);
  rmSync(join(root, "out/s", pathOf("b")));
  expect(rendering({ ...a, ...b })).toBe(1);
});

test("what was rendered is held against the state: an object that is not there, or another, is an error", () => {
  expect(() => rendering(a, meantOf({ ...a, ...b }))).toThrow(
    `want one for each object; nothing of the folder was changed; fix: run npm start again, which renders every manifest:\n  not rendered: ${pathOf("b")}`,
  );
  expect(() => rendering(a, { [pathOf("a")]: "another" })).toThrow(`\n  rendered otherwise: ${pathOf("a")}`);
  expect(existsSync(join(root, "out/s"))).toBe(false);
});

describe("links are followed, and stay", () => {
  test("of the stack's folder, of a cluster's and of a file", () => {
    for (const folder of ["repository", "elsewhere"]) mkdirSync(join(root, folder));
    mkdirSync(join(root, "out"));
    symlinkSync("../repository", join(root, "out/s"));
    symlinkSync("../elsewhere", join(root, "repository/c"));
    rendering(a);
    const real = join(root, "elsewhere/1-manifest/v1-namespace-default-a.yaml");
    writeFileSync(join(root, "file.yaml"), namespace("a"));
    rmSync(real);
    symlinkSync("../../file.yaml", real);
    const next = { [pathOf("a")]: `${namespace("a")}  labels: {}\n` };
    expect(rendering(next)).toBe(1);
    expect([join(root, "out/s"), join(root, "repository/c"), real].map((path) => lstatSync(path).isSymbolicLink())).toEqual([
      true,
      true,
      true,
    ]);
    expect(readFileSync(join(root, "file.yaml"), "utf8")).toBe(next[pathOf("a")]);
    rendering({}, {});
    expect(existsSync(join(root, "file.yaml"))).toBe(false);
    expect([join(root, "out/s"), join(root, "repository/c"), real].map((path) => lstatSync(path).isSymbolicLink())).toEqual([
      true,
      true,
      true,
    ]);
  });

  test("that lead two clusters into one folder are refused, and a circle", () => {
    mkdirSync(join(root, "out/s/c"), { recursive: true });
    symlinkSync("c", join(root, "out/s/d"));
    const both = { ...a, [pathOf("a").replace("c/", "d/")]: namespace("a") };
    expect(() => rendering(both)).toThrow("got two manifests for one file");
    symlinkSync("round", join(root, "round"));
    expect(() => realPath(join(root, "round"))).toThrow(`${join(root, "round")}: got links that lead in a circle`);
  });
});

test("a file keeps its mode, and a new one is its owner's", () => {
  rendering(a);
  expect(statSync(join(root, "out/s", pathOf("a"))).mode & 0o777).toBe(0o600);
  chmodSync(join(root, "out/s", pathOf("a")), 0o644);
  rendering({ [pathOf("a")]: `${namespace("a")}# another\n` });
  expect(statSync(join(root, "out/s", pathOf("a"))).mode & 0o777).toBe(0o644);
});

test("a file in the place of the folder is named", () => {
  write("out/s", "a file");
  expect(() => stackFolder(join(root, "out"), "s")).toThrow(
    `${join(root, "out/s")}: got a file, want the folder of s's manifests; fix: move the file away`,
  );
});

describe("the record of a folder", () => {
  const read = () => readRecord(join(root, "out/s"), "s");
  const differences = (meant: Objects) => {
    const record = read();
    return differencesOf(record, digestFiles(join(root, "out/s"), Object.keys(record ?? {})), meant);
  };

  test("finds what is missing, edited, not rendered, no longer meant and of another state, and nothing else", () => {
    rendering({ ...a, ...b, ...c });
    expect(differences(meantOf({ ...a, ...b, ...c }))).toEqual([]);
    write("out/s/theirs.yaml", "theirs: true");
    rmSync(join(root, "out/s", pathOf("a")));
    write(`out/s/${pathOf("b")}`, "edited: true");
    expect(differences({ ...meantOf({ ...a, ...b }), [pathOf("d")]: "d" })).toEqual([
      `missing: ${pathOf("a")}`,
      `edited: ${pathOf("b")}`,
      `no longer meant: ${pathOf("c")}`,
      `not rendered: ${pathOf("d")}`,
    ]);
    rendering({ ...a, ...b, ...c });
    expect(differences({ ...meantOf({ ...a, ...b }), [pathOf("c")]: "another" })).toEqual([`of another state: ${pathOf("c")}`]);
  });

  test.each([
    ["cut off", '{"version": 1, "stack": "s", "fi'],
    ["empty", ""],
    ["of no shape", '{"version": 1, "stack": "s", "files": 1}'],
  ])("that is %s counts as none: everything is rendered afresh", (_, text) => {
    write("out/s/.rendered", text);
    expect(differences(meantOf(a))).toEqual(["no completed run has recorded this folder"]);
    expect(differences({})).toEqual([]);
  });

  test("of a newer version, or of another stack, is refused with what to do", () => {
    write("out/s/.rendered", '{"version": 2, "stack": "s", "entries": []}');
    expect(read).toThrow(
      `${join(root, "out/s/.rendered")}: got a record of version 2, want at most 1: a newer checkout rendered this folder; fix: update this checkout to it`,
    );
    write("out/s/.rendered", '{"version": 1, "stack": "narvik", "files": {}}');
    expect(read).toThrow("got what narvik rendered, want the folder of s; fix: move the folder away, or clone the right repository");
  });
});
