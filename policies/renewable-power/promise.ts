/** The framework for the company's own promises about its power. */
export const promise = {
  name: "Nscale renewable power promise",
  version: "2026",
  reference: "fleet fact sheet: direct power agreements, not certificates or offsets",
} as const;
