export const summary = { empty: true };
