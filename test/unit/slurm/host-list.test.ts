import { expect, test } from "vitest";
import { expandHostList } from "../../../components/slurm/host-list.ts";

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
