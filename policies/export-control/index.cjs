// Node.js strips the types itself; loading from here keeps the policy runner's own TypeScript compiler out of it.
module.exports = async () => (await import("../lib/load.ts")).load(__dirname, () => import("./pack.ts"));
