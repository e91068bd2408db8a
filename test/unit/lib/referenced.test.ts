import { expect, test } from "vitest";
import { referenced } from "../../../components/lib/referenced.ts";

test("a reference gives what it names, and one that leads nowhere says what there is", () => {
  const clusters = { training: 1, racks: 2 };
  expect(referenced(clusters, "racks")).toBe(2);
  expect(() => referenced(clusters, "toString")).toThrow("got toString, want one of training, racks");
});
