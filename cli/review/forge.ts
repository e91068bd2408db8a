import type { Forge } from "../../review/post/forge.ts";
import { gitHub } from "../../review/post/github.ts";
import { gitLab } from "../../review/post/gitlab.ts";

/** The variables of each forge's jobs: of its API, the repository, and a token that may write. */
const forges = [
  { variables: ["GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN"], open: gitHub },
  { variables: ["CI_API_V4_URL", "CI_PROJECT_PATH", "GITLAB_TOKEN"], open: gitLab },
] as const;

/**
 * The forge that the environment names, as a job of it has it.
 *
 * @throws Error with what is missing.
 */
export function forgeOf(environment: NodeJS.ProcessEnv): Forge {
  const named = forges.find(({ variables: [address] }) => environment[address]) ?? forges[0];
  const [api, repository, token] = named.variables.map((variable) => environment[variable]);
  if (api && repository && token) return named.open({ api, repository, token });
  const missing = named.variables.filter((variable) => !environment[variable]);
  throw new Error(
    `got no ${missing.join(", ")}, want ${named.variables.join(", ")}${named === forges[0] ? `, or at GitLab ${forges[1].variables.join(", ")}` : ""}; fix: set them, or run this in a job of the forge`,
  );
}
