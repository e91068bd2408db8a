import { z } from "zod";
import type { Forge } from "./forge.ts";
import { ask, listAll, type Api } from "./request.ts";

/** Access to a repository at GitHub, or at what has its API. */
export interface GitHubAccess {
  /** The API's base URL, as in GITHUB_API_URL. */
  readonly api: string;
  /** owner/name. */
  readonly repository: string;
  readonly token: string;
}

const comment = z.looseObject({ id: z.number(), body: z.string().nullish() });
const issue = z.looseObject({ number: z.number(), title: z.string(), body: z.string().nullish() });
const label = z.looseObject({ name: z.string() });
const pull = z.looseObject({ number: z.number(), head: z.looseObject({ sha: z.string() }) });

const fixes = {
  401: "pass a token that is valid in GITHUB_TOKEN",
  403: "give the token pull-requests: write and issues: write; the token of a fork's pull request never has them, so post from a workflow_run",
  404: "check the repository and the number of the pull request, and that the token may see them",
};

/** A repository at GitHub. A branch is `OWNER:BRANCH`. */
export function gitHub({ api: address, repository, token }: GitHubAccess): Forge {
  const headers = { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" };
  const api: Api = { base: `${address}/repos/${repository}`, headers, fixes };
  return {
    repository,
    comments: async (number) =>
      (await listAll(api, `issues/${number}/comments`, comment)).map(({ id, body }) => ({ id, body: body ?? "" })),
    createComment: async (number, body) => {
      await ask(api, "POST", `issues/${number}/comments`, { body });
    },
    editComment: async (_number, id, body) => {
      await ask(api, "PATCH", `issues/comments/${id}`, { body });
    },
    labels: async (number) => (await listAll(api, `issues/${number}/labels`, label)).map(({ name }) => name),
    changeLabels: async (number, added, removed) => {
      if (added.length > 0) await ask(api, "POST", `issues/${number}/labels`, { labels: added });
      for (const name of removed) await ask(api, "DELETE", `issues/${number}/labels/${name}`);
    },
    issues: async (name) =>
      (await listAll(api, `issues?state=open&labels=${encodeURIComponent(name)}`, issue)).map((one) => ({ ...one, body: one.body ?? "" })),
    createIssue: async ({ title, body }, name) => {
      await ask(api, "POST", "issues", { title, body, labels: [name] });
    },
    editIssue: async (number, body) => {
      await ask(api, "PATCH", `issues/${number}`, { body });
    },
    closeIssue: async (number) => {
      await ask(api, "PATCH", `issues/${number}`, { state: "closed" });
    },
    pullOf: async (branch, sha) => {
      if (!/^[^:]+:.+$/.test(branch)) throw new Error(`got the branch ${branch}, want OWNER:BRANCH; fix: name who owns it`);
      const found = await listAll(api, `pulls?state=open&head=${encodeURIComponent(branch)}`, pull);
      return found.find(({ head }) => head.sha === sha)?.number;
    },
  };
}
