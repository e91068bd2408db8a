import { pythonWith, runPython } from "../python/environment.ts";

/** The validator of the FinOps Foundation, with the releases of what it takes that it works with. About a minute, 400 MB. */
const packages = [
  "focus-validator==1.0.0",
  "multimethod==1.12",
  "numpy==1.26.4",
  "pandas==2.3.3",
  "pandasql==0.7.3",
  "pandera==0.17.2",
  "SQLAlchemy==2.1.9",
];

/** What the FOCUS validator says of a file of charges, by version 1.0 of the specification. */
export async function validateFocus(file: string): Promise<string> {
  const python = await pythonWith(packages);
  // It finds its list of currencies from the folder that it is installed in.
  const folder = runPython(python, [
    "-c",
    "import importlib.util, os; print(os.path.dirname(os.path.dirname(importlib.util.find_spec('pandera').origin)))",
  ]);
  return runPython(python, ["-m", "focus_validator.main", "--data-file", file, "--validate-version", "1.0"], folder.trim());
}
