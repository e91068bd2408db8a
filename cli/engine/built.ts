import { join } from "node:path";
import { buildIntoCache, cacheFolder, type GoCommand } from "./go-build.ts";
import { pluginVersions, pulumiVersion } from "./versions.ts";

const modules = join(import.meta.dirname, "modules");

/** Laid out as $PULUMI_HOME, so that the CLI finds its language host and the plugins without a network. */
const commands: readonly GoCommand[] = [
  {
    moduleDirectory: join(modules, "nodejs-host"),
    package: "github.com/pulumi/pulumi/sdk/nodejs/cmd/pulumi-language-nodejs/v3",
    output: "bin/pulumi-language-nodejs",
  },
  {
    moduleDirectory: join(modules, "pulumi"),
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    output: "bin/pulumi",
    ldflags: `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pulumiVersion}`,
  },
  ...(["random", "kubernetes"] as const).map((name) => ({
    moduleDirectory: join(modules, name),
    package: ".",
    output: `plugins/resource-${name}-v${pluginVersions[name]}/pulumi-resource-${name}`,
  })),
];

/** The folder that the built engine has or will have on this machine. */
export const builtEngineFolder = (): string => cacheFolder("engine", commands);

/** Builds the CLI, the language host and the providers from their published Go modules, once a machine. */
export const buildEngine = (): Promise<string> => buildIntoCache("engine", commands);
