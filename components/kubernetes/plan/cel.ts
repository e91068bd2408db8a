/** A list of texts in CEL, the language of admission policies. */
export const list = (items: readonly string[]): string => `[${items.map((item) => `'${item}'`).join(", ")}]`;

/** A field that may be absent, or what stands for it. */
export const orElse = (field: string, otherwise: string): string => `(has(${field}) ? ${field} : ${otherwise})`;
