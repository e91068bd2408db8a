// The SDK reads the pack's version from the working directory. Node.js takes the TypeScript as it is, but the runner, which would compile it, must not.
process.chdir(__dirname);
module.exports = async () => {
  const { load } = await import("../lib/load.ts");
  await load(() => import("./pack.ts"));
};
