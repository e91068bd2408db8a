import { z } from "zod";
import { layerOperators, type LayerOperator } from "../catalog/charts.ts";
import { keyed } from "../lib/names.ts";
import { text, textMatching } from "../lib/text.ts";
import { parseSpec, rulesOver } from "../lib/parse/parse.ts";

/** The cluster that declares a site's machines: Cluster API runs there. */
export const managementCluster = "management";

const mode = z.enum(["install", "present"]);
const operatorName = z.enum(layerOperators as readonly [LayerOperator, ...LayerOperator[]]);

const operators = z
  .union([mode, z.partialRecord(operatorName, mode)])
  .optional()
  .describe(
    "install (by this project, the default) or present (installed by others, who must serve their kinds in the release's versions), for all operators or by name",
  );

const absolutePath = textMatching(/^\/[^\p{Cc}]*$/u, "an absolute path: it starts with /");

const charts = z
  .partialRecord(operatorName, absolutePath)
  .optional()
  .describe("absolute paths of folders with charts that are not taken from their repositories, by operator");

/**
 * Destination of a cluster's objects: `render` writes YAML files to out/<stack>/<cluster>; the others are real clusters.
 * `context` is a context of the kubeconfig in use, `kubeconfig` the secret configuration value `kubeconfig-<cluster>`,
 * `management` the kubeconfig that Cluster API writes into the management cluster.
 */
const target = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("render"), operators }),
  z.strictObject({
    kind: z.literal("context"),
    context: text.describe("a context of the kubeconfig in use"),
    operators,
    charts,
  }),
  z.strictObject({ kind: z.literal("kubeconfig"), operators, charts }),
  z.strictObject({ kind: z.literal("management"), operators, charts }),
]);
const targetsSpec = z.strictObject({ targets: keyed(target) });

type TargetsSpec = z.output<typeof targetsSpec>;
export type Target = z.output<typeof target>;
export type Targets = Readonly<Record<string, Target>>;

const rule = rulesOver<TargetsSpec>();

/** Rules for the targets of a stack with these GPU clusters. */
function rulesFor(clusters: readonly string[]) {
  const known = [managementCluster, ...clusters];
  return [
    rule(["targets"], (targets) =>
      Object.keys(targets)
        .filter((name) => !known.includes(name))
        .map((name) => ({
          path: `targets.${name}`,
          got: "a target for no cluster of the stack",
          want: `one of ${known.join(", ")}`,
          fix: "correct the name",
        })),
    ),
    rule(["targets"], (targets) =>
      targets[managementCluster]?.kind === "management"
        ? [
            {
              path: "targets.management.kind",
              got: "management",
              want: "render, context or kubeconfig",
              fix: "say how the management cluster itself is reached",
            },
          ]
        : [],
    ),
    rule(["targets"], (targets) => {
      const isLive = (targets[managementCluster]?.kind ?? "render") !== "render";
      return Object.entries(targets)
        .filter(([name, { kind }]) => kind === "management" && name !== managementCluster && !isLive)
        .map(([name]) => ({
          path: `targets.${name}.kind`,
          got: "management, while the management cluster is rendered",
          want: "a management cluster that can be asked for the kubeconfig",
          fix: "make targets.management live (context or kubeconfig), or give this cluster a target of its own",
        }));
    }),
  ];
}

/**
 * Parses the configuration value `targets` of a stack. A cluster that it does not name is rendered.
 *
 * @throws FaultError with every fault at once.
 */
export function parseTargets(file: string, text: string | undefined, clusters: readonly string[]): Targets {
  const input = { targets: text === undefined ? {} : parseJson(text) };
  return parseSpec(file, targetsSpec, rulesFor(clusters), input).targets;
}

/** Configuration reaches a program as text. Text that is no JSON stays text, so that its fault shows it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
