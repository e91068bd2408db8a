import fc from "fast-check";
import { expect, test } from "vitest";
import { expandHostList, nodesOf, writeHostList } from "../../../components/slurm/host-list.ts";

test.each([
  ["su-1", ["su-1"]],
  ["su-[1-3]", ["su-1", "su-2", "su-3"]],
  ["su-[1,3-4]", ["su-1", "su-3", "su-4"]],
  ["su-[08-11]", ["su-08", "su-09", "su-10", "su-11"]],
  ["su-[7]", ["su-7"]],
])("%s are names", (text, names) => {
  expect(expandHostList(text)).toEqual(names);
});

test.each(["su-[3-1]", "su-[1-", "su-1]", "su-[]", "su-[1,,2]", "su-[a-c]", "su-[1-3]-[1-2]", "su 1", "su-[1-999999]"])(
  "%s cannot be expanded",
  (text) => {
    expect(expandHostList(text)).toBeUndefined();
  },
);

test.each([
  [["su-1", "su-2", "su-3"], "su-[1-3]"],
  [["su-1"], "su-1"],
  [["su-1-rack-1", "su-1-rack-2", "su-2-rack-1", "su-2-rack-3"], "su-1-rack-[1-2],su-2-rack-[1,3]"],
  [["su-2", "su-1"], "su-[2,1]"],
  [["login", "login"], "login,login"],
  [["n-01", "n-02"], "n-0[1-2]"],
  [["n-10", "n-00"], "n-10,n-00"],
])("%j is written %s", (names, text) => {
  expect(writeHostList(names)).toBe(text);
});

test("the nodes of a set are numbered from 0", () => {
  expect(nodesOf({ name: "su-1-rack-1", hosts: 18 })).toBe("su-1-rack-1-[0-17]");
  expect(nodesOf({ name: "su-1", hosts: 1 })).toBe("su-1-0");
});

test("whatever is written expands to the same names in the same order", () => {
  const name = fc
    .tuple(fc.constantFrom("su-1-rack-", "su-2-rack-", "n-0", "login-a"), fc.nat(200))
    .map(([prefix, number]) => prefix + String(number));
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 20 }), (names) => {
      const written = writeHostList(names);
      // Commas outside brackets part one group of names from the next.
      const expanded = written.split(/,(?![^[]*\])/).flatMap((group) => expandHostList(group) ?? [`not expandable: ${group}`]);
      expect(expanded).toEqual(names);
    }),
  );
});
