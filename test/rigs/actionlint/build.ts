import { join } from "node:path";
import { buildIntoCache } from "../../../cli/engine/go-build.ts";
import { pinningFolder } from "../modules.ts";

/** Builds actionlint, which checks workflow files, from its published Go module, once a machine. Returns the program's path. */
export async function buildActionlint(): Promise<string> {
  const folder = await buildIntoCache("actionlint", [
    {
      moduleDirectory: pinningFolder("actionlint"),
      package: "github.com/rhysd/actionlint/cmd/actionlint",
      output: "actionlint",
    },
  ]);
  return join(folder, "actionlint");
}
