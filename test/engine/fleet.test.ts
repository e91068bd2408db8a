import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fleetSummarySchema, type FleetSummary } from "../../components/fleet/schema.ts";
import { summarySchema, type Summary } from "../../components/summary/schema.ts";
import { summarize } from "../../components/summary/summarize.ts";
import { readStack, stackFiles } from "../../stacks/files.ts";
import { Checkout } from "../support/checkout.ts";

/** Every site and the fleet on the real engine; each test starts from where the one before ended. */
describe("the fleet", () => {
  const checkout = new Checkout();
  afterAll(() => checkout.remove());

  const output = (stack: string): unknown =>
    JSON.parse(checkout.run("pulumi", "stack", "output", "summary", "--stack", stack, "--json").output);

  function start(...stacks: string[]): string {
    const { code, output: printed } = checkout.run("start", ...stacks);
    expect(code, printed).toBe(0);
    return printed;
  }

  const deployments = () => {
    const { sites } = fleetSummarySchema.parse(output("fleet"));
    return Object.fromEntries(Object.entries(sites).map(([stack, { deployment }]) => [stack, deployment]));
  };

  test("says which stacks are not deployed, and what to run", () => {
    start("fleet");
    const expected = Object.keys(stackFiles).map((stack) => [stack, { state: "not-deployed", run: `npm start -- ${stack}` }]);
    expect(deployments()).toEqual(Object.fromEntries(expected));
  });

  describe("with every stack up", () => {
    let printed: string;
    let fleet: FleetSummary;
    const sites = new Map<string, Summary>();

    beforeAll(() => {
      printed = start("all");
      fleet = fleetSummarySchema.parse(output("fleet"));
      for (const stack of Object.keys(stackFiles)) sites.set(stack, summarySchema.parse(output(stack)));
      // Six stacks, one after the other.
    }, 1_800_000);

    test("each site puts out what its data says", async () => {
      for (const [stack, summary] of sites) expect(summary).toEqual(summarize(stack, await readStack(stack)));
      expect(sites.size).toBe(6);
    });

    test("what no chart brings to the clusters that serve models is said", async () => {
      const gateways = await Promise.all([...sites.keys()].map(async (stack) => (await readStack(stack)).inference?.gateway.cluster ?? []));
      const found = [...printed.matchAll(/(\S+): before its manifests, run there kubectl apply -f \S+\/v1-manifests\.yaml/g)];
      expect(new Set(found.map(([, cluster]) => cluster))).toEqual(new Set(gateways.flat()));
      expect(gateways.flat()).toHaveLength(4);
    });

    test("each site is deployed", () => {
      expect(Object.values(deployments())).toEqual(Array.from({ length: 6 }, () => ({ state: "deployed" })));
    });

    test("the stated figures of the sites come out", () => {
      const capacities = (stack: string) => sites.get(stack)?.phases.map(({ capacityMegawatts }) => capacityMegawatts);
      const gpus = (stack: string) => sites.get(stack)?.gpus.planned;
      expect(capacities("glomfjord")).toEqual([30, 60]);
      expect(capacities("narvik")).toEqual([20, 230, 520]);
      expect(sites.get("narvik")?.gpus.bySku).toEqual({ "gb300-nvl72": 100_000 });
      expect(Object.values(sites.get("narvik")?.site.owners ?? {})).toMatchObject([
        { sharePercent: 50, commitmentUsdMillions: 500 },
        { sharePercent: 50, commitmentUsdMillions: 500 },
      ]);
      expect(sites.get("narvik")?.tenants["microsoft"]?.offtake).toMatchObject({ kind: "contract", termYears: 5, valueUsdMillions: 6200 });
      expect(sites.get("narvik")?.tenants["openai"]?.offtake).toMatchObject({ kind: "initial-offtaker", mayScale: true });
      expect(gpus("keflavik")).toBe(4600);
      expect(gpus("loughton")).toBe(23_040);
      expect(gpus("stargate-uk")).toBe(31_000);
      expect(fleet.milestones.map(({ date, wantedGpus }) => [date, wantedGpus])).toEqual([
        ["2025-12-31", 50_000],
        ["2026-12-31", 150_000],
        ["2027-12-31", 350_000],
      ]);
      expect(fleet.gpus.planned).toBe(289_264);
    });
  });

  test("knows a stack that differs from its data", () => {
    checkout.change("keflavik", "stack.site.efficiency.loadFactor.value = 0.5;");
    start("fleet");
    expect(deployments()["keflavik"]).toMatchObject({ state: "differs", run: "npm start -- keflavik" });
  });

  test("refuses every fault of every site at once", () => {
    checkout.change("keflavik", 'stack.asOf = "soon";');
    checkout.change("glomfjord", "stack.site.efficiency.powerUsageEffectiveness.value = 1.5;");
    const { code, output: printed } = checkout.run("pulumi", "preview", "--stack", "fleet");
    expect(code).not.toBe(0);
    expect(printed).toContain('stacks/keflavik.ts: asOf: got "soon"');
    expect(printed).toMatch(/stacks\/glomfjord\.ts: clusters: got .* x PUE 1\.5 = /);
  });
});
