import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { modelRouterArguments } from "../../components/inference/gateway/plan/model-router.ts";
import { freePorts } from "../rigs/cluster/free-ports.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { envoyConfig, type Address } from "../rigs/serving/envoy-config.ts";
import { gatewayObjects, keyObjects } from "../rigs/serving/objects.ts";
import { servingParts } from "../rigs/serving/parts.ts";
import { untilOpen } from "../rigs/cluster/until-open.ts";
import { loopback, runWith, toApiServer } from "../rigs/serving/processes.ts";
import { entranceHost, serviceAddress, translate, type Translation } from "../rigs/serving/translate.ts";
import { strictApply } from "../support/cluster.ts";
import { failoverObjects, handingOn, leadsToSites, LocalSites, withoutUpstreamTls } from "../support/failover.ts";
import { exampleSites } from "../support/serving-sites.ts";

const residency = { nordic: ["NO", "IS"], everywhere: ["NO", "IS", "GB"], british: ["GB"] } as const;
const sites = exampleSites({
  narvik: { jurisdiction: "NO", residency, endpoints: { scout: { failover: ["keflavik", "loughton"] } } },
  keflavik: { jurisdiction: "IS", residency, endpoints: { scout: {} } },
  loughton: { jurisdiction: "GB", residency, endpoints: { scout: {} } },
});
const { gateway, failover } = handingOn("narvik", sites);
const keys = new Map(Object.keys(residency).map((tenant) => [`${tenant}.1`, `key-of-${tenant}`]));

let cluster: TestCluster;
let translation: Translation;
let listener: Address;
const local = new LocalSites();

/** Starts the body-based router and Envoy; the sites behind it, its own among them, are stand-ins. */
async function startGateway(): Promise<void> {
  const parts = await servingParts();
  const certificate = async (name: string) => readFile(join(cluster.directory, "certificates", name), "utf8");
  const objects = [...gatewayObjects(gateway), ...keyObjects(gateway, keys), ...failoverObjects(failover)];
  translation = await translate(parts.egctl, cluster.directory, objects, {
    certificate: await certificate("apiserver.crt"),
    key: await certificate("apiserver.key"),
  });
  const [grpc = 0, health = 0, metrics = 0, listens = 0, admin = 0, nobody = 0] = await freePorts(6);
  runWith(cluster, "model-router", toApiServer(cluster), parts.modelRouter, modelRouterArguments({ grpc, health, metrics }));
  await untilOpen("the body-based router", grpc);
  listener = loopback(listens);
  const unreachable = [loopback(nobody)];
  const services = new Map<string, readonly Address[]>([
    ...(await local.start(sites)),
    [serviceAddress, [loopback(grpc)]],
    [entranceHost, [loopback(grpc)]],
    ["scout.inference.svc.cluster.local", unreachable],
    ["scout-picker.inference.svc.cluster.local", unreachable],
  ]);
  const config = envoyConfig(withoutUpstreamTls(translation), {
    listener,
    admin: loopback(admin),
    rateLimiter: loopback(nobody),
    services,
  });
  const file = join(cluster.directory, "failover.json");
  await writeFile(file, JSON.stringify(config), { mode: 0o600 });
  cluster.run({
    name: "envoy",
    command: parts.envoy,
    args: ["--config-path", file, "--concurrency", "1", "--disable-hot-restart", "--log-level", "warning"],
  });
  await untilOpen("Envoy", listens);
}

/** Asks for the model with a tenant's key: the status, and who answered or what the gateway said itself. */
async function ask(tenant: string, headers: Readonly<Record<string, string>> = {}): Promise<{ status: number; by: string }> {
  const response = await fetch(`http://${listener.host}:${listener.port}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer key-of-${tenant}`, "content-type": "application/json", ...headers },
    body: JSON.stringify({ model: "example/scout", messages: [{ role: "user", content: "Hello" }] }),
  });
  const answer = (await response.json()) as { site?: string; error?: { code: string } };
  return { status: response.status, by: answer.site ?? answer.error?.code ?? "" };
}

