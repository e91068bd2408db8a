import { execFileSync, spawnSync } from "node:child_process";
import { createSign, generateKeyPairSync, randomBytes, type KeyObject } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { planGpuCluster } from "../../components/cluster/plan/index.ts";
import { planAuthentication } from "../../components/cluster/plan/control-plane/authentication.ts";
import { callApi } from "../rigs/cluster/rest.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { exampleControlPlane, exampleGpuCluster } from "../support/specs.ts";

const base64url = (value: object | Buffer) => (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString("base64url");

/** A token of the issuer, for a person of these groups. */
function tokenOf(issuer: string, groups: readonly string[], privateKey: KeyObject): string {
  const seconds = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: "kubernetes", sub: "kari", groups, iat: seconds - 60, exp: seconds + 3600 };
  const signed = `${base64url({ alg: "RS256", kid: "a" })}.${base64url(claims)}`;
  return `${signed}.${base64url(createSign("sha256").update(signed).sign(privateKey))}`;
}

/** What the holder of the key supplies, as docs/deploy.md shows it. */
const encryption = {
  apiVersion: "apiserver.config.k8s.io/v1",
  kind: "EncryptionConfiguration",
  resources: [
    {
      resources: ["secrets"],
      providers: [{ secretbox: { keys: [{ name: "site", secret: randomBytes(32).toString("base64") }] } }, { identity: {} }],
    },
  ],
};

describe("an API server with the flags and files of a rendered control plane", () => {
  const folder = mkdtempSync(join(tmpdir(), "nscale-control-plane-"));
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const [keyFile, certificateFile] = [join(folder, "issuer.key"), join(folder, "issuer.crt")];
  let cluster: TestCluster;
  let issuer: string;
  afterAll(() => rmSync(folder, { recursive: true }));

  beforeAll(async () => {
    execFileSync(
      "openssl",
      ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=issuer", "-addext", "subjectAltName=IP:127.0.0.1"].concat([
        "-days",
        "1",
        "-keyout",
        keyFile,
        "-out",
        certificateFile,
      ]),
      { stdio: "ignore" },
    );
    const [key, cert] = [readFileSync(keyFile, "utf8"), readFileSync(certificateFile, "utf8")];
    const server = createServer({ key, cert }, ({ url }, response) => {
      const keys = { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "a", use: "sig", alg: "RS256" }] };
      const discovery = { issuer, jwks_uri: `${issuer}/keys`, id_token_signing_alg_values_supported: ["RS256"] };
      response.setHeader("content-type", "application/json").end(JSON.stringify(url === "/keys" ? keys : discovery));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    issuer = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;

    const { spec, site } = exampleGpuCluster({ controlPlane: exampleControlPlane("10.0.0.10") });
    const authentication = { issuer, audience: "kubernetes", usernameClaim: "sub", groupsClaim: "groups" };
    const withLogin = { ...spec, controlPlane: { ...spec.controlPlane, authentication } };
    const { clusterConfiguration, files } = planGpuCluster("training", withLogin, site).objects.controlPlaneTemplate.spec.template.spec
      .kubeadmConfigSpec;
    const here = (path: string) => join(folder, basename(path));
    for (const { path, content, contentFrom } of files) {
      expect(content === undefined).toBe(contentFrom !== undefined);
      writeFileSync(here(path), content ?? stringify(encryption));
    }
    // The machine's own authorities sign no certificate for loopback.
    const login = planAuthentication(authentication);
    expect(parse(readFileSync(here("authentication.yaml"), "utf8"))).toEqual(login);
    const [jwt] = login.jwt;
    const trusted = { ...login, jwt: [{ ...jwt, issuer: { ...jwt?.issuer, certificateAuthority: cert } }] };
    writeFileSync(here("authentication.yaml"), stringify(trusted));

    const flags = clusterConfiguration.apiServer.extraArgs.map(({ name, value }) => [name, value.startsWith("/") ? here(value) : value]);
    cluster = await startCluster({ apiServer: Object.fromEntries(flags) as Record<string, string> });
    return async () => {
      await cluster.stop();
      server.close();
    };
  });

  const me = (groups: readonly string[]) =>
    callApi(
      { ...cluster, token: tokenOf(issuer, groups, privateKey) },
      {
        method: "POST",
        path: "/apis/authentication.k8s.io/v1/selfsubjectreviews",
        body: { apiVersion: "authentication.k8s.io/v1", kind: "SelfSubjectReview" },
      },
    ) as Promise<{ status: { userInfo: { username: string; groups: string[] } } }>;

  test("knows a person by the issuer's token, in the groups that role bindings name", async () => {
    // The issuer's keys are fetched once the server runs.
    await waitFor("the issuer's keys", 30, () => me([]).then(() => undefined, String));
    const { status } = await me(["research-users"]);
    expect(status.userInfo).toMatchObject({ username: "oidc:kari", groups: ["research-users", "system:authenticated"] });
  });

  test("lets nobody in with a group of Kubernetes' own, whatever the issuer says", async () => {
    await expect(me(["system:masters"])).rejects.toThrow("Unauthorized");
  });

  test("keeps Secrets encrypted in etcd, and who wrote them in the audit log, never what", async () => {
    const secret = {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "hidden", namespace: "default" },
      stringData: { word: "open-sesame" },
    };
    await callApi(cluster, { method: "POST", path: "/api/v1/namespaces/default/secrets", body: secret });
    const isInEtcd = (text: string) => spawnSync("grep", ["-raqF", text, join(cluster.directory, "etcd")]).status === 0;
    expect([isInEtcd("open-sesame"), isInEtcd("k8s:enc:secretbox:v1:site:")]).toEqual([false, true]);
    const audited = readFileSync(join(folder, "audit.log"), "utf8");
    expect(audited).not.toContain("open-sesame");
    const lines = audited
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { level: string; verb: string; objectRef?: { resource: string; name?: string } });
    expect(lines.filter(({ objectRef }) => objectRef?.name === "hidden").map(({ level, verb }) => [level, verb])).toEqual([
      ["Metadata", "create"],
    ]);
  });
});
