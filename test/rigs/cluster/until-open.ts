import { connect } from "node:net";
import { waitFor } from "./wait.ts";

const openWithinSeconds = 180;

/** Waits until something listens on a port of loopback. */
export const untilOpen = (name: string, port: number): Promise<void> =>
  waitFor(
    name,
    openWithinSeconds,
    () =>
      new Promise((resolve) => {
        const socket = connect(port, "127.0.0.1");
        socket.on("connect", () => {
          socket.destroy();
          resolve(undefined);
        });
        socket.on("error", ({ message }) => resolve(message));
      }),
  );