const fail = (...stacks: readonly string[]) => {
  for (const stack of stacks) local.statuses.set(stack, 503);
};

describe("a gateway that hands requests on to other sites", () => {
  beforeAll(async () => {
    cluster = await startCluster({ crds: ["gateway.networking.k8s.io", "gateway.envoyproxy.io"] });
    return async () => {
      local.stop();
      await cluster.stop();
    };
  });

  it("is of objects that the API server takes as they are", async () => {
    const objects = failoverObjects(failover);
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      "Backend site-keflavik",
      "Backend site-loughton",
      "Backend site-narvik",
      "HTTPRouteFilter no-site-left",
      "HTTPRoute failover-scout",
      "BackendTrafficPolicy failover",
      "EnvoyPatchPolicy failover-order",
    ]);
    await strictApply(cluster, { apiVersion: "v1", kind: "Namespace", metadata: { name: "inference-gateway" } });
    for (const object of objects) expect(await strictApply(cluster, object)).toMatchObject(object);
  });

  describe("run by Envoy", () => {
    beforeAll(startGateway);
    afterEach(() => {
      local.statuses.clear();
      local.received.length = 0;
    });

    it("asks each site for the certificate of the API's name", () => {
      const named = translation.clusters.filter(leadsToSites).map(({ transportSocketMatches: matches }) =>
        (matches as { transportSocket: { typedConfig: { sni: string; commonTlsContext: object } } }[]).map(({ transportSocket }) => {
          const { sni, commonTlsContext } = transportSocket.typedConfig;
          expect(commonTlsContext).toMatchObject({
            combinedValidationContext: {
              defaultValidationContext: { matchTypedSubjectAltNames: [{ sanType: "DNS", matcher: { exact: sni } }] },
            },
          });
          return sni;
        }),
      );
      const name = "inference.example.com";
      expect(named.sort((one, other) => one.length - other.length)).toEqual([
        [name, name],
        [name, name, name],
      ]);
    });

    it("serves at home while that is well, with the tenant's key and the host name that the client called", async () => {
      expect(await ask("nordic")).toEqual({ status: 200, by: "narvik" });
      expect(local.received).toEqual([
        { site: "narvik", host: `${listener.host}:${listener.port}`, from: "narvik", key: "Bearer key-of-nordic" },
      ]);
    });

    it("hands a request on in the order of the sites, within the tenant's residency", async () => {
      fail("narvik");
      expect(await ask("nordic")).toEqual({ status: 200, by: "keflavik" });
      fail("keflavik");
      local.received.length = 0;
      expect(await ask("everywhere")).toEqual({ status: 200, by: "loughton" });
      expect(local.received.map(({ site }) => site)).toEqual(["narvik", "keflavik", "loughton"]);
    });

    it("refuses rather than go where the tenant's data may not lie, however long its own sites fail", async () => {
      fail("narvik", "keflavik");
      for (let request = 0; request < 12; request += 1) expect((await ask("nordic")).status).toBe(503);
      expect(local.received.map(({ site }) => site)).not.toContain("loughton");
      expect(local.received.length).toBeGreaterThan(0);
    });

    it("refuses by itself a tenant that no site may serve", async () => {
      expect(await ask("british")).toEqual({ status: 503, by: "service_unavailable" });
      expect(local.received).toEqual([]);
    });

    it("answers 503, and not Envoy's own 500, where its endpoint picker is gone, so that the request is handed on", async () => {
      const handedOn = { "x-nscale-failed-over-from": "keflavik" };
      expect(await ask("nordic", handedOn)).toEqual({ status: 503, by: "service_unavailable" });
    });

    it("is not led elsewhere by what a client says of itself", async () => {
      fail("narvik", "keflavik");
      const forged = { "x-nscale-client": "everywhere.1", "x-gateway-model-name": "example/scout" };
      expect((await ask("nordic", forged)).status).toBe(503);
      expect((await ask("nordic", { "x-nscale-failed-over-from": "loughton" })).status).toBeGreaterThanOrEqual(500);
      expect(local.received.map(({ site }) => site)).not.toContain("loughton");
    });
  });
});
