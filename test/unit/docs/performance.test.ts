import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { slurmOperands } from "../../../components/catalog/operands.ts";
import { releaseNames, releases } from "../../../components/catalog/releases.ts";
import { pinningFolder, type PinningModule } from "../../rigs/modules.ts";

const page = readFileSync(join(import.meta.dirname, "../../../docs/performance.md"), "utf8");
const newest = releases[releaseNames.at(-1) ?? "2026.12"];

/** The version of a Go module that a pinning module has. */
const pinned = (pinning: PinningModule, module: string): string =>
  new RegExp(`^\\t${module} (\\S+)`, "m").exec(readFileSync(join(pinningFolder(pinning), "go.mod"), "utf8"))?.[1] ?? "none";

const bare = (version: string) => version.replace(/^v(?=\d+\.\d+\.\d+$)/, "");

const rows = new Map(
  [...page.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|/gm)].map(([, part = "", set = "", tests = ""]) => [part, [set, tests]]),
);

test.each([
  ["Kubernetes", newest.kubernetes, pinned("parts", "k8s.io/kubernetes")],
  ["Slurm's operator", newest.operators["slurm-operator"], pinned("slurm-operator", "github.com/SlinkyProject/slurm-operator")],
  ["LeaderWorkerSet", newest.operators.leaderworkerset, pinned("parts", "sigs.k8s.io/lws")],
  ["endpoint picker", newest.operators["inference-extension"], pinned("parts", "sigs.k8s.io/gateway-api-inference-extension")],
])("the page has the releases of %s", (part, set, tests) => {
  expect(rows.get(part)).toEqual([bare(set), bare(tests)]);
});

test("the page has the releases of the GPU operator and of Slurm", () => {
  expect(rows.get("GPU operator")).toEqual([newest.operators["gpu-operator"], pinned("crds", "github.com/NVIDIA/gpu-operator")]);
  expect(rows.get("Slurm")?.[0]).toBe(slurmOperands.slurmctld.value.version.split("-")[0]);
});

test.each([
  ["kueue", "parts", "sigs.k8s.io/kueue"],
  ["envoy-gateway", "parts", "github.com/envoyproxy/gateway"],
  ["cert-manager", "crds", "github.com/cert-manager/cert-manager"],
  ["cluster-api", "crds", "sigs.k8s.io/cluster-api"],
  ["jobset", "crds", "sigs.k8s.io/jobset"],
  ["keda", "crds", "github.com/kedacore/keda/v2"],
  ["prometheus-operator", "crds", "github.com/prometheus-operator/prometheus-operator"],
] as const)("%s is the same in the newest release set and in the tests", (operator, pinning, module) => {
  expect(bare(pinned(pinning, module))).toBe(bare(newest.operators[operator]));
});
