import { expect, test } from "vitest";
import { publicKeyBits } from "../../../components/slurm/public-key.ts";

/** A key as OpenSSH packs it. */
function pack(type: string, ...fields: readonly Buffer[]): string {
  const parts = [Buffer.from(type), ...fields].map((field) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(field.length);
    return Buffer.concat([length, field]);
  });
  return `${type} ${Buffer.concat(parts).toString("base64")} someone`;
}

const exponent = Buffer.from([1, 0, 1]);

/** A modulus of so many bytes whose highest bit is set, with the zero before it that keeps the number positive. */
const modulus = (bytes: number) => Buffer.concat([Buffer.from([0, 0x80]), Buffer.alloc(bytes - 1, 1)]);

test("an RSA key is as long as its modulus", () => {
  expect(publicKeyBits(pack("ssh-rsa", exponent, modulus(256)))).toEqual({ type: "ssh-rsa", bits: 2048 });
  expect(publicKeyBits(pack("ssh-rsa", exponent, modulus(384)))).toEqual({ type: "ssh-rsa", bits: 3072 });
  expect(publicKeyBits(pack("ssh-rsa", exponent, Buffer.from([0x01, 0xff])))).toEqual({ type: "ssh-rsa", bits: 9 });
});

test("a key says its own algorithm, and comes out even", () => {
  const [type = "", encoded = ""] = pack("ssh-rsa", exponent, modulus(256)).split(" ");
  expect(publicKeyBits(`ssh-ed25519 ${encoded}`)).toBeUndefined();
  expect(publicKeyBits(`${type} ${encoded.slice(0, 100)}`)).toBeUndefined();
  expect(publicKeyBits(`${type} AAAA`)).toBeUndefined();
  expect(publicKeyBits(pack("ssh-rsa"))).toBeUndefined();
});
