import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { locateEngine } from "../../cli/engine/locate.ts";
import { repository } from "../../cli/setup/cache.mjs";

const folder = mkdtempSync(join(tmpdir(), "nscale-provider-"));
afterAll(() => rmSync(folder, { recursive: true }));

const files = {
  "Pulumi.yaml": "name: provider\nruntime: nodejs\nmain: index.js\n",
  "package.json": '{ "private": true, "type": "module" }',
  "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "chart/templates/service.yaml":
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  ports: [{ port: {{ .Values.port }} }]\n",
  "index.js": `import * as k8s from "@pulumi/kubernetes";
const provider = new k8s.Provider("rendered", { renderYamlToDirectory: "rendered" });
const objects = \`
apiVersion: apps/v1
kind: Deployment
metadata: { name: engine, namespace: default }
spec: { selector: { matchLabels: { a: b } }, template: { metadata: { labels: { a: b } }, spec: { containers: [{ name: a, image: a.example/a }] } } }
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: resourceflavors.kueue.x-k8s.io }
spec: { group: kueue.x-k8s.io, scope: Cluster, names: { kind: ResourceFlavor, plural: resourceflavors }, versions: [{ name: v1beta2, served: true, storage: true }] }
---
apiVersion: kueue.x-k8s.io/v1beta2
kind: ResourceFlavor
metadata: { name: b200 }
---
apiVersion: v1
kind: Secret
metadata: { name: key, namespace: default }
stringData: { key: canary-4711 }
\`;
new k8s.yaml.v2.ConfigGroup("group", { yaml: objects }, { provider });
new k8s.helm.v4.Chart("web", { chart: "./chart", namespace: "default", values: { port: 8080 } }, { provider });
`,
};

test("the provider that is built without its Go SDK reads YAML and charts into resources of each kind's own type, Secrets encrypted", async () => {
  const { environment } = await locateEngine();
  for (const name of ["chart/templates", "backend"]) mkdirSync(join(folder, name), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  const env = { ...process.env, ...environment, PULUMI_BACKEND_URL: `file://${folder}/backend`, PULUMI_CONFIG_PASSPHRASE: "one's own" };
  const pulumi = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync("pulumi", [...args, "--non-interactive"], { cwd: folder, env, encoding: "utf8" });
    expect(status, `${stdout}${stderr}`).toBe(0);
    return stdout;
  };
  pulumi("stack", "init", "provider");
  pulumi("up", "--yes", "--skip-preview");
  const state = pulumi("stack", "export");
  const { deployment } = JSON.parse(state) as { deployment: { resources: { urn: string }[] } };
  const named = deployment.resources.map(({ urn }) => urn.split("::").slice(2).join(" ").split("$").at(-1) ?? "");
  expect(named.filter((name) => name.startsWith("kubernetes:")).sort()).toEqual([
    "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition group:resourceflavors.kueue.x-k8s.io",
    "kubernetes:apps/v1:Deployment group:default/engine",
    "kubernetes:core/v1:Secret group:default/key",
    "kubernetes:core/v1:Service web:default/web",
    "kubernetes:helm.sh/v4:Chart web",
    "kubernetes:kueue.x-k8s.io/v1beta2:ResourceFlavor group:b200",
    "kubernetes:yaml/v2:ConfigGroup group",
  ]);
  expect(state).not.toContain("canary-4711");
  const [service = ""] = readdirSync(join(folder, "rendered/1-manifest")).filter((name) => name.includes("service"));
  expect(readFileSync(join(folder, "rendered/1-manifest", service), "utf8")).toContain("- port: 8080");
});
