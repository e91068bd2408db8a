import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { StackError } from "../lib/parse/fault.ts";
import { messageOf } from "../lib/error.ts";

const stackList = z.array(z.looseObject({ name: z.string() }));

/**
 * The names of the project's stacks in the backend. The error of a StackReference to a missing stack cannot be caught, so the CLI is asked first.
 *
 * @throws StackError when the CLI gives no list.
 */
async function existingStacks(): Promise<string[]> {
  try {
    const { stdout } = await promisify(execFile)("pulumi", ["stack", "ls", "--json"]);
    // A backend with organizations writes organization/project/stack.
    return stackList.parse(JSON.parse(stdout)).map(({ name }) => name.split("/").at(-1) ?? name);
  } catch (error) {
    throw new StackError(
      `got no list of stacks from pulumi stack ls (${messageOf(error)}), want one; fix: run pulumi login, and see that pulumi is on PATH`,
      { cause: error },
    );
  }
}

/** The deployed summary of each of these sites' stacks, by stack; undefined for a stack that does not exist or has no summary. */
export async function deployedSummaries(sites: readonly string[]): Promise<Record<string, unknown>> {
  const existing = await existingStacks();
  const found = sites.filter((site) => existing.includes(site));
  const summaries = await Promise.all(
    found.map(async (site) => {
      const details = await new pulumi.StackReference(site, { name: referenceName(site) }).getOutputDetails("summary");
      return [site, details.value] as const;
    }),
  );
  return Object.fromEntries(summaries);
}

/** The name of a stack of this project, in the form that every backend accepts. */
const referenceName = (site: string) => `${pulumi.getOrganization()}/${pulumi.getProject()}/${site}`;
