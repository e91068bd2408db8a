import { createHash, sign, verify, type KeyObject } from "node:crypto";
import { z } from "zod";
import { StackError } from "../../components/lib/parse/fault.ts";
import { canonical } from "./canonical.ts";
import { sha256 } from "./deciding.ts";

const payloadType = "application/vnd.in-toto+json";
const statementType = "https://in-toto.io/Statement/v1";
const predicateType = "https://in-toto.io/attestation/test-result/v0.1";

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const named = z.strictObject({ name: z.string().regex(/^[\w.-]+$/), digest: z.strictObject({ sha256: hex }) });

/** An in-toto statement: files by their digests, what they were judged with, and what came out. */
const statement = z.strictObject({
  _type: z.literal(statementType),
  subject: z.array(named).min(1),
  predicateType: z.literal(predicateType),
  predicate: z.strictObject({
    result: z.enum(["PASSED", "WARNED", "FAILED"]),
    configuration: z.array(named),
    passedTests: z.array(z.string()),
    warnedTests: z.array(z.string()),
    failedTests: z.array(z.string()),
  }),
});
export type Statement = z.output<typeof statement>;

const envelope = z.strictObject({
  payloadType: z.literal(payloadType),
  payload: z.base64(),
  signatures: z.array(z.strictObject({ keyid: hex, sig: z.base64() })).length(1),
});

/** What a signature is over, by DSSE version 1. */
const preAuthenticated = (payload: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `), payload]);

/** The SHA-256 of a public key. */
export const keyIdOf = (publicKey: KeyObject): string =>
  createHash("sha256")
    .update(publicKey.export({ format: "der", type: "spki" }))
    .digest("hex");

const print = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Outcomes of tests by name; a test is a rule. */
export type Outcomes = Readonly<Record<"passed" | "warned" | "failed", readonly string[]>>;

/** The statement on files: their digests, those of what judged them, and the rules by outcome. */
export function statementOn(
  files: Readonly<Record<string, string>>,
  configuration: Readonly<Record<string, string>>,
  { passed, warned, failed }: Outcomes,
): Statement {
  const resources = (digests: Readonly<Record<string, string>>) =>
    Object.entries(digests).map(([name, value]) => ({ name, digest: { sha256: value } }));
  return {
    _type: statementType,
    subject: resources(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, sha256(content)]))),
    predicateType,
    predicate: {
      result: failed.length > 0 ? "FAILED" : warned.length > 0 ? "WARNED" : "PASSED",
      configuration: resources(configuration),
      passedTests: [...passed],
      warnedTests: [...warned],
      failedTests: [...failed],
    },
  };
}

/** The statement, signed: a DSSE envelope with one Ed25519 signature. */
export function signStatement(of: Statement, privateKey: KeyObject, publicKey: KeyObject): string {
  const payload = Buffer.from(JSON.stringify(canonical(of)));
  const sig = sign(null, preAuthenticated(payload), privateKey).toString("base64");
  return print({ payloadType, payload: payload.toString("base64"), signatures: [{ keyid: keyIdOf(publicKey), sig }] });
}

/**
 * The statement in an envelope that the key has signed.
 *
 * @param place the envelope's file, for messages
 * @throws StackError if it is no such envelope, byte by byte, or another key's.
 */
export function openEnvelope(place: string, text: string, publicKey: KeyObject): Statement {
  const refuse = (got: string): never => {
    throw new StackError(
      `${place}: got ${got}, want the bytes that npm run policy signed; fix: do not rely on it, and ask who filed it for the original`,
    );
  };
  const read = envelope.safeParse(jsonOf(text));
  if (!read.success || print(read.data) !== text) return refuse("no signed envelope");
  const [signature] = read.data.signatures;
  const [payload, sig] = [Buffer.from(read.data.payload, "base64"), Buffer.from(signature?.sig ?? "", "base64")];
  if (payload.toString("base64") !== read.data.payload || sig.toString("base64") !== signature?.sig) return refuse("no signed envelope");
  if (signature.keyid !== keyIdOf(publicKey))
    return refuse(`a signature by key ${signature.keyid.slice(0, 16)}, not by ${keyIdOf(publicKey).slice(0, 16)}`);
  if (!verify(null, preAuthenticated(payload), publicKey, sig)) return refuse("a signature that does not fit what is signed");
  const parsed = statement.safeParse(jsonOf(payload.toString("utf8")));
  return parsed.success ? parsed.data : refuse("no statement on files");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
