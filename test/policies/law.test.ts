import { globSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { isoDate } from "../../components/lib/date.ts";
import { rules } from "../../policies/rules.ts";

const root = `${import.meta.dirname}/../../policies/law`;

const dated = z.strictObject({
  validFrom: isoDate,
  validTo: isoDate.optional(),
  value: z.unknown(),
  source: z.string().min(10),
  status: z.enum(["in-force", "draft", "unverified", "suspended"]),
  reviewedOn: isoDate,
  reviewBy: isoDate,
});

const lists: [string, unknown][] = [];
for (const file of globSync("*.ts", { cwd: root }).sort()) {
  for (const [name, value] of Object.entries((await import(`${root}/${file}`)) as object)) {
    if (Array.isArray(value)) lists.push([`${file} ${name}`, value]);
  }
}

test.each(lists)("%s is dated, sourced and runs forward", (_, list) => {
  const entries = z.array(dated).min(1).parse(list);
  expect(entries.filter(({ validFrom, validTo }) => validTo !== undefined && validTo < validFrom)).toEqual([]);
  expect(entries.filter(({ reviewedOn, reviewBy }) => reviewBy <= reviewedOn)).toEqual([]);
});

test("so is the law that each rule names", () => {
  const named = rules.filter(({ law }) => law !== undefined);
  for (const { name, law } of named) expect([name, z.array(dated).min(1).safeParse(law).error]).toEqual([name, undefined]);
  expect(named.length).toBeGreaterThan(0);
});
