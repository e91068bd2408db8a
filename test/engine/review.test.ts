import { execFile, spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { reviewSchema, type Review } from "../../review/schema.ts";
import { buildActionlint } from "../rigs/actionlint/build.ts";
import { repository } from "../../cli/setup/cache.mjs";
import { Checkout, type Ended } from "../support/checkout.ts";
import { LocalForge, pullHead } from "../support/forge.ts";
import { sarifSchema } from "../support/sarif.ts";

const checkout = new Checkout();
const workflows = join(repository, ".github", "workflows");
afterAll(() => checkout.remove());

const git = (...args: string[]) =>
  spawnSync("git", ["-C", checkout.directory, "-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
    encoding: "utf8",
  }).stdout.trim();

beforeAll(() => {
  // A few stacks show what all would: each is planned twice.
  for (const stack of ["keflavik", "loughton", "stargate-uk"]) rmSync(checkout.path("stacks", `Pulumi.${stack}.yaml`));
  git("init", "-q", "-b", "main");
  // The folder of packages is a link here, which the ignored folder's name does not cover.
  appendFileSync(checkout.path(".git", "info", "exclude"), "node_modules\n");
  git("add", "-A");
  git("commit", "-q", "-m", "as it is");
  // A runner checks the merge with the base out: its first parent is what to compare with.
  git("commit", "-q", "--allow-empty", "-m", "the merge");
});

const readReview = (): Review => reviewSchema.parse(JSON.parse(readFileSync(checkout.path("out", "review", "review.json"), "utf8")));
const readComment = () => readFileSync(checkout.path("out", "review", "comment.md"), "utf8");

/** The commands of a workflow, by the name of their step. */
function commandsOf(file: string): Readonly<Record<string, string>> {
  const { jobs } = parse(readFileSync(join(workflows, file), "utf8")) as {
    jobs: Record<string, { steps?: { name?: string; run?: string }[] }>;
  };
  const steps = Object.values(jobs).flatMap(({ steps: own = [] }) => own);
  return Object.fromEntries(steps.flatMap(({ name, run }) => (run === undefined ? [] : [[name ?? run, run]])));
}

/** Runs a workflow's command as a runner does. */
function runCommand(command: string | undefined, environment: Readonly<Record<string, string>>): Promise<Ended> {
  if (command === undefined) throw new Error("the workflow has no such step");
  const PATH = `${dirname(process.execPath)}${delimiter}${process.env["PATH"] ?? ""}`;
  const options = {
    cwd: checkout.directory,
    env: { ...process.env, NSCALE_POLICY_DATE: "2026-11-01", NO_COLOR: "1", ...environment, PATH },
  };
  return new Promise((resolve) => {
    const child = execFile("bash", ["-e", "-c", command], options, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, output: stdout + stderr }),
    );
  });
}

/** Other cables in one cluster, and a scalable unit less in the other. */
const rebuild = [
  'stack.clusters["initial-b200"].fabric = { kind: "roce", planes: { basis: "stated", value: 8, source: "the design" } };',
  'stack.clusters["expansion-b300"].gpus.value = 13_056;',
  'stack.deliveries["expansion-b300"].gpus.value = 13_056;',
];

describe("against a commit, with no engine and no state", () => {
  test("the workflow's commands review every stack, one that goes among them, and post it", async () => {
    checkout.change("glomfjord", ...rebuild);
    checkout.change("texas", 'stack.asOf = "soon";');
    rmSync(checkout.path("stacks", "Pulumi.narvik.yaml"));
    const review = commandsOf("review.yml");
    const { code, output } = await runCommand(review["Review the change"], { REVIEW_HEAD: pullHead });
    expect(code, output).toBe(1);
    const { verdict, stacks } = readReview();
    expect(verdict).toBe("failed");
    expect(stacks.map(({ stack, status }) => `${stack} ${status}`)).toEqual([
      "fleet failed",
      "texas failed",
      "narvik destructive",
      "glomfjord destructive",
    ]);
    expect(stacks[0]?.error).toBe("the same error as texas");
    expect(stacks[1]?.error).toContain('stacks/texas.ts: asOf: got "soon"');
    expect(stacks[2]?.gpus.bySku).toEqual({ "gb300-nvl72": { before: 100_000, after: null } });
    const glomfjord = stacks.find(({ stack }) => stack === "glomfjord");
    expect(glomfjord?.disturbances.map(({ cluster, kind, gpus }) => [cluster, kind, gpus])).toEqual([
      ["expansion-b300", "drained", 256],
      ["initial-b200", "replaced", 13_312],
    ]);
    expect(checkout.files("out/review")).toEqual([
      "comment.md",
      "policy.codequality.json",
      "policy.junit.xml",
      "policy.sarif",
      "review.html",
      "review.json",
      "summary.md",
    ]);
    const written = (file: string) => readFileSync(checkout.path("out", "review", file), "utf8");
    expect(sarifSchema.parse(JSON.parse(written("policy.sarif"))).runs).toHaveLength(1);
    expect(written("policy.junit.xml")).toContain('<testsuite name="texas" tests="1" failures="0" errors="1" skipped="0">');
    expect(written("policy.junit.xml").match(/<testsuites/g)).toHaveLength(1);
    expect(git("status", "--short")).toBe("D stacks/Pulumi.narvik.yaml\n M stacks/glomfjord.ts\n M stacks/texas.ts");

    const summary = checkout.path("summary");
    await runCommand(review["Show the review"], { GITHUB_STEP_SUMMARY: summary });
    expect(readFileSync(summary, "utf8")).toBe(readFileSync(checkout.path("out", "review", "summary.md"), "utf8"));
    rmSync(summary);

    const server = new LocalForge();
    const forge = await server.start();
    mkdirSync(checkout.path("out", "received"), { recursive: true });
    writeFileSync(checkout.path("out", "received", "review.json"), readFileSync(checkout.path("out", "review", "review.json")));
    const posted = await runCommand(commandsOf("review-post.yml")["Post the review"], {
      GITHUB_API_URL: forge.api,
      GITHUB_REPOSITORY: forge.repository,
      GITHUB_TOKEN: forge.token,
      HEAD_BRANCH: "someone:branch",
      HEAD_SHA: pullHead,
      RUN: "https://forge.example/runs/1",
    });
    await server.stop();
    expect(posted.code, posted.output).toBe(0);
    expect(server.comments[0]?.body).toContain("`fleet`: could not be planned");
    expect(server.labels).toContain("destructive");
  });

  test("a ref that does not exist is the comment", () => {
    expect(checkout.run("review", "glomfjord", "--base", "mian").code).toBe(1);
    expect(readComment()).toContain("--base: got mian, want a branch, tag or commit that this clone has");
  });

  test("a stack that nobody knows is the comment, with those that there are", () => {
    const { code, output } = checkout.run("review", "nowhere", "--base", "HEAD");
    expect(code, output).toBe(1);
    expect(readComment()).toContain("got stack nowhere, want one of glomfjord");
  });
});

