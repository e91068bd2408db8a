import { expect, test } from "vitest";
import { classOf, isPartOf, overlap, rangeOf, runsOf, type AddressRange } from "../../../components/lib/address-range.ts";

function range(text: string): AddressRange {
  const found = rangeOf(text);
  if (found === undefined) throw new Error(`${text}: no range`);
  return found;
}

test("a range begins where its bits behind the prefix are zero, and an address is a range of one", () => {
  expect(rangeOf("10.70.0.0/12")).toEqual({ family: "IPv4", prefix: 12, first: 0x0a_40_00_00n, last: 0x0a_4f_ff_ffn });
  expect(rangeOf("10.0.0.10")).toEqual({ family: "IPv4", prefix: 32, first: 0x0a_00_00_0an, last: 0x0a_00_00_0an });
  expect(rangeOf("2001:db8::/127")).toEqual({
    family: "IPv6",
    prefix: 127,
    first: 0x2001_0db8_0000_0000_0000_0000_0000_0000n,
    last: 0x2001_0db8_0000_0000_0000_0000_0000_0001n,
  });
});

test.each(["10.10.0.300", "api.example.com", "10.0.0.0/33", ""])("%s is no range", (text) => {
  expect(rangeOf(text)).toBeUndefined();
});

test.each([
  ["10.0.0.0/9", "10.127.255.255", true],
  ["10.0.0.0/9", "10.128.0.0", false],
  ["0.0.0.0/0", "::/0", false],
  ["2001:db8::/32", "2001:db8:ffff::/48", true],
])("%s and %s overlap: %s", (one, other, expected) => {
  expect(overlap(range(one), range(other))).toBe(expected);
  expect(overlap(range(other), range(one))).toBe(expected);
});

test("a part lies wholly in the other", () => {
  expect(isPartOf(range("10.0.0.48/30"), range("10.0.0.48/29"))).toBe(true);
  expect(isPartOf(range("10.0.0.48/28"), range("10.0.0.48/29"))).toBe(false);
});

test.each([
  ["10.0.0.0/8", "private"],
  ["172.31.255.255", "private"],
  ["172.32.0.0", "public"],
  ["172.16.0.0/11", "public"],
  ["100.127.0.0/16", "private"],
  ["fd00::10", "private"],
  ["2600::/32", "public"],
  ["127.0.0.1", "special"],
  ["::1", "special"],
  ["::ffff:10.0.0.1", "special"],
  ["fe80::1", "special"],
  ["169.254.169.254", "special"],
  ["203.0.113.9", "special"],
  ["255.255.255.255", "special"],
])("%s is %s", (text, kind) => {
  expect(classOf(range(text)).kind).toBe(kind);
});

test("halves are a whole together, and what lies within counts once", () => {
  const together = (...texts: string[]) => runsOf(texts.map(range)).map(({ first, last, size }) => [first, last, size]);
  expect(together("128.0.0.0/1", "0.0.0.0/1")).toEqual([["0.0.0.0", "255.255.255.255", 2n ** 32n]]);
  expect(together("8000::/1", "::/1")).toEqual([["::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 2n ** 128n]]);
  expect(together("10.0.0.0/24", "10.0.0.128/25", "10.0.2.0/24")).toEqual([
    ["10.0.0.0", "10.0.0.255", 256n],
    ["10.0.2.0", "10.0.2.255", 256n],
  ]);
});
