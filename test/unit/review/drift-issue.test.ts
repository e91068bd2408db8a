import { expect, test } from "vitest";
import { keepDriftIssue } from "../../../review/post/drift.ts";
import type { Forge } from "../../../review/post/forge.ts";
import { gitHub } from "../../../review/post/github.ts";
import { gitLab } from "../../../review/post/gitlab.ts";
import { LocalForge } from "../../support/forge.ts";
import { LocalGitLab } from "../../support/gitlab.ts";

/** Each forge with what it keeps of its issues. */
const forges = {
  GitHub: async () => {
    const server = new LocalForge();
    const forge = gitHub(await server.start());
    return { server, forge, kept: () => server.issues.map(({ title, body, state }) => ({ title, body, isOpen: state === "open" })) };
  },
  GitLab: async () => {
    const server = new LocalGitLab();
    const forge = gitLab(await server.start());
    const kept = () => server.issues.map(({ title, description, state }) => ({ title, body: description, isOpen: state === "opened" }));
    return { server, forge, kept };
  },
};

test.each(Object.keys(forges) as (keyof typeof forges)[])("at %s a stack has one open issue while it drifts", async (name) => {
  const { server, forge, kept } = await forges[name]();
  try {
    const run = (lines: readonly string[], of: Forge = forge) => keepDriftIssue(of, "narvik", lines);
    const missing = "initial-1: LocalQueue gpu is missing";
    const outcomes = [await run([]), await run([missing]), await run([missing]), await run([missing, "a ```` of an object"])];
    expect(outcomes).toEqual(["none", "opened", "unchanged", "updated"]);
    expect(kept()).toEqual([
      {
        title: "Drift of narvik",
        body: expect.stringContaining(`\n\n\`\`\`\`\`text\n${missing}\na \`\`\`\` of an object\n\`\`\`\`\`\n`) as unknown,
        isOpen: true,
      },
    ]);
    expect(await keepDriftIssue(forge, "texas", [missing])).toBe("opened");
    expect([await run([]), await run([]), await run([missing])]).toEqual(["closed", "none", "opened"]);
    expect(kept().map(({ title, isOpen }) => [title, isOpen])).toEqual([
      ["Drift of narvik", false],
      ["Drift of texas", true],
      ["Drift of narvik", true],
    ]);
  } finally {
    await server.stop();
  }
});
