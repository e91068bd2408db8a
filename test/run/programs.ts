import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import { partsIn } from "../../components/lib/program/parts.ts";
import { ensureSystemPackages } from "../rigs/cluster/system-packages.ts";
import { runCommand, type CommandOptions } from "./child.ts";

/** Checker of the programs of a language: the command to run on them. */
interface Checker {
  readonly extension: string;
  /** The checker and the Debian package that it comes in. */
  readonly command: string;
  readonly debianPackage: string;
  /** Each call's arguments. `scratch` is a folder for what a checker writes. */
  readonly calls: (files: readonly string[], scratch: string, root: string) => readonly (readonly string[])[];
}

const shellcheckOptions = ["--shell=sh", "--external-sources", "--check-sourced", "--source-path=SCRIPTDIR"];

const checkers = {
  shell: {
    extension: "sh",
    command: "shellcheck",
    debianPackage: "shellcheck",
    // A part is checked where it comes in: alone, it uses what it does not define.
    calls: (files, _, root) => [[...shellcheckOptions, ...wholePrograms(files, root)]],
  },
  python: {
    extension: "py",
    command: "python3",
    debianPackage: "python3",
    calls: (files, scratch) => [["-X", `pycache_prefix=${scratch}`, "-m", "py_compile", ...files]],
  },
  lua: {
    extension: "lua",
    // Envoy's own.
    command: "luajit",
    debianPackage: "luajit",
    calls: (files) => files.map((file) => ["-b", "-t", "raw", file, "/dev/null"]),
  },
} as const satisfies Readonly<Record<string, Checker>>;

export type ProgramLanguage = keyof typeof checkers;

/** The languages of the project's programs. */
export const programLanguages = Object.keys(checkers) as readonly ProgramLanguage[];

/** The shell programs that are no part of another; paths are from `root`. */
export function wholePrograms(files: readonly string[], root: string): string[] {
  const parts = files.flatMap((file) =>
    partsIn(readFileSync(join(root, file), "utf8")).map((part) => normalize(join(dirname(file), part))),
  );
  return files.filter((file) => !parts.includes(file));
}

/**
 * Checks every program of a language below `root`, as it lies in its file. What is wrong goes to this terminal.
 *
 * @returns Whether all are right.
 * @throws Error when the checker is missing and may not be installed from here, with the one line to run.
 */
export async function checkPrograms(
  language: ProgramLanguage,
  { label, folder: root }: CommandOptions & { readonly folder: string },
): Promise<boolean> {
  const { extension, command, debianPackage, calls }: Checker = checkers[language];
  const { [command]: path = command } = await ensureSystemPackages({ [command]: debianPackage });
  const files = globSync(`**/*.${extension}`, { cwd: root, exclude: ["**/node_modules", "out", ".state"] }).sort();
  const scratch = mkdtempSync(join(tmpdir(), "nscale-programs-"));
  try {
    let areRight = true;
    for (const args of calls(files, scratch, root))
      areRight = (await runCommand([path, ...args], { label, folder: root })) === 0 && areRight;
    return areRight;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
