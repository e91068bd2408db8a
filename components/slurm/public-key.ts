/** The algorithm that a public key names, and its length; for RSA, that of its modulus. */
export interface PublicKeyLength {
  readonly type: string;
  readonly bits: number;
}

/** The fields of a key in OpenSSH's encoding: each a length of four bytes, then that many bytes. Undefined if they do not end with the key. */
function fieldsOf(packed: Buffer): Buffer[] | undefined {
  const fields: Buffer[] = [];
  for (let offset = 0; offset < packed.length;) {
    if (offset + 4 > packed.length) return undefined;
    const end = offset + 4 + packed.readUInt32BE(offset);
    if (end > packed.length) return undefined;
    fields.push(packed.subarray(offset + 4, end));
    offset = end;
  }
  return fields;
}

/** The number of a number's bits, without leading zeros. */
function bitsOf(number: Buffer): number {
  const first = number.findIndex((byte) => byte !== 0);
  return first === -1 ? 0 : (number.length - first - 1) * 8 + (32 - Math.clz32(number[first] ?? 0));
}

/** Reads an OpenSSH public key; undefined if it does not decode to the algorithm named before it. */
export function publicKeyBits(line: string): PublicKeyLength | undefined {
  const [type = "", encoded = ""] = line.split(" ");
  const fields = fieldsOf(Buffer.from(encoded, "base64"));
  if (fields?.[0]?.toString() !== type) return undefined;
  const last = fields.at(-1);
  return last === undefined || fields.length < 2 ? undefined : { type, bits: bitsOf(last) };
}
