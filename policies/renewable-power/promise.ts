/** The framework of what the company itself has promised of its power. */
export const promise = {
  name: "Nscale renewable power promise",
  version: "2026",
  reference: "fleet fact sheet: direct power agreements, not certificates or offsets",
} as const;
