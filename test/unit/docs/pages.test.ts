import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repository } from "../../../cli/setup/cache.mjs";
import { codeFiles } from "../../support/imports.ts";
import { anchorsOf, excerptsOf, linkFault, linksOf, pagesOf, scriptsIn } from "../../support/markdown.ts";

const read = (file: string) => readFileSync(join(repository, file), "utf8");
const pages = pagesOf(repository);

test("every link and picture of every page leads to a file, and to a heading in it", () => {
  const faults = pages.flatMap((page) => linksOf(read(page)).flatMap((link) => linkFault(repository, page, link) ?? []));
  expect(faults).toEqual([]);
});

test("every npm script that a page names is in package.json, and README names them all", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const known = Object.keys(scripts);
  const unknown = pages.flatMap((page) =>
    scriptsIn(read(page)).flatMap((script) => (known.includes(script) ? [] : [`${page}: ${script}`])),
  );
  expect(unknown).toEqual([]);
  const readme = read("README.md");
  const named = new Set([...scriptsIn(readme), ...[...readme.matchAll(/`([a-z][\w:-]*)`/g)].map(([, word = ""]) => word)]);
  expect(known.filter((script) => !named.has(script))).toEqual([]);
});

test("README fits two screens, and its code has a language", () => {
  const lines = read("README.md").split("\n");
  expect(lines.length).toBeLessThanOrEqual(100);
  const unnamed = pages.flatMap((page) => {
    const fences = read(page)
      .split("\n")
      .filter((line) => /^`{3,}/.test(line));
    return fences.filter((fence, index) => index % 2 === 0 && /^`+$/.test(fence)).map(() => page);
  });
  expect(unnamed.filter((page) => page === "README.md" || page.startsWith("docs/"))).toEqual([]);
});

test("what docs/review.md quotes is what a review says", () => {
  const quoted = excerptsOf(read("docs/review.md"));
  expect(quoted.length).toBeGreaterThan(4);
  expect(quoted.filter(({ file, text }) => !read(file).includes(text))).toEqual([]);
});

describe("docs/troubleshooting.md", () => {
  const messages = [...read("docs/troubleshooting.md").matchAll(/^\| `([^`]+)` \|/gm)].map(([, message = ""]) => message);
  const sources = codeFiles(repository)
    .filter((file) => !/^test\/(?!rigs\/)/.test(file))
    .map(read);

  test("has a table of messages", () => {
    expect(messages.length).toBeGreaterThan(30);
  });

  test.each(messages)("the code says: %s", (message) => {
    expect(sources.some((source) => source.includes(message))).toBe(true);
  });
});

test("every decision is in the index", () => {
  const files = pages.filter((page) => page.startsWith("docs/decisions/") && !page.endsWith("README.md"));
  const indexed = linksOf(read("docs/decisions/README.md")).map((link) => `docs/decisions/${link}`);
  expect(indexed.sort()).toEqual(files.sort());
});

test("pictures are small enough to be looked at", () => {
  const pictures = pages
    .flatMap((page) => linksOf(read(page)).filter((link) => link.endsWith(".png")))
    .map((link) => link.replace(/^docs\//, ""));
  expect([...new Set(pictures)].sort()).toEqual(["images/report.png", "images/review.png"]);
  for (const picture of new Set(pictures)) expect(statSync(join(repository, "docs", picture)).size).toBeLessThan(300_000);
});

describe("the checks of pages", () => {
  test("find a missing file and a missing heading", () => {
    expect(linkFault(repository, "docs/review.md", "absent.md")).toBe("docs/review.md: absent.md: no file docs/absent.md");
    expect(linkFault(repository, "docs/review.md", "deploy.md#absent")).toBe(
      "docs/review.md: deploy.md#absent: no heading absent in docs/deploy.md",
    );
    expect(linkFault(repository, "README.md", "docs/deploy.md#targets")).toBeUndefined();
  });

  test("take links from prose only", () => {
    expect(linksOf("[a](a.md) `[b](b.md)` ![c](c.png)\n```sh\n[d](d.md)\n```\n[e](https://example.com)")).toEqual(["a.md", "c.png"]);
  });

  test("name headings as GitHub does", () => {
    expect([...anchorsOf("# A stack's data\n## `site.phases[]`\n## Same\n## Same\n```\n# no\n```")]).toEqual([
      "a-stacks-data",
      "sitephases",
      "same",
      "same-1",
    ]);
  });

  test("see the scripts of a line", () => {
    expect(scriptsIn("`npm run test:engine`, npm start -- all; npm run pulumi -- up")).toEqual(["test:engine", "pulumi", "start"]);
  });
});