describe("against a state", () => {
  beforeAll(() => {
    git("checkout", "-q", ".");
    for (const command of [
      ["stack", "init", "glomfjord"],
      ["up", "--yes", "--skip-preview", "--stack", "glomfjord"],
    ]) {
      const { code, output } = checkout.run("pulumi", ...command);
      expect(code, output).toBe(0);
    }
    checkout.change("glomfjord", ...rebuild);
  });

  test("the engine takes the steps that are planned without it, and the state's lock is told of", () => {
    const locks = checkout.path(".state", "backend", ".pulumi", "locks", "organization", "nscale", "glomfjord");
    mkdirSync(locks, { recursive: true });
    writeFileSync(
      join(locks, "somebody.json"),
      JSON.stringify({ pid: 1, hostname: "elsewhere", username: "ada", timestamp: "2026-11-01T00:00:00Z" }),
    );
    const previewed = checkout.run("review", "glomfjord");
    expect(previewed.code, previewed.output).toBe(3);
    rmSync(join(locks, "somebody.json"));
    const [byEngine] = readReview().stacks;
    expect(byEngine?.notes).toEqual([expect.stringContaining("Another run holds the lock of the state")]);

    expect(checkout.run("review", "glomfjord", "--base", "HEAD", "--acknowledged").code).toBe(0);
    const [planned] = readReview().stacks;
    // A seal binds to the state too, and only one of them has read it.
    const withoutOrigin = (stack: typeof planned) => ({ ...stack, seal: undefined, comparedWith: "", notes: [] });
    expect(planned?.seal?.split("-").slice(0, -1)).toEqual(byEngine?.seal?.split("-").slice(0, -1));
    expect(withoutOrigin(byEngine)).toEqual(withoutOrigin(planned));
  });

  test("a review that would show a secret shows nothing else than that", () => {
    const canary = "canary-3f9a51c7";
    const { code, output } = checkout.run("pulumi", "config", "set", "--stack", "glomfjord", "--secret", "kubeconfig-management", canary);
    expect(code, output).toBe(0);
    // The engine itself hides the text as it is.
    const encoded = Buffer.from(canary).toString("base64");
    checkout.change("glomfjord", `stack.site.name = "${canary} ${encoded}";`);
    const reviewed = checkout.run("review", "glomfjord");
    expect(reviewed.code).toBe(1);
    const texts = checkout.files("out/review").map((file) => readFileSync(checkout.path("out/review", file), "utf8"));
    for (const text of [...texts, reviewed.output]) {
      expect(text).not.toContain(canary);
      expect(text).not.toContain(encoded);
    }
    expect(readComment()).toContain("withheld: the review would show the secret nscale:kubeconfig-management");
  });

  test("an engine that dies in the middle is the comment", () => {
    checkout.change("glomfjord", 'process.kill(process.ppid, "SIGKILL");');
    const { code, output } = checkout.run("review", "glomfjord");
    expect(code, output).toBe(1);
    expect(readReview().stacks).toMatchObject([{ stack: "glomfjord", status: "failed" }]);
    expect(readComment()).toContain("`glomfjord`: could not be planned: ");
  });
});

test("the workflow files are what a runner understands", async () => {
  const { status, stdout, stderr } = spawnSync(
    await buildActionlint(),
    readdirSync(workflows).map((file) => join(workflows, file)),
    { encoding: "utf8" },
  );
  expect(`${stdout}${stderr}`).toBe("");
  expect(status).toBe(0);
});
