import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { originOf } from "../../cli/policy/origin.ts";
import { envelopeFile, sealed, signingKey, verifySealed } from "../../cli/policy/sealed.ts";
import { repository } from "../../cli/setup/cache.mjs";
import { run } from "../../cli/tasks/policy.ts";
import { printEvidence, type Origin } from "../../policies/formats/evidence.ts";
import { printOscal } from "../../policies/formats/oscal.ts";
import type { Report } from "../../policies/formats/report.ts";
import { judgeOn } from "../../policies/verdicts/evaluation.ts";
import { rules } from "../../policies/rules.ts";
import { oscalSchema } from "../support/oscal.ts";
import { resourcesOf } from "../support/policies.ts";

const resources = await resourcesOf("glomfjord");
const report: Report = {
  stack: "glomfjord",
  subjects: [{ stack: "glomfjord", source: "data", asOf: "2026-11-01", from: "its data", resources }],
  judgements: [{ source: "data", ...judgeOn("2026-11-01", resources, rules, []) }],
  exemptions: [],
  expiring: [],
  until: "2027-01-30",
  rules,
};
const origin = originOf(repository);
const [own, other] = [generateKeyPairSync("ed25519"), generateKeyPairSync("ed25519")];
const pem = (key: typeof own.privateKey, type: "pkcs8" | "spki") => key.export({ format: "pem", type }).toString();

const folder = mkdtempSync(join(tmpdir(), "evidence-"));
const files: Record<string, string> = { "evidence.json": printEvidence(report, origin), "oscal.json": printOscal(report, origin) };
const at = (name: string) => join(folder, name);
const sealedText = sealed(report, files, origin, own.privateKey);

