import { z } from "zod";
import { follows } from "../lib/derive/follows.ts";
import { hostName } from "../lib/host-names.ts";
import { key } from "../lib/names.ts";
import { text, textMatching } from "../lib/text.ts";

/** An issuer's URL (OpenID Connect Discovery 1.0, section 3): https, without query and fragment. */
const issuerUrl = textMatching(
  /^https:\/\/[^/?#@\s]+(?:\/[^?#\s]*)?$/,
  "a URL that starts with https:// and has no user, query or fragment",
);

const authentication = z.strictObject({
  issuer: issuerUrl.describe("the OpenID Connect issuer of people's tokens, exactly as the tokens name it; its host is in site.egress"),
  audience: text.default("kubernetes").describe("the audience that its tokens for the cluster name"),
  usernameClaim: text.default("sub").describe("the claim with the name of a person, which gets the prefix oidc:"),
  groupsClaim: text.default("groups").describe("the claim with the groups of a person, among them those of tenants.<name>.groups"),
});

/** The control plane of a cluster: its hosts, its address, and what its API server keeps and lets in. */
export const controlPlane = z.strictObject({
  replicas: z
    .union([z.literal(1), z.literal(3), z.literal(5)])
    .default(3)
    .describe("1, 3 or 5 control plane hosts: etcd wants an odd number"),
  hostArchitecture: z
    .enum(["amd64", "arm64"])
    .default("amd64")
    .describe("the instruction set of the control plane's hosts: amd64 or arm64; they hold no accelerators"),
  endpoint: z
    .strictObject({
      host: z.union([z.ipv4(), hostName]).describe("an IPv4 address, as pods have, or a host name"),
      port: z.number().int().min(1).max(65_535).default(6443).describe("the TCP port; 6443 is what kubeadm takes"),
    })
    .describe("the address of the cluster's Kubernetes API"),
  hostCidr: follows(
    z
      .cidrv4()
      .describe(
        "the IPv4 range of the control plane's hosts, and of what a host name of the endpoint stands for: network policies let pods reach the API server there, and it reach webhooks from there",
      ),
    "the /28 with the endpoint's address",
  ),
  authentication: authentication
    .optional()
    .describe("who people are, and which groups they are in; left out, nobody but the administrator can log in"),
  auditDays: z.number().int().positive().default(30).describe("the days for which each host keeps the API server's audit log"),
  encryptionKey: follows(
    key.describe("the key of site.storage.encryptionKeys with which etcd's Secrets are encrypted"),
    "the only key of site.storage.encryptionKeys",
  ),
});
