import { expect, test } from "vitest";
import { controlPlaneFlags } from "../../../components/catalog/control-plane.ts";
import { howToSupplyEncryption } from "../../../components/cluster/encryption.ts";
import { planGpuCluster } from "../../../components/cluster/plan/index.ts";
import { assumed } from "../../../components/lib/fact.ts";
import { exampleControlPlane, exampleGpuCluster } from "../../support/specs.ts";

const { spec, site } = exampleGpuCluster();

const configOf = (changes: Partial<typeof spec> = {}) =>
  planGpuCluster("training", { ...spec, ...changes }, site).objects.controlPlaneTemplate.spec.template.spec.kubeadmConfigSpec;

const flags = (args: readonly { name: string; value: string }[]) => Object.fromEntries(args.map(({ name, value }) => [name, value]));

test("a control plane keeps an audit log, encrypts Secrets, and tells its metrics to other hosts", () => {
  const { apiServer, controllerManager, scheduler, etcd } = configOf().clusterConfiguration;
  expect(flags(apiServer.extraArgs)).toEqual({
    "audit-policy-file": "/etc/kubernetes/nscale/audit-policy.yaml",
    "audit-log-path": "/var/log/kubernetes/audit/audit.log",
    "audit-log-maxage": "30",
    "audit-log-maxsize": "100",
    "audit-log-maxbackup": "100",
    "audit-log-compress": "true",
    "encryption-provider-config": "/etc/kubernetes/nscale/encryption.yaml",
  });
  expect(apiServer.extraVolumes.map(({ hostPath, mountPath, readOnly }) => [hostPath, mountPath, readOnly])).toEqual([
    ["/etc/kubernetes/nscale", "/etc/kubernetes/nscale", true],
    ["/var/log/kubernetes/audit", "/var/log/kubernetes/audit", false],
  ]);
  expect([flags(controllerManager.extraArgs), flags(scheduler.extraArgs)]).toEqual([
    { "kube-api-qps": "500", "kube-api-burst": "1000", "bind-address": "0.0.0.0" },
    { "kube-api-qps": "500", "kube-api-burst": "1000", "bind-address": "0.0.0.0" },
  ]);
  expect(flags(etcd.local.extraArgs)).toEqual({
    "quota-backend-bytes": "4294967296",
    "listen-metrics-urls": "http://0.0.0.0:2381",
  });
});

test("one of thousands of nodes has the flags that tests run with", () => {
  const { apiServer, controllerManager, scheduler, etcd } = configOf({ gpus: assumed(13_312, "1,664 hosts") }).clusterConfiguration;
  const large = controlPlaneFlags(5000);
  expect(flags(apiServer.extraArgs)).toMatchObject({ "max-requests-inflight": "3000", "max-mutating-requests-inflight": "1000" });
  expect(flags(apiServer.extraArgs)).toMatchObject(large.apiServer);
  expect(flags(controllerManager.extraArgs)).toMatchObject(large.controllerManager);
  expect(flags(scheduler.extraArgs)).toMatchObject(large.scheduler);
  expect(flags(etcd.local.extraArgs)).toMatchObject({ "quota-backend-bytes": "8589934592" });
});

test("its flags are those of the whole cluster from the first phase on", () => {
  const changes = { growth: { later: assumed(13_312, "1,664 hosts") } };
  const { scheduler } = configOf({ growth: changes.growth }).clusterConfiguration;
  expect(flags(scheduler.extraArgs)).toMatchObject({ "kube-api-qps": "2000" });
});

test("the key of Secrets comes from a Secret that its holder supplies, and from nowhere else", () => {
  const [, encryption] = configOf().files;
  expect(encryption).toEqual({
    path: "/etc/kubernetes/nscale/encryption.yaml",
    owner: "root:root",
    permissions: "0600",
    contentFrom: { secret: { name: "training-encryption", key: "encryption.yaml" } },
  });
  expect(howToSupplyEncryption("training", "narvik", spec, site.spec.storage)).toBe(
    "before its hosts, Example AS supplies Secret training-encryption in namespace narvik of the management cluster; under the key encryption.yaml, an EncryptionConfiguration for secrets with the key site (docs/deploy.md)",
  );
});

test("people log in where an issuer is declared, and only there", () => {
  expect(configOf().files.map(({ path }) => path)).toEqual([
    "/etc/kubernetes/nscale/audit-policy.yaml",
    "/etc/kubernetes/nscale/encryption.yaml",
  ]);
  const authentication = { issuer: "https://identity.example", audience: "kubernetes", usernameClaim: "sub", groupsClaim: "groups" };
  const { clusterConfiguration, files } = configOf({
    controlPlane: { ...spec.controlPlane, ...exampleControlPlane("10.0.0.10"), authentication },
  });
  expect(flags(clusterConfiguration.apiServer.extraArgs)["authentication-config"]).toBe("/etc/kubernetes/nscale/authentication.yaml");
  expect(files[2]?.content).toBe(`apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
jwt:
  - issuer:
      url: https://identity.example
      audiences:
        - kubernetes
    claimMappings:
      username:
        claim: sub
        prefix: "oidc:"
      groups:
        claim: groups
        prefix: ""
    userValidationRules:
      - expression: user.groups.all(group, !group.startsWith('system:'))
        message: "groups that start with system: are Kubernetes' own"
`);
});
