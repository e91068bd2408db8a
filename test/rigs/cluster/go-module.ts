import { execFile } from "node:child_process";
import { promisify } from "node:util";

/**
 * Downloads the release of a Go module that the go.mod in `directory` pins, checked against its go.sum, once a machine.
 *
 * @returns The module's folder.
 * @throws Error when it cannot be downloaded or does not match go.sum, with the fix.
 */
export async function moduleDirectory(directory: string, module: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("go", ["mod", "download", "-json", module], { cwd: directory });
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
