import { connect, type Socket } from "node:net";
import type { Address } from "./envoy-config.ts";

/** Connects a client to where it is meant to go. What ends one side, however it ends, ends the other in the same way. */
export function relay(client: Socket, { host, port }: Address): void {
  const target = connect({ host, port, noDelay: true });
  client.pipe(target);
  target.pipe(client);
  client.on("error", () => target.destroy());
  target.on("error", () => client.resetAndDestroy());
}
