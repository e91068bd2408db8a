import { z } from "zod";
import { statusName, type Forge } from "./forge.ts";
import { ask, ForgeError, listAll, type Api } from "./request.ts";

/** Access to a repository at GitHub, or at what has its API. */
export interface GitHubAccess {
  /** The API's base URL, as in GITHUB_API_URL. */
  readonly api: string;
  /** owner/name. */
  readonly repository: string;
  readonly token: string;
}

// An account that is deleted has no login.
const user = z.looseObject({ login: z.string() }).nullish();
const comment = z.looseObject({
  id: z.number(),
  body: z.string().nullish(),
  user,
  created_at: z.string().optional(),
  updated_at: z.string().optional(),
});
const commit = z.looseObject({ author: user, committer: user });
const status = z.looseObject({
  context: z.string(),
  state: z.enum(["success", "pending", "failure", "error"]),
  description: z.string().nullish(),
});
const permission = z.looseObject({ permission: z.string() });
const issue = z.looseObject({ number: z.number(), title: z.string(), body: z.string().nullish() });
const label = z.looseObject({ name: z.string() });
const pull = z.looseObject({ number: z.number(), head: z.looseObject({ sha: z.string() }), user });

const fixes = {
  401: "pass a token that is valid in GITHUB_TOKEN",
  403: "give the token pull-requests: write, issues: write and statuses: write; the token of a fork's pull request never has them, so post from a workflow_run",
  404: "check the repository and the number of the pull request, and that the token may see them",
};

/** A repository at GitHub. A branch is `OWNER:BRANCH`. */
export function gitHub({ api: address, repository, token }: GitHubAccess): Forge {
  const headers = { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" };
  const api: Api = { base: `${address}/repos/${repository}`, headers, fixes };
  return {
    repository,
    comments: async (number) =>
      (await listAll(api, `issues/${number}/comments`, comment)).map((one) => ({
        id: one.id,
        body: one.body ?? "",
        author: one.user?.login ?? "",
        isEdited: one.created_at !== one.updated_at,
      })),
    createComment: async (number, body) => {
      await ask(api, "POST", `issues/${number}/comments`, { body });
    },
    editComment: async (_number, id, body) => {
      await ask(api, "PATCH", `issues/comments/${id}`, { body });
    },
    pull: async (number) => {
      const { head, user: opened } = pull.parse((await ask(api, "GET", `pulls/${number}`)).value);
      const commits = await listAll(api, `pulls/${number}/commits`, commit);
      const logins = [opened, ...commits.flatMap(({ author, committer }) => [author, committer])].flatMap((one) => one?.login ?? []);
      return { number, head: head.sha, authors: [...new Set(logins)] };
    },
    mayMerge: async (login) => {
      try {
        const { value } = await ask(api, "GET", `collaborators/${encodeURIComponent(login)}/permission`);
        return ["admin", "write"].includes(permission.parse(value).permission);
      } catch (error) {
        if (error instanceof ForgeError && error.status === 404) return false;
        throw error;
      }
    },
    status: async (sha) => {
      // The newest comes first.
      const found = (await listAll(api, `commits/${sha}/statuses`, status)).find(({ context }) => context === statusName);
      if (found === undefined) return undefined;
      return { state: found.state === "error" ? "failure" : found.state, description: found.description ?? "" };
    },
    setStatus: async (sha, { state, description }) => {
      await ask(api, "POST", `statuses/${sha}`, { context: statusName, state, description });
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
