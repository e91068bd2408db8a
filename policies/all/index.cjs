// The SDK reads the pack's version from the working directory, and the runner loads JavaScript only: tsx takes the TypeScript as it is.
process.chdir(__dirname);
require("tsx/cjs");
const { load } = require("../lib/load.ts");
load(() => require("./pack.ts"));
