import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readProgram } from "../../../components/lib/program/index.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "nscale-program-"))));
afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

test("a part comes in where the shell would read it, with parts of its own", () => {
  write({
    "main.sh": "#!/bin/sh\n. ./common.sh\n\ngo __who__\n",
    "common.sh": "set -u\n. ./count.sh\n",
    "count.sh": "count=__count__\n",
  });
  expect(readProgram(folder, "main.sh")({ who: "x y", count: 2 })).toBe("#!/bin/sh\nset -u\ncount=2\n\ngo 'x y'\n");
});

test("a part for a variant comes in there alone, and leaves no gap elsewhere", () => {
  write({ "main.sh": "start\n\n. ./look.one.sh\n\n. ./look.other.sh\nend\n", "look.one.sh": "look __at__\n", "look.other.sh": "stare\n" });
  const program = readProgram(folder, "main.sh");
  expect(program({ at: 1 }, "one")).toBe("start\n\nlook 1\n\nend\n");
  expect(program({ at: 1 }, "other")).toBe("start\n\nstare\nend\n");
  expect(program({ at: 1 })).toBe("start\n\nend\n");
});

test("the file is read once", () => {
  write({ "main.py": "print(__a__)\n" });
  const program = readProgram(folder, "main.py");
  write({ "main.py": "changed\n" });
  expect([program({ a: "x" }), program({ a: 2 })]).toEqual(['print("x")\n', "print(2)\n"]);
});

test("what does not fit is refused, with the program's name", () => {
  write({ "main.lua": "f(__a__)\n", "main.rb": "", "broken.sh": ". ./absent.sh\n" });
  const program = readProgram(folder, "main.lua");
  expect(() => program({})).toThrow("main.lua: __a__: got nothing, want text, a number or a list of them: f(__a__)");
  expect(() => program({ a: 1, b: 2, c: 3 })).toThrow("main.lua: got values for b, c, want placeholders of these names in it");
  expect(() => readProgram(folder, "main.rb")).toThrow("main.rb: got a program in .rb, want sh, py, lua");
  expect(() => readProgram(folder, "broken.sh")).toThrow("absent.sh");
});
