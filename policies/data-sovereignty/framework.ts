/** The framework behind most of these rules: the requirements of a tender, and the evidence for each. */
export const sovereigntyFramework = { name: "Cloud Sovereignty Framework", version: "1.2.1" } as const;

/** Its requirement on the place of data. */
export const knownPlace = {
  ...sovereigntyFramework,
  reference: "SOV-3, data",
  specification: "It is known, and evidenced, where data is stored and processed.",
} as const;

/** Its requirement that nothing leads elsewhere. */
export const nothingLeaves = {
  ...knownPlace,
  specification: "It is known, and evidenced, where data is stored and processed, and nothing leaves for elsewhere.",
} as const;

/** General Data Protection Regulation. */
export const dataProtection = { name: "General Data Protection Regulation", version: "(EU) 2016/679" } as const;

/** Its requirement on processors, who handle data for others. */
export const asInstructed = {
  ...dataProtection,
  reference: "articles 28(3)(a) and 44",
  specification:
    "A processor handles data only as instructed, also with regard to transfers, which happen only on the conditions of chapter V.",
} as const;

export const dataProtectionUrl = "https://eur-lex.europa.eu/eli/reg/2016/679/oj";
