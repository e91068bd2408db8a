import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withProgress } from "../../../cli/engine/progress.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Text written about work that takes these seconds. */
async function written(seconds: number, isTTY: boolean, end: () => Promise<string> = () => Promise.resolve("done")): Promise<string> {
  let text = "";
  const stream = { isTTY, write: (more: string) => (text += more) };
  const work = () => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000)).then(end);
  const told = withProgress("[engine 2/4] pulumi", work, stream).catch(() => "failed");
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  await told;
  return text;
}

test("in a file it is a line a minute", async () => {
  expect(await written(150, false)).toBe(
    [
      "[engine 2/4] pulumi: building, 0 s",
      "[engine 2/4] pulumi: building, 60 s",
      "[engine 2/4] pulumi: building, 120 s",
      "[engine 2/4] pulumi: built after 150 s",
      "",
    ].join("\n"),
  );
});

test("on a terminal it is one line, which moves every second", async () => {
  expect(await written(2.5, true)).toBe(
    [0, 1, 2].map((second) => `\r\x1b[2K[engine 2/4] pulumi: building, ${second} s`).join("") +
      "\r\x1b[2K[engine 2/4] pulumi: built after 3 s\n",
  );
});

test("of work that fails it says so, and the error goes on", async () => {
  const fail = () => Promise.reject(new Error("no such module"));
  expect(await written(1, false, fail)).toBe("[engine 2/4] pulumi: building, 0 s\n[engine 2/4] pulumi: failed after 1 s\n");
  await expect(withProgress("it", fail, { write: () => true })).rejects.toThrow("no such module");
});
