import { expect, test } from "vitest";
import { printComment } from "../../../review/render/comment.ts";
import { printPage } from "../../../review/page/page.ts";
import { leakIn, secretsIn, tokenIn } from "../../../review/secrets.ts";
import { planOf, reviewOf, step } from "../../support/review-plans.ts";

const canary = "canary-<3f9a>&51c7";
const secret = { name: "nscale:token", value: canary };

test("a secret is found in plain text, encoded, and escaped by a renderer", () => {
  const review = reviewOf([planOf("narvik", [step("update", { before: { data: "a" }, after: { data: `token=${canary}` } })])]);
  const texts = [
    canary,
    Buffer.from(canary).toString("base64"),
    encodeURIComponent(canary),
    printComment(review),
    printPage(review),
    JSON.stringify(review),
  ];
  expect(texts.map((text) => leakIn([text], [secret]))).toEqual(texts.map(() => "nscale:token"));
  expect(leakIn(["canary-3f9a", "nothing"], [secret])).toBeUndefined();
});

test("a kubeconfig leaks by its credentials, not by its names", () => {
  const kubeconfig = {
    name: "kubeconfig",
    value:
      "clusters:\n- name: narvik-management\n  cluster: {server: 'https://10.0.0.1:6443'}\nusers:\n- name: administrator\n  user: {token: s3cr3t-t0ken}\n",
  };
  expect(leakIn(["narvik-management at https://10.0.0.1:6443, administrator"], [kubeconfig])).toBeUndefined();
  expect(leakIn(["the token s3cr3t-t0ken"], [kubeconfig])).toBe("kubeconfig");
});

test("short words do not count as secrets", () => {
  expect(leakIn(["true"], [{ name: "isOn", value: "true" }])).toBeUndefined();
});

test("the secrets of an exported state are found by their mark", () => {
  const marked = (plaintext: string) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext });
  const state = {
    deployment: { resources: [{ inputs: { kubeconfig: marked('"text"'), open: "text" } }, { outputs: { list: [marked("[1]")] } }] },
  };
  expect(secretsIn(state)).toEqual([
    { name: "deployment.resources.0.inputs.kubeconfig", value: "text" },
    { name: "deployment.resources.1.outputs.list.0", value: "[1]" },
  ]);
});

/** Joined here, so that no scanner takes this file for a leak. */
const token = (...parts: string[]) => parts.join("");

test.each([
  [token("ghp", "_", "0123456789abcdefghijABCDEFGHIJ012345"), "a token of GitHub"],
  [token("AK", "IA", "IOSFODNN7EXAMPLE"), "an access key of AWS"],
  [token("hf", "_", "abcdefghijABCDEFGHIJabcdefghijABCD"), "a token of Hugging Face"],
  [token("-----BEGIN OPENSSH ", "PRIVATE KEY-----"), "a private key"],
  [token("pul-", "0123456789abcdef0123456789abcdef01234567"), "a token of Pulumi"],
])("a token is known by its form, wherever it stands: %s", (text, what) => {
  expect(tokenIn({ stacks: [{ error: "none", notes: [`see ${text}`] }] })).toEqual({ what, path: "stacks.0.notes.0" });
  expect(tokenIn({ a: { [text]: 1 } })).toEqual({ what, path: "a" });
});

test("words, digests and public keys are no tokens", () => {
  const harmless = [
    "0123456789abcdef".repeat(4),
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHSj",
    "meta-llama/Llama-3.1-8B",
    "risk-assessment-of-the-site-in-the-north",
  ];
  expect(harmless.map((text) => tokenIn(text))).toEqual(harmless.map(() => undefined));
});