let said = "";
beforeEach(() => {
  said = "";
  for (const [name, content] of Object.entries({ ...files, [envelopeFile]: sealedText })) writeFileSync(at(name), content);
  vi.stubEnv("NSCALE_EVIDENCE_KEY", "");
  vi.stubEnv("NSCALE_EVIDENCE_PUBLIC_KEY", pem(own.publicKey, "spki"));
  const hear = (text: string | Uint8Array) => {
    said += String(text);
    return true;
  };
  vi.spyOn(process.stderr, "write").mockImplementation(hear);
  vi.spyOn(process.stdout, "write").mockImplementation(hear);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
afterAll(() => rmSync(folder, { recursive: true }));

test("evidence as it was signed is accepted, by any file of it, with the public key alone", async () => {
  for (const name of [envelopeFile, "evidence.json", "oscal.json"]) expect(await run(["--verify", at(name)])).toBe(0);
  expect(said).toMatch(
    /evidence\.intoto\.json: 2 files as signed by key [0-9a-f]{16}; warned: 0 rules violated, \d+ with notes, \d+ passed\n/,
  );
});

test("a changed byte is refused with 2, in any of the files and anywhere in the envelope", async () => {
  for (const name of Object.keys(files)) {
    const bytes = Buffer.from(files[name] ?? "");
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(at(name), bytes);
    expect(await run(["--verify", at(envelopeFile)])).toBe(2);
    expect(said).toContain(`${at(name)}: got other bytes, want the bytes that npm run policy signed; fix: do not rely on it`);
    writeFileSync(at(name), files[name] ?? "");
  }
  const whole = Buffer.from(sealedText);
  for (let place = 0; place < whole.length; place += 41) {
    const bytes = Buffer.from(whole);
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    writeFileSync(at(envelopeFile), bytes);
    expect(() => verifySealed(at(envelopeFile))).toThrow(/want the bytes that npm run policy signed/);
  }
  writeFileSync(at(envelopeFile), `${sealedText} `);
  expect(() => verifySealed(at(envelopeFile))).toThrow("got no signed envelope");
});

test("a file that is gone, that is not signed, or whose envelope is gone is refused", () => {
  writeFileSync(at("notes.txt"), "");
  expect(() => verifySealed(at("notes.txt"))).toThrow(
    "got a file that the envelope beside it does not name, want the bytes that npm run policy signed; fix: name one of evidence.intoto.json, evidence.json, oscal.json",
  );
  rmSync(at("oscal.json"));
  expect(() => verifySealed(at("evidence.json"))).toThrow("oscal.json: got no such file");
  rmSync(at(envelopeFile));
  expect(() => verifySealed(at("evidence.json"))).toThrow("evidence.intoto.json: got no such file");
});

test("another's key is refused, and so is what is no Ed25519 key", async () => {
  vi.stubEnv("NSCALE_EVIDENCE_PUBLIC_KEY", pem(other.publicKey, "spki"));
  expect(() => verifySealed(at("evidence.json"))).toThrow(/got a signature by key [0-9a-f]{16}, not by [0-9a-f]{16}, want/);
  vi.stubEnv("NSCALE_EVIDENCE_PUBLIC_KEY", "");
  expect(await run(["--verify", at("evidence.json")])).toBe(2);
  expect(said).toContain("NSCALE_EVIDENCE_PUBLIC_KEY: got nothing, want the public key of who signed");
  vi.stubEnv(
    "NSCALE_EVIDENCE_KEY",
    generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
  );
  expect(signingKey).toThrow("NSCALE_EVIDENCE_KEY: got a key of type ec, want an Ed25519 key in PEM, or the name of a file with one");
  vi.stubEnv("NSCALE_EVIDENCE_KEY", "nowhere.pem");
  expect(await run(["glomfjord"])).toBe(2);
  expect(said).toContain("NSCALE_EVIDENCE_KEY: got no PEM, and no file of that name");
  vi.stubEnv("NSCALE_EVIDENCE_KEY", pem(own.privateKey, "pkcs8"));
  expect(verifySealed(at("evidence.json"))).toContain("2 files as signed");
});

test("the statement names the files, what judged them, and each rule by its gravest outcome", () => {
  const { payload, payloadType } = JSON.parse(sealedText) as { payload: string; payloadType: string };
  const { _type, subject, predicateType, predicate } = JSON.parse(Buffer.from(payload, "base64").toString()) as {
    _type: string;
    subject: { name: string }[];
    predicateType: string;
    predicate: { configuration: { name: string; digest: { sha256: string } }[]; warnedTests: string[]; failedTests: string[] };
  };
  expect([payloadType, _type, predicateType]).toEqual([
    "application/vnd.in-toto+json",
    "https://in-toto.io/Statement/v1",
    "https://in-toto.io/attestation/test-result/v0.1",
  ]);
  expect(subject.map(({ name }) => name)).toEqual(["evidence.json", "oscal.json"]);
  expect(predicate.configuration.map(({ name, digest }) => [name, `sha256:${digest.sha256}`])).toEqual(Object.entries(origin.deciding));
  expect(predicate.failedTests).toEqual([]);
  expect(predicate.warnedTests).toContain("heat-reuse-assessment");
});

test("evidence records the commit, a digest of all that decides, parameters and tools", () => {
  const read = z
    .looseObject({
      version: z.literal(2),
      origin: z.strictObject({
        commit: z
          .string()
          .regex(/^[0-9a-f]{40}$/)
          .nullable(),
        isChanged: z.boolean(),
        deciding: z.record(
          z.enum(["law", "exemptions", "judge", "rules", "facts", "workflows", "tools"]),
          z.string().regex(/^sha256:[0-9a-f]{64}$/),
        ),
        tools: z.record(z.string(), z.string()),
      }),
      rules: z.strictObject({ count: z.literal(rules.length), parameters: z.record(z.string(), z.record(z.string(), z.unknown())) }),
    })
    .parse(JSON.parse(files["evidence.json"] ?? ""));
  expect(read.rules.parameters["pue-limit"]).toEqual({ directToChip: 1.2, other: 1.3 });
  expect(read.origin.tools["node"]).toBe(process.version);
  expect(Object.values(read.origin.tools)).not.toContain("not pinned");
});

test("OSCAL has what NIST's model requires, with the same identifiers for the same judgement", () => {
  const { "assessment-results": read } = oscalSchema.parse(JSON.parse(files["oscal.json"] ?? ""));
  expect(printOscal(report, origin)).toBe(files["oscal.json"]);
  const [result] = read.results;
  expect(read.results).toHaveLength(1);
  const ids = [read.uuid, ...read.results.map(({ uuid }) => uuid), ...(result?.observations ?? []).map(({ uuid }) => uuid)];
  expect(new Set(ids).size).toBe(ids.length);
  const stateOf = (rule: string) => result?.findings.find(({ title }) => title === rule)?.target.status.state;
  expect([stateOf("pue-limit"), stateOf("heat-reuse-assessment"), stateOf("ercot-large-load")]).toEqual([
    "satisfied",
    "not-satisfied",
    undefined,
  ]);
  const known = new Set(result?.observations.map(({ uuid }) => uuid));
  expect(result?.findings.flatMap((one) => one["related-observations"]).filter((one) => !known.has(one["observation-uuid"]))).toEqual([]);
  const uncommitted: Origin = { ...origin, commit: null };
  expect(oscalSchema.parse(JSON.parse(printOscal(report, uncommitted)))["assessment-results"].metadata.version).toBe("not committed");
});
