import { Linter } from "eslint";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { partsIn } from "../../../components/lib/program/parts.ts";
import { programRules } from "../../program-rules.mjs";
import { checkPrograms, wholePrograms } from "../../run/programs.ts";

const root = join(import.meta.dirname, "..", "..", "..");

describe("a program in a string literal is found", () => {
  const faultsIn = (code: string) =>
    new Linter().verify(code, [{ rules: { "no-restricted-syntax": ["error", ...programRules] } }]).map(({ message }) => message);

  test.each([
    ["a file that runs", "const script = `#!/bin/sh\\necho ${name}\\n`;"],
    ["the same in plain quotes", String.raw`writeFileSync(file, "#!/usr/bin/env python3\n");`],
    ["a shell's command", `const command = ["sh", "-c", "nc host 9 < /data"];`],
    ["one with values in it", 'const command = ["sh", "-ec", `until test -f ${file}; do sleep 5; done`];'],
    ["one from a constant", `const command = ["sh", "-c", script];`],
    ["Python by its lines", String.raw`const command = ["python3", "-c", ["import os", "print(os.name)"].join("\n")];`],
    ["a shell's block", 'const part = `\nif [ -n "$fault" ]; then\n  exit 1\nfi\n`;'],
    ["a shell's function", 'const functions = `changes=0\nchange() {\n  log "$*"\n}\n`;'],
    ["Lua", 'const script = `function envoy_on_request(request)\n  request:headers():remove("${name}")\nend\n`;'],
    ["Python", "const script = `import os, re\nprint(re.escape(os.name))\n`;"],
  ])("%s", (_, code) => {
    expect(new Set(faultsIn(code))).toEqual(
      new Set(["A program is a .sh, .py or .lua file beside its plan, filled by readProgram of components/lib/program."]),
    );
  });

  test("and what is none is left alone", () => {
    expect(
      faultsIn(`
        const anchors = ["start", "end"];
        const command = ["sh", "-c", awaitWeights({ weights })];
        const engine = ["vllm", "serve", path];
        const text = \`in the end
all is done and well: import it\`;
      `),
    ).toEqual([]);
  });
});

test("every program is read by a plan beside it, or is a part of one that is", () => {
  const programs = globSync("{components,review}/**/*.{sh,py,lua}", { cwd: root });
  const isNamedBeside = (program: string) =>
    globSync("*.{ts,sh}", { cwd: join(root, dirname(program)) }).some((name) => {
      const text = readFileSync(join(root, dirname(program), name), "utf8");
      return text.includes(`"${basename(program)}"`) || partsIn(text).includes(`./${basename(program)}`);
    });
  expect(programs.length).toBeGreaterThan(0);
  expect(programs.filter((program) => !isNamedBeside(program))).toEqual([]);
});

describe("the check of programs", () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "nscale-programs-"))));
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  test("takes a part of a shell program with the program", () => {
    mkdirSync(join(folder, "scripts"));
    for (const [name, text] of Object.entries({
      "one.sh": "#!/bin/sh\n. ./scripts/part.nvidia.sh\n",
      "scripts/part.nvidia.sh": "set -u\n. ./deeper.sh\n",
      "scripts/deeper.sh": "set -f\n",
      "scripts/two.sh": "#!/bin/sh\n. ./deeper.sh\n",
    })) {
      writeFileSync(join(folder, name), text);
    }
    expect(wholePrograms(globSync("**/*.sh", { cwd: folder }), folder).sort()).toEqual(["one.sh", "scripts/two.sh"]);
  });

  test.each([
    ["shell", "shellcheck"],
    ["python", "python3"],
    ["lua", "luajit"],
  ] as const)("says what to run where there is no checker of %s", async (language, name) => {
    vi.stubEnv("PATH", folder);
    await expect(checkPrograms(language, { folder })).rejects.toThrow(
      `got no ${name} on this machine, and no way to install Debian packages without a password; fix: sudo apt-get install -y --no-install-recommends ${name}`,
    );
  });
});
