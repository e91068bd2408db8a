import { expect, test } from "vitest";
import { Slots } from "../../run/slots.ts";

test("at most so many pieces of work run at once, and the lowest rank is next", async () => {
  const slots = new Slots(2);
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string, rank: number) =>
    slots.run(rank, async () => {
      log.push(`${name} begins`);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      log.push(`${name} ends`);
    });
  const all = [work("a", 0), work("b", 1), work("c", 3), work("d", 2)];
  for (const name of ["b", "a", "d", "c"]) {
    await Promise.resolve();
    ends.get(name)?.();
    // Waiting work begins some turns after other work ends.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(all);
  expect(log).toEqual(["a begins", "b begins", "b ends", "d begins", "a ends", "c begins", "d ends", "c ends"]);
});

test("work that fails gives its place to the next", async () => {
  const slots = new Slots(1);
  const failing = slots.run(0, () => Promise.reject(new Error("broken")));
  const next = slots.run(1, () => Promise.resolve("done"));
  await expect(failing).rejects.toThrow("broken");
  expect(await next).toBe("done");
});
