import { expect, test } from "vitest";
import { pulumiStateOf } from "../../../cli/policy/subject.ts";
import { rules } from "../../../policies/pulumi-state/rules.ts";
import { judge } from "../../../policies/verdicts/judge.ts";
import { findingsIn, printResult, resource } from "../../support/policies.ts";

const storage = resource("nscale:site:Storage", "storage", {
  backups: {
    site: { bucket: "narvik-backups", host: "objects.narvik.nscale.example" },
    frankfurt: { bucket: "copies", host: "s3.eu-central-1.amazonaws.com" },
  },
  encryptionKeys: { site: { jurisdiction: "NO" }, german: { jurisdiction: "DE" } },
});
const egress = resource("nscale:site:Egress", "vault", { destination: { kind: "host", host: "vault.nscale.example" } });

const judged = (backend: string, secretsProvider = "passphrase") =>
  findingsIn(rules, [pulumiStateOf("narvik", [storage, egress], { backend, secretsProvider, hasLiveTargets: false })], "2026-11-28").map(
    (line) => line.replace(/; fix: .*/, "").replace("violated narvik-state: got ", ""),
  );

const ofBucket = "want the declared host of that bucket: objects.narvik.nscale.example";

test.each([
  ["file:///srv/state", []],
  ["https://vault.nscale.example/state", []],
  [
    "https://api.pulumi.com",
    [
      "a state in https://api.pulumi.com, which the site does not declare, want a local backend (file://), or one of the declared hosts: vault.nscale.example",
    ],
  ],
  ["s3://narvik-backups?endpoint=objects.narvik.nscale.example", []],
  ["s3://narvik-backups?endpoint=https://objects.narvik.nscale.example:9000&region=us-east-1", []],
  ["s3://narvik-backups?region=us-east-1", [`a state in s3://narvik-backups, at s3.us-east-1.amazonaws.com, ${ofBucket}`]],
  [
    "s3://narvik-backups?endpoint=s3.us-east-1.amazonaws.com",
    [`a state in s3://narvik-backups, at s3.us-east-1.amazonaws.com, ${ofBucket}`],
  ],
  ["s3://narvik-backups", [`a state in s3://narvik-backups, at a place that the address does not say (region, or endpoint), ${ofBucket}`]],
  ["s3://copies?region=eu-central-1", []],
  ["gs://narvik-backups", [`a state in gs://narvik-backups, at storage.googleapis.com, ${ofBucket}`]],
  [
    "azblob://narvik-backups",
    [`a state in azblob://narvik-backups, at a place that the address does not say (storage_account), ${ofBucket}`],
  ],
  [
    "azblob://narvik-backups?storage_account=abroad",
    [`a state in azblob://narvik-backups of account abroad, at abroad.blob.core.windows.net, ${ofBucket}`],
  ],
  [
    "s3://others?region=eu-central-1",
    [
      "a state in s3://others, which the site does not declare, want a local backend (file://), or one of the declared buckets: narvik-backups, copies",
    ],
  ],
])("a backend at %s", (backend, findings) => {
  expect(judged(backend)).toEqual(findings);
});

const declaredIn = (place: string) => `want a region in ${place}, where the site declares the key`;

test.each([
  ["default", []],
  [
    "awskms://alias/site?region=us-east-1",
    [`secrets that awskms://alias/site?region=us-east-1 encrypts, in region us-east-1, in US, ${declaredIn("NO")}`],
  ],
  ["awskms://alias/site", [`secrets that awskms://alias/site encrypts, in a region that the address does not say, ${declaredIn("NO")}`]],
  ["awskms://alias/german?region=eu-central-1", []],
  [
    "awskms:///arn:aws:kms:us-west-2:111122223333:alias/german",
    [
      `secrets that awskms:///arn:aws:kms:us-west-2:111122223333:alias/german of account 111122223333 encrypts, in region us-west-2, in US, ${declaredIn("DE")}`,
    ],
  ],
  [
    "gcpkms://projects/p/locations/europe-north1/keyRings/r/cryptoKeys/site",
    [
      `secrets that gcpkms://projects/p/locations/europe-north1/keyRings/r/cryptoKeys/site encrypts, in region europe-north1, whose country is not on record, ${declaredIn("NO")}`,
    ],
  ],
  [
    "azurekeyvault://abroad.vault.azure.net/keys/site",
    [
      "secrets that azurekeyvault://abroad.vault.azure.net/keys/site encrypts, in a vault at abroad.vault.azure.net, want a declared host: vault.nscale.example",
    ],
  ],
  ["hashivault://site", []],
  [
    "hashivault://other",
    [
      "secrets that hashivault://other encrypts, a key that the site does not declare, want a passphrase, or a key with one of the declared names: site, german",
    ],
  ],
])("secrets by %s", (provider, findings) => {
  expect(judged("file:", provider)).toEqual(findings);
});

const siteIn = (jurisdiction: string) => resource("nscale:site:Site", "narvik", { location: { jurisdiction } });

test.each([
  [
    "IS",
    "NO",
    [
      "violated narvik-state: got a site in IS that was brought up in NO, want a site in NO; fix: declare the new place as a site of its own, and what moves there as deliveries with movedFrom",
    ],
  ],
  ["US-TX", "US-CA", ["passed narvik-state"]],
  ["NO", "NO", ["not-applicable narvik-state: the site lies where it lay, in NO"]],
  ["NO", undefined, ["not-applicable narvik-state: no earlier place of a site is on record"]],
])("a site in %s, and before in %s", (now, before, results) => {
  const recorded = before === undefined ? [] : [siteIn(before)];
  const state = pulumiStateOf("narvik", [siteIn(now)], {
    backend: "file:",
    secretsProvider: "passphrase",
    hasLiveTargets: false,
    recorded,
  });
  const [stays] = rules.filter(({ name }) => name === "site-stays");
  expect(judge(stays === undefined ? [] : [stays], [state], "2026-11-28").map(printResult)).toEqual(results);
});

test("a backend that is no URL is told, and nothing passes", () => {
  expect(() => judged("not a url")).toThrow(
    "PULUMI_BACKEND_URL: got not a url, want a URL such as file:///srv/state or s3://bucket?endpoint=host; fix: correct it, or unset it",
  );
});
