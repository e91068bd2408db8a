import { expect, test } from "vitest";
import { cpuSecondsOfCommand } from "../../bench/cpu-time.ts";

const here = { cwd: import.meta.dirname, env: process.env };

test("the time of a process below the command is counted", { timeout: 60_000 }, () => {
  const busy = "while (process.cpuUsage().user < 250_000);";
  // The shell itself waits only; the command after the process keeps it from becoming that process.
  const command = ["bash", "-c", '"$0" -e "$1"; true', process.execPath, busy];
  expect(cpuSecondsOfCommand(command, here)).toBeGreaterThan(0.25);
});

test("a command that fails is told with what it printed", () => {
  expect(() => cpuSecondsOfCommand(["bash", "-c", "echo out; echo err >&2; exit 3"], here)).toThrow(
    "bash -c echo out; echo err >&2; exit 3 failed with exit code 3:\nerr\nout\n",
  );
});
