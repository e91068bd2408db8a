/**
 * Gives simulated engines addresses of their own: `node forwarder.ts FROM_HOST:FROM_PORT=TO_PORT …`. The simulator listens on a port of every address, and the
 * pods of a pool have one port and an address each.
 */
import { createServer } from "node:net";
import { relay } from "./relay.ts";

for (const route of process.argv.slice(2)) {
  const [from = "", to = ""] = route.split("=");
  const [host = "", port = ""] = from.split(":");
  const engine = { host: "127.0.0.1", port: Number(to) };
  createServer({ noDelay: true }, (client) => relay(client, engine)).listen(Number(port), host);
}
