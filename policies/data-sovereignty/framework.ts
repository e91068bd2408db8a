/** The text that most of these rules answer to: what a tender asks for, and what evidence it takes. */
export const sovereigntyFramework = { name: "Cloud Sovereignty Framework", version: "1.2.1" } as const;

/** General Data Protection Regulation. */
export const dataProtection = { name: "General Data Protection Regulation", version: "(EU) 2016/679" } as const;

export const dataProtectionUrl = "https://eur-lex.europa.eu/eli/reg/2016/679/oj";
