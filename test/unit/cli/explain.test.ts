import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { parse } from "yaml";
import { repository } from "../../../cli/setup/cache.mjs";
import type { Explained } from "../../../components/stack/explain.ts";
import { stackFiles } from "../../../stacks/files.ts";

// Each command is a process that loads the program, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

/** The command as users run it: only Node.js itself, without a test's own loader, knows the lines of the data. */
function explain(...args: string[]): { code: number | null; output: string } {
  const command = [join("cli", "setup", "bootstrap.mjs"), join("cli", "tasks", "explain.ts"), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: repository, encoding: "utf8", maxBuffer: 1 << 28 });
  return { code: status, output: `${stdout}${stderr}` };
}

/** `stacks/narvik.ts:12`, the first line of the file that has this text. */
function lineOf(file: string, text: string): string {
  const index = readFileSync(join(repository, "stacks", file), "utf8")
    .split("\n")
    .findIndex((line) => line.includes(text));
  if (index < 0) throw new Error(`${file} has no line with ${text}`);
  return `stacks/${file}:${index + 1}`;
}

test("a value that is written has its file and line, a fact that of its call, and one in a helper the helper's", () => {
  expect(explain("keflavik", "site.location").output).toBe(
    [
      'site.location.place = "Iceland"',
      "  stated: Nscale fleet fact sheet",
      `  ${lineOf("keflavik.ts", 'place: stated("Iceland"')}`,
      'site.location.jurisdiction = "IS"',
      `  follows: the jurisdiction that gridZone lies in; from site.location.gridZone (${lineOf("keflavik.ts", 'gridZone: "IS"')})`,
      'site.location.gridZone = "IS"',
      `  ${lineOf("keflavik.ts", 'gridZone: "IS"')}`,
      "site.location.latitudeDegrees = 64",
      "  assumed: the town of Keflavík on the map; the site's own position is not disclosed",
      `  ${lineOf("keflavik.ts", "latitudeDegrees:")}`,
      "site.location.longitudeDegrees = -22.56",
      "  assumed: the town of Keflavík on the map; the site's own position is not disclosed",
      `  ${lineOf("keflavik.ts", "longitudeDegrees:")}`,
      "",
    ].join("\n"),
  );
  expect(explain("keflavik", "clusters.initial-1.accelerator").output).toBe(
    `clusters.initial-1.accelerator = "gb300-nvl72"\n  ${lineOf("platform.ts", 'accelerator: "gb300-nvl72"')}\n`,
  );
  expect(explain("narvik", "site.offtake.openai.sharePercent").output).toBe(
    `site.offtake.openai.sharePercent = 38\n  assumed: what Microsoft's 52 % and priority access leave; OpenAI's share is not disclosed\n  ${lineOf("narvik.ts", "assumed(38,")}\n`,
  );
});

test("a default has its reason, and JSON and YAML say the same", () => {
  const path = "clusters.initial-1.controlPlane.endpoint";
  const whole = [
    { path: `${path}.host`, value: "10.10.0.10", origin: { kind: "written", place: lineOf("keflavik.ts", "controlPlane:") } },
    { path: `${path}.port`, value: 6443, origin: { kind: "default", reason: "the TCP port; 6443 is what kubeadm takes" } },
  ];
  expect(JSON.parse(explain("keflavik", path, "--format", "json").output)).toEqual(whole);
  expect(parse(explain("keflavik", path, "--format", "yaml").output)).toEqual(whole);
});

test.each(Object.keys(stackFiles))("every path of %s has an origin", (stack) => {
  const { code, output } = explain(stack, "--format", "json");
  expect(code).toBe(0);
  const entries = JSON.parse(output) as Explained[];
  const paths = new Set(entries.map(({ path }) => path));
  const place = /^stacks\/[a-z-]+\.ts:[1-9]\d*$/;
  const isKnown = ({ origin }: Explained) => {
    if (origin.kind === "written") return place.test(origin.place);
    if (origin.kind === "default") return origin.reason !== "";
    return (
      origin.formula !== "" &&
      origin.from.every((input) =>
        input.place === undefined ? paths.has(input.path) || input.path.startsWith("keys of ") : place.test(input.place),
      )
    );
  };
  expect(entries.length).toBeGreaterThan(150);
  expect(paths.size).toBe(entries.length);
  expect(entries.filter((entry) => !isKnown(entry))).toEqual([]);
});

test("a stack or path that is not there is told", () => {
  expect(explain("keflavk")).toEqual({
    code: 2,
    output:
      "got stack keflavk, want one of glomfjord, narvik, keflavik, loughton, texas, stargate-uk, fleet; fix: did you mean keflavik? If not, pulumi stack select, or add stacks/keflavk.ts to stacks/files.ts\n",
  });
  expect(explain("keflavik", "clusters.initial-2")).toEqual({
    code: 2,
    output:
      "got path clusters.initial-2, want one of stack keflavik, such as asOf; fix: npm run explain -- STACK [--format text|json|yaml], which lists all\n",
  });
  expect(explain("keflavik", "--format", "xml")).toEqual({
    code: 2,
    output: "--format: got xml, want one of text, json, yaml; fix: npm run explain -- STACK [PATH] [--format text|json|yaml]\n",
  });
});
