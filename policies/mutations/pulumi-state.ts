import { pulumiStateType } from "../lib/pulumi-state.ts";
import type { Mutation } from "./mutation.ts";

const state = { rule: "pulumi-state-residency", type: pulumiStateType } as const;

export const mutations: readonly Mutation[] = [
  { ...state, what: "the state lies with a service that the site does not declare", set: { backend: "https://api.pulumi.com" } },
  {
    ...state,
    rule: "site-stays",
    what: "the site was brought up in another country",
    when: (props) => "siteIn" in props,
    set: { recordedIn: "SE" },
  },
  { ...state, what: "the state lies in a bucket that the site does not declare", set: { backend: "s3://us-state?region=us-east-1" } },
  {
    ...state,
    what: "the state lies in a declared bucket's name, in another region",
    set: {
      backend: "s3://site-backups?region=us-east-1",
      "declared.buckets": [{ bucket: "site-backups", host: "objects.site.nscale.example" }],
    },
  },
  {
    ...state,
    what: "a key of a declared name, in another region, encrypts the secrets",
    set: { secretsProvider: "awskms://alias/site?region=us-east-1", "declared.keys": [{ name: "site", jurisdiction: "NO" }] },
  },
  {
    ...state,
    what: "a key that the site does not declare encrypts the secrets",
    set: { secretsProvider: "awskms://alias/us-key?region=us-east-1" },
  },
];
