import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { locateEngine } from "../../cli/engine/locate.ts";
import { Checkout } from "../support/checkout.ts";

const checkout = new Checkout();
const backend = mkdtempSync(join(tmpdir(), "nscale-backend-"));
afterAll(() => {
  checkout.remove();
  rmSync(backend, { recursive: true });
});

test("plain pulumi up refuses what the data itself decides, and works with a backend of one's own", async () => {
  const { environment } = await locateEngine();
  const run = (...args: string[]) => {
    const env = { ...process.env, ...environment, PULUMI_BACKEND_URL: `file://${backend}`, PULUMI_CONFIG_PASSPHRASE: "one's own" };
    const { status, stdout, stderr } = spawnSync("pulumi", args, { cwd: checkout.directory, env, encoding: "utf8" });
    return { status, stdout, output: `${stdout}${stderr}` };
  };
  const pulumi = (...args: string[]) => {
    const { status, stdout, output } = run(...args);
    expect(status, output).toBe(0);
    return stdout;
  };
  const up = ["up", "--yes", "--skip-preview", "--stack", "glomfjord"];
  pulumi("stack", "init", "glomfjord");
  checkout.change("glomfjord", "stack.site.efficiency.powerUsageEffectiveness.value = 1.5;");
  const refused = run(...up);
  expect(refused.status).not.toBe(0);
  expect(refused.output).toMatch(/stacks\/glomfjord\.ts: clusters: got .* x PUE 1\.5 = /);
  expect(existsSync(checkout.path("out"))).toBe(false);

  checkout.change("glomfjord");
  pulumi(...up);
  expect(checkout.files("out/glomfjord")).toContain("management/1-manifest/v1-namespace-default-glomfjord.yaml");
  const outputs = JSON.parse(pulumi("stack", "output", "--json", "--stack", "glomfjord")) as { summary: { site: { name: string } } };
  expect(outputs.summary.site.name).toBe("Glomfjord");
  expect(checkout.files(".").filter((file) => file.startsWith(".state/"))).toEqual([]);
});
