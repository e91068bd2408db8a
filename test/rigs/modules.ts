import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** The Go modules by which tests pin their parts: `parts` what is built, `slurm-operator`, `gitops`, `network-policy`, `ratelimit` and `actionlint` what needs other releases of packages than those, `crds` what only carries CRDs. */
export type PinningModule = "parts" | "slurm-operator" | "gitops" | "network-policy" | "ratelimit" | "actionlint" | "crds";

/** The folder of a pinning module, with its go.mod and go.sum. */
export const pinningFolder = (name: PinningModule): string => join(import.meta.dirname, "modules", name);

/**
 * Downloads the release of a Go module that the go.mod of a pinning module pins, checked against its go.sum, once a machine.
 *
 * @returns The module's folder.
 * @throws Error when it cannot be downloaded or does not match go.sum, with the fix.
 */
export async function moduleDirectory(pinning: PinningModule, module: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("go", ["mod", "download", "-json", module], { cwd: pinningFolder(pinning) });
    return (JSON.parse(stdout) as { Dir: string }).Dir;
  } catch (error) {
    // With -json, go says what is wrong on standard output.
    const said = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
    throw new Error(
      `the Go module ${module} could not be downloaded: ${error instanceof Error ? error.message : String(error)}\n${said}fix: install Go 1.26 or newer, check that the Go module proxy is reached (go env GOPROXY)`,
      { cause: error },
    );
  }
}
