// Node.js takes the TypeScript as it is, but the runner, which would compile it, must not.
module.exports = async () => (await import("../lib/load.ts")).load(__dirname, () => import("./pack.ts"));
