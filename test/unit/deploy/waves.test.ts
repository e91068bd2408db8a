import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openJournal } from "../../../cli/deploy/journal.ts";
import { rollOut } from "../../../cli/deploy/waves.ts";
import { sealsIn } from "../../../cli/tasks/deploy.ts";
import { stackNames } from "../../../cli/stack/known.ts";
import { reviewDigest } from "../../../review/judge/acknowledgement.ts";
import { waves } from "../../../stacks/waves.ts";
import { planOf, reviewOf, step } from "../../support/review-plans.ts";

const six = [["a"], ["b", "c"], ["d"], ["e", "f"]] as const;
const seals = Object.fromEntries(six.flat().map((stack) => [stack, `seal of ${stack}`]));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nscale-deploy-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What stands for a killed process. */
class Killed extends Error {}

/** Six sites that updates are made to. */
class World {
  /** Objects of each stack, as often as they were made. */
  readonly made: string[] = [];
  /** Everything that was asked for, in its order. */
  readonly log: string[] = [];
  readonly #applied = new Map<string, string>();
  readonly #begun = new Map<string, number>();
  faultyUpdate = "";
  unwell = "";
  health = 1;
  /** Steps until the process is killed. */
  left = Infinity;

  #moment(): void {
    this.left -= 1;
    if (this.left < 0) throw new Killed();
  }

  async run(sealed: Readonly<Record<string, string>> = seals): Promise<number> {
    const journal = openJournal(join(folder, "deploy.json"), sealed, z.number());
    const here = () => {
      this.#moment();
      return Promise.resolve();
    };
    return rollOut<number>({
      waves: six,
      seals: sealed,
      journal: {
        ...journal,
        done: (stack) => {
          this.#moment();
          journal.done(stack);
          this.#moment();
        },
        through: (wave) => {
          this.#moment();
          journal.through(wave);
          this.#moment();
        },
      },
      apply: async (stack, seal) => {
        await here();
        if (this.#applied.get(stack) === seal) return 0;
        this.log.push(`apply ${stack}`);
        // Objects are made one by one, and a resumed update makes those that are missing.
        for (let object = this.#begun.get(stack) ?? 0; object < 3; object += 1) {
          await here();
          if (this.faultyUpdate === stack && object === 1) return 255;
          this.made.push(`${stack} ${object}`);
          this.#begun.set(stack, object + 1);
        }
        await here();
        this.#applied.set(stack, seal);
        return 0;
      },
      watch: {
        look: async (stack) => {
          await here();
          this.log.push(`look ${stack}`);
          return this.health;
        },
        worse: async (stack, before) => {
          await here();
          return stack === this.unwell || this.health < before ? ["got the alerts GpuLost since the wave began, want none"] : [];
        },
        times: 2,
        pause: here,
      },
      say: (text) => this.log.push(text),
    });
  }
}

const objects = (...stacks: readonly string[]) => stacks.flatMap((stack) => [0, 1, 2].map((object) => `${stack} ${object}`));

test("waves go one after another, each looked at before the next begins", async () => {
  const world = new World();
  expect(await world.run()).toBe(0);
  expect(world.made).toEqual(objects("a", "b", "c", "d", "e", "f"));
  expect(world.log.filter((line) => line.includes("through"))).toEqual([
    "wave 1 is through: a",
    "wave 2 is through: b, c",
    "wave 3 is through: d",
    "wave 4 is through: e, f",
  ]);
  expect(world.log.indexOf("look b")).toBeGreaterThan(world.log.indexOf("wave 1 is through: a"));
});

test("a fault in an update of wave 2 stops there: its other stack and wave 3 never start; mended, it goes on where it was", async () => {
  const world = new World();
  world.faultyUpdate = "b";
  expect(await world.run()).toBe(1);
  expect(world.log.filter((line) => line.startsWith("apply"))).toEqual(["apply a", "apply b"]);
  expect(world.log.at(-1)).toBe(
    "wave 2 stops at b, whose update ended with 255; fix: see above, then run this again: what is done stays done",
  );
  world.faultyUpdate = "";
  expect(await world.run()).toBe(0);
  expect(world.made).toEqual(objects("a", "b", "c", "d", "e", "f"));
});

test("a site of wave 2 that does worse than before stops it: wave 3 never starts", async () => {
  const world = new World();
  world.unwell = "c";
  expect(await world.run()).toBe(1);
  expect(world.made).toEqual(objects("a", "b", "c"));
  expect(world.log.at(-1)).toBe("c: got the alerts GpuLost since the wave began, want none\nwave 2 stops: no later wave begins");
  // It stays stopped for as long as the site does.
  expect(await world.run()).toBe(1);
  world.unwell = "";
  expect(await world.run()).toBe(0);
  expect(world.made).toEqual(objects("a", "b", "c", "d", "e", "f"));
});

test("a wave that was killed is held against how its sites did before it began", async () => {
  const world = new World();
  world.left = 5;
  await expect(world.run()).rejects.toThrow(Killed);
  world.left = Infinity;
  world.health = 0;
  expect(await world.run()).toBe(1);
  expect(world.log.at(-1)).toContain("wave 1 stops: no later wave begins");
});

test("killed at any moment and resumed, nothing is made twice and nothing is left out", async () => {
  let moments = 0;
  for (let at = 0; ; at += 1) {
    const world = new World();
    world.left = at;
    const ended = await world.run().catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
      return undefined;
    });
    world.left = Infinity;
    if (ended === undefined) {
      moments += 1;
      expect(await world.run()).toBe(0);
    }
    expect(world.made, `killed at moment ${at}`).toEqual(objects("a", "b", "c", "d", "e", "f"));
    rmSync(join(folder, "deploy.json"));
    if (ended === 0) break;
  }
  expect(moments).toBeGreaterThan(50);
});

test("what another roll-out did counts for nothing, and a stack without a seal is left alone", async () => {
  const world = new World();
  await world.run();
  const other = { c: "another seal" };
  world.log.splice(0);
  expect(await world.run(other)).toBe(0);
  expect(world.log).toEqual(["look c", "wave 2: c", "apply c", "wave 2 is through: c"]);
});

test("every stack stands in one wave, and the fleet, which adds the others up, in the last alone", () => {
  expect(waves.flat().toSorted()).toEqual(stackNames.toSorted());
  expect(waves.at(-1)).toEqual(["fleet"]);
});

test("seals are taken of the approved review alone, and not of one that is blocked", () => {
  const seal = "0".repeat(24);
  const review = reviewOf([planOf("narvik", [step("update")], { seal }), planOf("keflavik", [step("same")], { seal })]);
  expect(sealsIn(review, reviewDigest(review))).toEqual({ narvik: seal });
  expect(() => sealsIn(review, "")).toThrow(
    `got --approved of nothing, want the digest of this review, ${reviewDigest(review)}; fix: have it approved, then name it`,
  );
  const other = reviewOf([planOf("narvik", [step("update", { name: "other" })], { seal })]);
  expect(() => sealsIn(other, reviewDigest(review))).toThrow("want the digest of this review");
  const blocked = reviewOf([planOf("narvik", [], { error: "a fault" })]);
  expect(() => sealsIn(blocked, reviewDigest(blocked))).toThrow("got a review that a rule or an error blocks");
});
