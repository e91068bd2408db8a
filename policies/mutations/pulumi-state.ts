import { pulumiStateType } from "../lib/pulumi-state.ts";
import type { Mutation } from "./mutation.ts";

const state = { rule: "pulumi-state-residency", type: pulumiStateType } as const;

export const mutations: readonly Mutation[] = [
  { ...state, what: "the state lies with a service that the site does not declare", set: { backend: "https://api.pulumi.com" } },
  { ...state, what: "the state lies in a bucket that the site does not declare", set: { backend: "s3://us-state?region=us-east-1" } },
  {
    ...state,
    what: "a key that the site does not declare encrypts the secrets",
    set: { secretsProvider: "awskms://alias/us-key?region=us-east-1" },
  },
];
