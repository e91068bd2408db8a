import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { fill } from "../../../components/lib/program/fill.ts";
import { languages } from "../../../components/lib/program/literals.ts";

const { sh, py, lua } = languages;

describe("text stays one value", () => {
  test.each(["plain", "a b", "it's", '"$HOME" `id` \\', "", "*", "a\nb", "__name__", "$&"])("%j in a shell", (value) => {
    expect(execFileSync("sh", ["-c", fill("printf %s __value__", sh, { value })], { encoding: "utf8" })).toBe(value);
  });

  test.each([
    [py, `say "it's" \\ å\n`, String.raw`f("say \"it's\" \\ å\n")`],
    [lua, `say "it's" \\ å\n\0`, String.raw`f("say \"it's\" \\ å\010\000")`],
    [py, 0.5, "f(0.5)"],
    [lua, 9004, "f(9004)"],
  ])("in Python and Lua (%#)", (language, value, call) => {
    expect(fill("f(__value__)", language, { value })).toBe(call);
  });
});

test("a list is words to a shell, and arguments to Python and Lua", () => {
  const values = { items: ["a b", 3] };
  expect(fill("log __items__", sh, values)).toBe("log 'a b' 3");
  expect(fill("log(__items__)", py, values)).toBe('log("a b", 3)');
  expect(fill("log(__items__)", lua, values)).toBe('log("a b", 3)');
  expect(fill("log __items__", sh, { items: [] })).toBe("log ");
});

test("code is put in as it is", () => {
  expect(fill("case $x in __numbers__) ;; esac", sh, { numbers: { code: "13 | 48" } })).toBe("case $x in 13 | 48) ;; esac");
});

test("lines about a table are written for each row, those that follow each other together", () => {
  const text = "begin\nadd __users.name__\nallow __users.name__ __share__\nlimit __limits.name__ __limits.gpus__\nend";
  const values = { share: "a b", users: [{ name: "ada" }, { name: "bob" }], limits: [{ name: "x", gpus: 8 }] };
  expect(fill(text, sh, values).split("\n")).toEqual([
    "begin",
    "add ada",
    "allow ada 'a b'",
    "add bob",
    "allow bob 'a b'",
    "limit x 8",
    "end",
  ]);
  expect(fill(text, sh, { ...values, users: [], limits: [] })).toBe("begin\nend");
});

test("quotes take numbers, and text that needs no quoting in them", () => {
  expect(fill(`test -f "__folder__/x" '__label__!=a' "port __port__"`, sh, { folder: "/a/b", label: "c.d/e", port: 80 })).toBe(
    `test -f "/a/b/x" 'c.d/e!=a' "port 80"`,
  );
});

test.each([
  ['echo "__a__"', { a: "$HOME" }, '__a__: got "$HOME", want a number, or text that needs no quotes: echo "__a__"'],
  ["awk 'BEGIN { __a__ }'", { a: "it's" }, `__a__: got "it's", want a number, or text that needs no quotes: awk 'BEGIN { __a__ }'`],
  ['echo "$(id "__a__")"', { a: "it's" }, '__a__: got "it\'s", want a number, or text that needs no quotes: echo "$(id "__a__")"'],
  ['echo "__a__"', { a: ["x", "y"] }, '__a__: got ["x","y"], want a number, or text that needs no quotes: echo "__a__"'],
  ["echo __a__", {}, "__a__: got nothing, want text, a number or a list of them: echo __a__"],
  ["echo __a__", { a: [{ b: 1 }] }, '__a__: got [{"b":1}], want text, a number or a list of them: echo __a__'],
  ["echo __a.b__", {}, "__a__: got nothing, want rows"],
  ["echo __a.b__", { a: 3 }, "__a__: got 3, want rows"],
  ["echo __a.b__", { a: [3] }, "__a__: got [3], want rows"],
  ["echo __a.b__", { a: [{ c: 1 }] }, "__a.b__: got nothing, want text, a number or a list of them: echo __a.b__"],
  ["echo __a.x__ __b.x__", { a: [], b: [] }, "got the tables a and b in one line, want one: echo __a.x__ __b.x__"],
])("%j with %j is refused", (text, values, message) => {
  expect(() => fill(text, sh, values)).toThrow(new Error(message));
});
