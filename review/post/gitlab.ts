import { z } from "zod";
import { statusName, type CommitStatus, type Forge } from "./forge.ts";
import { ask, ForgeError, listAll, type Api } from "./request.ts";

/** Access to a project at GitLab. */
export interface GitLabAccess {
  /** The API's base URL, as in CI_API_V4_URL. */
  readonly api: string;
  /** group/name. */
  readonly repository: string;
  readonly token: string;
}

const user = z.looseObject({ username: z.string() });
const note = z.looseObject({
  id: z.number(),
  body: z.string().nullish(),
  author: user.nullish(),
  created_at: z.string().optional(),
  updated_at: z.string().optional(),
});
const merge = z.looseObject({ iid: z.number(), sha: z.string().nullish() });
const opened = z.looseObject({ sha: z.string(), author: user });
const member = z.looseObject({ username: z.string(), access_level: z.number() });
const status = z.looseObject({ name: z.string(), status: z.string(), description: z.string().nullish() });
const issue = z.looseObject({ iid: z.number(), title: z.string(), description: z.string().nullish() });
const job = z.looseObject({ id: z.number(), name: z.string() });
const labelled = z.looseObject({ labels: z.array(z.string()) });

const fixes = {
  401: "pass a token that is valid in GITLAB_TOKEN: a job's own token may not write notes",
  403: "give the token the scope api and the role reporter, and run the job on a protected branch where the variable is protected",
  404: "check the project and the number of the merge request, and that the token may see them",
};

/** The lowest access level of a member who may merge: that of a developer. */
const mergesFrom = 30;

/** GitLab refuses a status that waits twice: what waits has failed so far there. */
const stateNames = { success: "success", pending: "failed", failure: "failed" } as const satisfies Record<CommitStatus["state"], string>;

/** A project at GitLab. A pull request is a merge request there, a comment a note. */
export function gitLab({ api: address, repository, token }: GitLabAccess): Forge {
  const base = `${address}/projects/${encodeURIComponent(repository)}`;
  const api: Api = { base, headers: { "private-token": token }, fixes };
  const at = (number: number, ...rest: string[]) => ["merge_requests", String(number), ...rest].join("/");
  return {
    repository,
    comments: async (number) =>
      (await listAll(api, `${at(number, "notes")}?sort=asc`, note)).map((one) => ({
        id: one.id,
        body: one.body ?? "",
        author: one.author?.username ?? "",
        isEdited: one.created_at !== one.updated_at,
      })),
    createComment: async (number, body) => {
      await ask(api, "POST", at(number, "notes"), { body });
    },
    editComment: async (number, id, body) => {
      await ask(api, "PUT", at(number, "notes", String(id)), { body });
    },
    pull: async (number) => {
      const { sha, author } = opened.parse((await ask(api, "GET", at(number))).value);
      return { number, head: sha, authors: [author.username] };
    },
    mayMerge: async (login) =>
      (await listAll(api, `members/all?query=${encodeURIComponent(login)}`, member)).some(
        ({ username, access_level: level }) => username === login && level >= mergesFrom,
      ),
    status: async (sha) => {
      const found = (await listAll(api, `repository/commits/${sha}/statuses?name=${encodeURIComponent(statusName)}`, status)).at(-1);
      if (found === undefined) return undefined;
      return { state: found.status === "success" ? "success" : "failure", description: found.description ?? "" };
    },
    setStatus: async (sha, { state, description }) => {
      await ask(api, "POST", `statuses/${sha}`, { name: statusName, state: stateNames[state], description });
    },
    labels: async (number) => labelled.parse((await ask(api, "GET", at(number))).value).labels,
    changeLabels: async (number, added, removed) => {
      if (added.length + removed.length === 0) return;
      await ask(api, "PUT", at(number), { add_labels: added.join(","), remove_labels: removed.join(",") });
    },
    issues: async (name) =>
      (await listAll(api, `issues?state=opened&labels=${encodeURIComponent(name)}`, issue)).map(({ iid, title, description }) => ({
        number: iid,
        title,
        body: description ?? "",
      })),
    createIssue: async ({ title, body }, name) => {
      await ask(api, "POST", "issues", { title, description: body, labels: name });
    },
    editIssue: async (number, body) => {
      await ask(api, "PUT", `issues/${number}`, { description: body });
    },
    closeIssue: async (number) => {
      await ask(api, "PUT", `issues/${number}`, { state_event: "close" });
    },
    artifact: async (pipeline, path) => {
      const jobs = await listAll(api, `pipelines/${encodeURIComponent(pipeline)}/jobs?include_retried=false`, job);
      const review = jobs.find(({ name }) => name === "review");
      if (review === undefined) return undefined;
      try {
        return JSON.stringify((await ask(api, "GET", `jobs/${review.id}/artifacts/${path}`)).value);
      } catch (error) {
        if (error instanceof ForgeError && error.status === 404) return undefined;
        throw error;
      }
    },
    pullOf: async (branch, sha) => {
      const found = await listAll(api, `merge_requests?state=opened&source_branch=${encodeURIComponent(branch)}`, merge);
      return found.find((one) => one.sha === sha)?.iid;
    },
  };
}
