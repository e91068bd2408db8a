import { announced, assumed } from "../components/lib/fact.ts";
import type { StackInput } from "../components/schema/stack.ts";
import { announcements } from "./sources.ts";

type Tenant = StackInput["tenants"][string];

const seatOfNscale = assumed("GB", "the group calls London its headquarters");
const seatOfOpenai = assumed("US", "OpenAI's offices are in San Francisco");
const seatOfMicrosoft = assumed("US", "Microsoft's offices are in Redmond");
const checked = assumed("2026-09-01", "the day of the last check is not disclosed; within twelve months of the plan");

const searchReason = "no search of the export lists is disclosed; a placeholder until its record is entered";

/** A search of the export lists without a match. */
export const screened = {
  screenedOn: assumed("2026-09-01", searchReason),
  isListed: assumed(false, searchReason),
  listedSharePercent: assumed(0, searchReason),
} as const;

/** The same search for each company that runs or owns a site or holds its keys, by its legal name. */
export const screenedCompanies = (companies: Readonly<Record<string, string>>): NonNullable<StackInput["site"]["listScreenings"]> =>
  Object.fromEntries(Object.entries(companies).map(([key, company]) => [key, { company, ...screened }]));

/** Nscale, if no company of the group is named. */
export const nscale = {
  legalName: assumed("Nscale Global Holdings Limited", "the operating company of the site is not disclosed; the group's holding stands in"),
  headquarters: seatOfNscale,
  ultimateParent: {
    legalName: assumed("Nscale Global Holdings Limited", "no company above it is known"),
    headquarters: seatOfNscale,
  },
} as const;

/** Nscale as the owner of what it runs at a site without another known owner. */
export const onlyOwner = (reason: string) =>
  ({ legalName: nscale.legalName, headquarters: nscale.headquarters, sharePercent: assumed(100, reason) }) as const;

/** Microsoft: its shares are widely held, so no owner is listed. */
export const microsoft = {
  organisation: {
    legalName: assumed("Microsoft Corporation", "which company of the group signs is not disclosed"),
    headquarters: seatOfMicrosoft,
    ultimateParent: {
      legalName: assumed("Microsoft Corporation", "listed, with no company above it"),
      headquarters: seatOfMicrosoft,
    },
  },
  identityCheckedOn: checked,
  listScreening: screened,
  // The places where it has GPUs of the fleet; its contracts are not public.
  residency: ["NO", "GB", "US-TX"],
  transfers: [
    {
      to: "US-TX",
      basis: "safeguards",
      reference: assumed(
        "clauses in the contract",
        "what its data needs to come from Norway to Texas; whether it does, and on what basis, is not disclosed",
      ),
      assessedOn: assumed("2026-09-01", "the assessment is not disclosed; within the plan"),
    },
  ],
} satisfies Tenant;

/** OpenAI, with the owners that were made public; later rounds may have diluted their shares. */
export const openai = {
  organisation: {
    legalName: assumed("OpenAI OpCo, LLC", "the company under which OpenAI sells its services; which one signs is not disclosed"),
    headquarters: seatOfOpenai,
    ultimateParent: {
      legalName: announced("OpenAI Foundation", `${announcements.openai}: the foundation controls OpenAI Group PBC`),
      headquarters: seatOfOpenai,
    },
  },
  owners: {
    microsoft: {
      legalName: announced("Microsoft Corporation", announcements.openai),
      headquarters: seatOfMicrosoft,
      sharePercent: announced(27, `${announcements.openai}: about 27 %`),
    },
    foundation: {
      legalName: announced("OpenAI Foundation", announcements.openai),
      headquarters: seatOfOpenai,
      sharePercent: announced(26, `${announcements.openai}: 26 %`),
    },
  },
  identityCheckedOn: checked,
  listScreening: screened,
  // The places where it has GPUs of the fleet; its contracts are not public.
  residency: ["NO", "GB"],
} satisfies Tenant;

/** A tenant for which Nscale's own company signs: the users of its GPUs each have a contract with it. */
export const throughNscale = (residency: Tenant["residency"]): Tenant => ({
  organisation: nscale,
  identityCheckedOn: checked,
  listScreening: screened,
  residency,
});

/** A tenant that is not public: a placeholder name for a company or body of one country. */
export const standIn = (legalName: string, country: string, residency: Tenant["residency"], reason: string): Tenant => ({
  organisation: {
    legalName: assumed(legalName, reason),
    headquarters: assumed(country, reason),
    ultimateParent: { legalName: assumed(legalName, reason), headquarters: assumed(country, reason) },
  },
  owners: { itself: { legalName: assumed(legalName, reason), headquarters: assumed(country, reason), sharePercent: assumed(100, reason) } },
  identityCheckedOn: checked,
  listScreening: screened,
  residency,
});
