import { expect, test } from "vitest";
import { howToSupply } from "../../../components/slurm/secrets.ts";
import { egressToDirectory, exampleDirectory, slurmPlanOf, slurmStackInput } from "../../support/slurm.ts";
import { exampleSpec } from "../../support/specs.ts";

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHSj+JJK7FimpsbkqC62KDojAI/+i+ouRtMWUXZLd065 authority";

/** A layer whose users come from a directory of the site's, with certificates. */
function planWithAuthority() {
  const { site, ...stack } = slurmStackInput("hosts", {
    login: {
      replicas: 1,
      allowedCidrs: ["10.1.0.0/16", "10.2.0.0/16"],
      directory: exampleDirectory,
      authentication: { kind: "certificate-authority", publicKeys: [publicKey] },
    },
  });
  return slurmPlanOf(exampleSpec({ ...stack, site: { ...site, egress: { directory: egressToDirectory } } }));
}

const plan = planWithAuthority();

test("certificates of the authority let people in; passwords and root do not", () => {
  const { spec } = plan.login;
  expect(spec.extraSshdConfig.split("\n")).toEqual([
    "Match all",
    "  PasswordAuthentication no",
    "  KbdInteractiveAuthentication no",
    "  PermitRootLogin no",
    "  X11Forwarding no",
    "  TrustedUserCAKeys /etc/ssh/authorities.pub",
    "  AuthorizedKeysFile none",
    "",
  ]);
  expect(plan.configMaps["ssh-authorities"]?.data).toEqual({ "authorities.pub": `${publicKey}\n` });
  expect(spec.sssdConfRef).toEqual({ name: "slurm-sssd", key: "sssd.conf" });
});

test("SSH comes in from the declared ranges alone, at the login hosts alone", () => {
  expect(plan.login.spec.service.spec.loadBalancerSourceRanges).toEqual(["10.1.0.0/16", "10.2.0.0/16"]);
  expect(plan.networkPolicies.login.spec).toEqual({
    podSelector: { matchLabels: { "app.kubernetes.io/name": "login" } },
    policyTypes: ["Egress", "Ingress"],
    egress: [{ to: [{ ipBlock: { cidr: "10.0.0.48/29" } }], ports: [{ protocol: "TCP", port: 636 }] }],
    ingress: [
      { from: [{ ipBlock: { cidr: "10.1.0.0/16" } }, { ipBlock: { cidr: "10.2.0.0/16" } }], ports: [{ protocol: "TCP", port: 22 }] },
    ],
  });
});

test("no job reaches the database, slurmdbd or the API", () => {
  const { slurm, ...opened } = plan.networkPolicies;
  expect(slurm.spec).toEqual({ podSelector: {}, policyTypes: ["Egress", "Ingress"] });
  const reached = Object.entries(opened).flatMap(([name, { spec }]) => {
    const { ingress } = spec as { readonly ingress?: unknown };
    return ingress === undefined ? [] : [[name, JSON.stringify(ingress).includes('slurmd"')]];
  });
  expect(Object.fromEntries(reached)).toEqual({
    jobs: true,
    // Every pod of the layer reaches slurmctld, and so do jobs.
    controller: false,
    accounting: false,
    "rest-api": false,
    database: false,
    login: false,
  });
  expect(plan.networkPolicies.database.spec).toEqual({
    podSelector: { matchLabels: { app: "slurm-database" } },
    policyTypes: ["Ingress"],
    ingress: [
      {
        from: [{ podSelector: { matchExpressions: [{ key: "app.kubernetes.io/name", operator: "In", values: ["slurmdbd"] }] } }],
        ports: [{ protocol: "TCP", port: 3306 }],
      },
    ],
  });
});

test("the directory is asked over TLS, without a password that a file could hold", () => {
  const { sssd } = plan.secrets;
  if (sssd?.content.kind !== "text") throw new Error("sssd.conf is no text");
  expect(sssd.content.text).toMatch(/^ldap_uri = ldaps:\/\/directory\.example\.com$/m);
  expect(sssd.content.text).not.toMatch(/authtok|bind_dn/);
});

test("the tenants' groups alone may log in", () => {
  const { sssd } = plan.secrets;
  if (sssd?.content.kind !== "text") throw new Error("sssd.conf is no text");
  const { accounts } = plan.model;
  expect(sssd.content.text).toContain(
    `access_provider = simple\nsimple_allow_groups = ${accounts.map(({ groups }) => `${groups.user}, ${groups.admin}`).join(", ")}\n`,
  );
});

test("nodes let in whoever has a job there, by the same keys as the login hosts", () => {
  const [nodeSet] = Object.values(plan.nodeSets);
  expect(nodeSet?.nodeSet.spec.ssh).toEqual({
    enabled: true,
    extraSshdConfig: plan.login.spec.extraSshdConfig,
    sssdConfRef: plan.login.spec.sssdConfRef,
  });
  const mount = { name: "authorities", mountPath: "/etc/ssh/authorities.pub", subPath: "authorities.pub", readOnly: true };
  expect(nodeSet?.nodeSet.spec.slurmd.volumeMounts).toContainEqual(mount);
  expect(nodeSet?.nodeSet.spec.template.spec.volumes).toContainEqual({ name: "authorities", configMap: { name: "slurm-ssh-authorities" } });
});

test("what is to be supplied is said for each secret, without one", () => {
  expect(Object.values(plan.secrets).map((secret) => howToSupply(secret).split("\n")[0])).toEqual([
    "Secret slurm-key in namespace slurm is to be supplied; under the key slurm.key, 1024 random bytes (openssl rand 1024)",
    "Secret slurm-jwt-key in namespace slurm is to be supplied; under the key jwt.key, 64 random bytes (openssl rand 64)",
    "Secret slurm-database-password in namespace slurm is to be supplied; under the key password, 48 random letters and digits",
    "Secret slurm-sssd in namespace slurm is to be supplied; under the key sssd.conf, this text, which holds no secret:",
  ]);
});
