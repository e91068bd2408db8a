import type { Manifest } from "../../crd/foreign-kind.ts";
import type { LoginSetSpec } from "../../crd/slinky.ts";
import type { SlurmSpec } from "../../schema/slurm.ts";
import type { SharedVolumes } from "./file-systems.ts";
import { namespace, secrets, slurm } from "./names.ts";
import { daemonResources, image, type Images } from "./pods.ts";

const authoritiesFile = "authorities.pub";
const authoritiesPath = `/etc/ssh/${authoritiesFile}`;

/** No passwords, and no logins as root. */
const closedDoors = ["PasswordAuthentication no", "KbdInteractiveAuthentication no", "PermitRootLogin no", "X11Forwarding no"];

/** sshd uses an option's first value, and the operator writes its own lines first: only a Match block can override them. */
export function sshdConfig({ authentication }: SlurmSpec["login"]): string {
  const keys =
    authentication.kind === "certificate-authority"
      ? [`TrustedUserCAKeys ${authoritiesPath}`, "AuthorizedKeysFile none"]
      : ["AuthorizedKeysCommand /usr/bin/sss_ssh_authorizedkeys", "AuthorizedKeysCommandUser nobody", "AuthorizedKeysFile none"];
  return ["Match all", ...[...closedDoors, ...keys].map((line) => `  ${line}`), ""].join("\n");
}

/** sssd.conf, for the directory's client: TLS, access without a password, users' public keys, and logins of members of these groups alone. Undefined if the file is supplied. */
export function sssdConf({ directory }: SlurmSpec["login"], groups: readonly string[]): string | undefined {
  if (directory.kind === "secret") return undefined;
  return `[sssd]
config_file_version = 2
services = nss, pam, ssh
domains = site

[domain/site]
id_provider = ldap
auth_provider = none
# The directory's other people have no business here.
access_provider = simple
simple_allow_groups = ${groups.join(", ")}
ldap_uri = ${directory.uri}
ldap_search_base = ${directory.searchBase}
ldap_tls_reqcert = demand
ldap_user_ssh_public_key = sshPublicKey
cache_credentials = false
# Groups are listed with their members: accounts are loaded from them.
enumerate = false
ignore_group_members = false
`;
}

/** The Secret that holds sssd.conf, and its key. */
export const sssdConfRef = ({ directory }: SlurmSpec["login"]) => (directory.kind === "secret" ? directory.sssdConf : secrets.sssdConf);

/** Public keys of the certificate authorities, by file; undefined if the directory holds each user's key. */
export const authorities = ({ authentication }: SlurmSpec["login"]): Readonly<Record<string, string>> | undefined =>
  authentication.kind === "certificate-authority" ? { [authoritiesFile]: `${authentication.publicKeys.join("\n")}\n` } : undefined;

/** The ConfigMap of the authorities' keys. */
export const authoritiesName = "slurm-ssh-authorities";

/** The volume and the mount of the authorities' keys, where certificates let users in. */
export const authoritiesVolume = (login: SlurmSpec["login"]) => {
  const hasAuthorities = authorities(login) !== undefined;
  return {
    volumes: hasAuthorities ? [{ name: "authorities", configMap: { name: authoritiesName } }] : [],
    mounts: hasAuthorities ? [{ name: "authorities", mountPath: authoritiesPath, subPath: authoritiesFile, readOnly: true }] : [],
  };
};

/** The login hosts: no root, no passwords, and access only from the ranges that the spec names. */
export function planLogin(
  { login }: Pick<SlurmSpec, "login">,
  images: Images,
  nodeSelector: Readonly<Record<string, string>>,
  shared: SharedVolumes,
): Manifest<LoginSetSpec> {
  const keys = authoritiesVolume(login);
  return {
    metadata: { name: "login", namespace },
    spec: {
      controllerRef: { name: slurm },
      replicas: login.replicas,
      sssdConfRef: sssdConfRef(login),
      extraSshdConfig: sshdConfig(login),
      service: { spec: { type: "LoadBalancer", externalTrafficPolicy: "Local", loadBalancerSourceRanges: login.allowedCidrs } },
      login: {
        ...image(images.login),
        resources: daemonResources("2", "8Gi"),
        volumeMounts: [...keys.mounts, ...shared.mounts],
      },
      initconf: image(images.logfile),
      template: {
        spec: {
          automountServiceAccountToken: false,
          nodeSelector,
          volumes: [...keys.volumes, ...shared.volumes],
        },
      },
    },
  };
}
