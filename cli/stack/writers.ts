/** Commands of the CLI that change a stack's state or settings, by their first words. Any other only reads. */
const writers: Readonly<Record<string, readonly string[] | "all">> = {
  up: "all",
  update: "all",
  destroy: "all",
  refresh: "all",
  import: "all",
  watch: "all",
  config: ["set", "set-all", "rm", "rm-all", "cp", "refresh", "env"],
  stack: ["init", "rm", "import", "rename", "change-secrets-provider", "tag"],
  state: ["delete", "edit", "move", "protect", "rename", "repair", "taint", "unprotect", "untaint", "upgrade"],
};

/** Tells if a command changes a stack. */
export function isWriter(words: readonly string[]): boolean {
  const [command = "", ...rest] = words.filter((word) => !word.startsWith("-"));
  const changing = writers[command];
  return changing === "all" || (changing?.some((word) => rest.includes(word)) ?? false);
}

/** Commands that change which stack is selected. */
export const selects = (words: readonly string[]): boolean => words[0] === "stack";
