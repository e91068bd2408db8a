import { homedir } from "node:os";
import { join } from "node:path";

/** The repository's root. */
export const repository = join(import.meta.dirname, "..", "..");

/** Folder for what this machine builds or installs once: outside the checkout, so that it survives a new clone. */
export const cacheRoot = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "nscale-infrastructure");
