import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { StackError } from "../../components/lib/parse/fault.ts";
import { openEnvelope, signStatement, statementOn, keyIdOf, type Outcomes } from "../../policies/formats/attestation.ts";
import { sha256 } from "../../policies/formats/deciding.ts";
import type { Origin } from "../../policies/formats/evidence.ts";
import type { StackVerdicts } from "../../policies/formats/report.ts";

/** The file with the signed statement on the others beside it. */
export const envelopeFile = "evidence.intoto.json";

const privateName = "NSCALE_EVIDENCE_KEY";
const publicName = "NSCALE_EVIDENCE_PUBLIC_KEY";

const make = "openssl genpkey -algorithm ed25519 -out key.pem, and openssl pkey -in key.pem -pubout for the public key";

/** A key of the environment, as PEM or as the name of a file with it; undefined where the variable is not set. */
function keyOf(name: string, read: (pem: string) => KeyObject): KeyObject | undefined {
  const value = process.env[name];
  if (value === undefined || value === "") return undefined;
  const refuse = (got: string): never => {
    throw new StackError(`${name}: got ${got}, want an Ed25519 key in PEM, or the name of a file with one; fix: ${make}`);
  };
  const isText = value.startsWith("-----BEGIN ");
  if (!isText && !existsSync(value)) return refuse("no PEM, and no file of that name");
  let key: KeyObject;
  try {
    key = read(isText ? value : readFileSync(value, "utf8"));
  } catch {
    return refuse("what is no such key");
  }
  return key.asymmetricKeyType === "ed25519" ? key : refuse(`a key of type ${key.asymmetricKeyType ?? "unknown"}`);
}

/** The key that evidence is signed with, if the environment gives one. */
export const signingKey = (): KeyObject | undefined => keyOf(privateName, createPrivateKey);

/** The rules of judgements, each by the gravest of its outcomes. */
function outcomesOf({ judgements }: StackVerdicts): Outcomes {
  const all = judgements.flatMap(({ results }) => results).filter(({ outcome }) => outcome !== "not-applicable");
  const names = [...new Set(all.map(({ rule }) => rule))].sort();
  const has = (name: string, ...outcomes: readonly string[]) =>
    all.some(({ rule, outcome }) => rule === name && outcomes.includes(outcome));
  const failed = names.filter((name) => has(name, "violation"));
  const warned = names.filter((name) => !failed.includes(name) && has(name, "advisory", "exempted", "passed-on-assumption"));
  return { failed, warned, passed: names.filter((name) => !failed.includes(name) && !warned.includes(name)) };
}

/** The signed statement on a stack's files, by name. */
export function sealed(verdicts: StackVerdicts, files: Readonly<Record<string, string>>, { deciding }: Origin, key: KeyObject): string {
  const configuration = Object.fromEntries(Object.entries(deciding).map(([part, digest]) => [part, digest.replace("sha256:", "")]));
  return signStatement(statementOn(files, configuration, outcomesOf(verdicts)), key, createPublicKey(key));
}

/**
 * Checks evidence offline: the signature of its envelope, and each file that the envelope names.
 *
 * @param file the envelope, or a file beside it
 * @returns what was found, as a line for a person
 * @throws StackError if anything is another than what was signed, or cannot be checked.
 */
export function verifySealed(file: string): string {
  const privateKey = signingKey();
  const key = keyOf(publicName, createPublicKey) ?? (privateKey === undefined ? undefined : createPublicKey(privateKey));
  if (key === undefined) {
    throw new StackError(
      `${publicName}: got nothing, want the public key of who signed; fix: set it to the key in PEM, or to a file with it`,
    );
  }
  const folder = dirname(file);
  const place = join(folder, envelopeFile);
  const refuse = (path: string, got: string, fix: string): never => {
    throw new StackError(`${path}: got ${got}, want the bytes that npm run policy signed; fix: ${fix}`);
  };
  if (!existsSync(file)) return refuse(file, "no such file", "correct the name");
  if (!existsSync(place)) return refuse(place, "no such file", `judge with ${privateName} set: unsigned evidence cannot be checked`);
  const { subject, predicate } = openEnvelope(place, readFileSync(place, "utf8"), key);
  const names = [envelopeFile, ...subject.map(({ name }) => name)];
  if (!names.includes(basename(file)))
    return refuse(file, "a file that the envelope beside it does not name", `name one of ${names.join(", ")}`);
  for (const { name, digest } of subject) {
    const path = join(folder, name);
    if (!existsSync(path)) return refuse(path, "no such file", "file all that was signed together");
    if (sha256(readFileSync(path)) !== digest.sha256) {
      return refuse(path, "other bytes", "do not rely on it, and ask who filed it for the original");
    }
  }
  return `${place}: ${subject.length} files as signed by key ${keyIdOf(key).slice(0, 16)}; ${predicate.result.toLowerCase()}: ${predicate.failedTests.length} rules violated, ${predicate.warnedTests.length} with notes, ${predicate.passedTests.length} passed`;
}
