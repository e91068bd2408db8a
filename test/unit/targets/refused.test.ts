import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "../../../components/targets/connect.ts";

/** An API server that refuses what begins with one path, and answers the others with a list of no APIs. */
let refused: { readonly path: string; readonly code: number } | undefined;
let server: Server;
let address: string;
beforeAll(async () => {
  server = createServer(({ url = "" }, answer) => {
    answer.writeHead(refused !== undefined && url.startsWith(refused.path) ? refused.code : 200, { "content-type": "application/json" });
    answer.end(JSON.stringify(url === "/version" ? { major: "1", minor: "35" } : { kind: "APIGroupList", groups: [] }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

async function refusal(path: string, code: number, clusters: readonly string[] = []): Promise<string> {
  refused = { path, code };
  const kubeconfig = JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "c", cluster: { server: address, "insecure-skip-tls-verify": true } }],
    users: [{ name: "u", user: { token: "canary-3f9a51c7" } }],
    contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
    "current-context": "x",
  });
  const targets = {
    management: { kind: "kubeconfig" },
    ...Object.fromEntries(clusters.map((cluster) => [cluster, { kind: "management" }])),
  } as const;
  return connect(targets, clusters, "site", () => Promise.resolve(kubeconfig)).then(
    () => "connected",
    (error: unknown) => (error as Error).message,
  );
}

const renewal = "set a fresh kubeconfig: pulumi config set --secret nscale:kubeconfig-management < FILE";

test("credentials that a cluster refuses are told as refused, with what to renew", async () => {
  expect(await refusal("/version", 401)).toBe(
    `targets.management: got the credentials refused by ${address} (HTTP 401), want valid ones: they have run out or are another cluster's; fix: ${renewal}`,
  );
});

test("what they may not do is named", async () => {
  expect(await refusal("/apis", 403)).toBe(
    `targets.management: got its list of APIs refused by ${address} (HTTP 403), want the right to it; fix: grant it to the credentials' user there, or ${renewal}`,
  );
  expect(await refusal("/api/v1/namespaces/site/secrets", 403, ["a"])).toContain(
    `targets.a: got Secret a-kubeconfig in namespace site of the management cluster refused by ${address} (HTTP 403)`,
  );
});
