import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildControlPlane } from "../cluster/control-plane.ts";
import { buildNetworkPolicy } from "../cluster/controllers.ts";
import { ensureSystemPackages } from "../cluster/system-packages.ts";
import type { Question } from "./question.ts";

const withinMinutes = 5;

/** Namespaces of its own for the network, mounts and processes: whatever happens inside, the machine keeps its rules, and all ends with the first process. */
const apart = ["--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"];

/**
 * Runs a control plane, kube-router's policy controller and pods, each a network namespace, inside namespaces of their own, and tries connections between
 * them under the policies.
 *
 * @returns Whether each of the question's probes came through.
 * @throws Error with what went wrong inside.
 */
export async function tryConnections(question: Question): Promise<readonly boolean[]> {
  await ensureSystemPackages({ iptables: "iptables", ipset: "ipset", ip: "iproute2", unshare: "util-linux", python3: "python3" });
  await Promise.all([buildControlPlane(), buildNetworkPolicy()]);
  const asRoot = process.getuid?.() === 0 ? [] : ["--map-root-user"];
  const program = join(import.meta.dirname, "inside.ts");
  const child = spawn("unshare", [...asRoot, ...apart, process.execPath, "--no-warnings", program], {
    stdio: ["pipe", "pipe", "pipe"],
    timeout: withinMinutes * 60_000,
    killSignal: "SIGKILL",
    env: { ...process.env, PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin` },
  });
  let answer = "";
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (answer += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (said = (said + chunk).slice(-6000)));
  child.stdin.end(JSON.stringify(question));
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0) throw new Error(`the connections could not be tried (exit code ${String(code)}):\n${said}`);
  return JSON.parse(answer) as boolean[];
}
