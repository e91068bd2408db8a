import { afterEach, beforeEach, expect, vi } from "vitest";

/** A test that prints to the console hides a warning that is never read: it fails instead. */
const methods = ["log", "info", "warn", "error"] as const;
let printed: unknown[][] = [];

beforeEach(() => {
  printed = [];
  for (const method of methods) vi.spyOn(console, method).mockImplementation((...args: unknown[]) => void printed.push([method, ...args]));
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(printed).toEqual([]);
});
