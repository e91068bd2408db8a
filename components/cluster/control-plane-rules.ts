import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import { wrongName } from "../lib/parse/reference.ts";
import type { StackSpec } from "../schema/stack.ts";

const rule = rulesOver<StackSpec>();

const keysExist = rule(["site.storage", "clusters.*"], ({ encryptionKeys }, clusters) => {
  const known = Object.keys(encryptionKeys);
  return Object.entries(clusters)
    .filter(([, { controlPlane }]) => !known.includes(controlPlane.encryptionKey))
    .map(
      ([
        name,
        {
          controlPlane: { encryptionKey },
        },
      ]) =>
        wrongName({
          path: `clusters.${name}.controlPlane.encryptionKey`,
          name: encryptionKey,
          of: "a key of site.storage.encryptionKeys",
          known,
          fix: "name one of them, or declare the key with its holder and its place",
          missing: `site.storage.encryptionKeys.${encryptionKey}`,
        }),
    );
});

const issuersAreDeclared = rule(["site.egress", "clusters.*"], (egress, clusters) => {
  const hosts = Object.values(egress).flatMap(({ purpose, destination }) =>
    purpose === "identity" && destination.kind === "host" ? [destination.host] : [],
  );
  return Object.entries(clusters).flatMap(([name, { controlPlane }]): Fault[] => {
    const { issuer } = controlPlane.authentication ?? {};
    if (issuer === undefined || hosts.includes(new URL(issuer).hostname)) return [];
    return [
      {
        path: `clusters.${name}.controlPlane.authentication.issuer`,
        got: `${issuer}, at a host that site.egress does not declare for identity`,
        want: hosts.length === 0 ? "an issuer whose place is known" : `an issuer at ${hosts.join(" or ")}`,
        fix: "declare the host in site.egress with purpose identity and its jurisdiction, or correct the issuer",
      },
    ];
  });
});

/** Rules over what a control plane keeps and lets in. */
export const controlPlaneRules = [keysExist, issuersAreDeclared];
