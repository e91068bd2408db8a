import { defineConfig } from "vitest/config";

const root = `${import.meta.dirname}/..`;

/**
 * One project per kind of part that the tests need: none, the Pulumi engine, a Kubernetes API server too, Slurm's daemons, all that serves inference,
 * a browser; and one that runs a file of each of the others in a copy of the checkout.
 */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "fast",
          include: ["test/{unit,components,policies}/**/*.test.ts"],
          // One module registry for all files: loading the Pulumi SDK once instead of once a file.
          isolate: false,
          setupFiles: ["test/support/fail-on-console.ts"],
          // Some judge every stack once a mutant: seconds of work, and more on a busy machine.
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { name: "engine", include: ["test/engine/**/*.test.ts"], fileParallelism: false, testTimeout: 600_000, hookTimeout: 600_000 },
      },
      {
        extends: true,
        test: {
          name: "cluster",
          include: ["test/cluster/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: { name: "slurm", include: ["test/slurm/**/*.test.ts"], fileParallelism: false, testTimeout: 300_000, hookTimeout: 600_000 },
      },
      {
        extends: true,
        test: {
          name: "serving",
          include: ["test/serving/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: { name: "standalone", include: ["test/standalone/**/*.test.ts"], fileParallelism: false, testTimeout: 600_000 },
      },
    ],
  },
});
