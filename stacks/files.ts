/** Each stack's data file, by the stack's name. */
export const stackFiles: Readonly<Record<string, () => Promise<{ readonly default: unknown }>>> = {
  glomfjord: () => import("./glomfjord.ts"),
};
