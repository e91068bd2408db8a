import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, Server, type AddressInfo, type Socket } from "node:net";
import { constants } from "node:os";
import type { Address } from "./envoy-config.ts";
import { loopback } from "./processes.ts";
import { relay } from "./relay.ts";

/** A server on this side's loopback for `runBehind`. */
export async function openOuterListener(): Promise<Server> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  return listener;
}

/**
 * Runs this same command again behind another, such as one that gives it a network namespace.
 *
 * @param listener What it answers on this side, and takes with `receiveOuterListener`: a socket stays in the namespace in which it was opened.
 * @returns its exit code.
 */
export async function runBehind(before: readonly string[], listener?: Server): Promise<number> {
  const [command = "", ...args] = [...before, process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const child = spawn(command, args, { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  const ended = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  if (listener !== undefined) child.send("listener", listener, () => listener.close());
  const [code, signal] = await ended;
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}

/** Listener by which clients outside this process's network reach what runs in it. */
export interface OuterListener {
  readonly address: Address;
  /** Connects its clients to an address in here. */
  leadTo(target: Address): void;
  /** Without this the process does not end by itself. */
  close(): void;
}

/** Takes the server that `runBehind` hands to this process; undefined where it was started by no such one. */
export async function receiveOuterListener(): Promise<OuterListener | undefined> {
  if (process.channel === undefined) return undefined;
  const [, server] = (await once(process, "message")) as [string, unknown];
  if (!(server instanceof Server)) throw new Error("got no server from the process outside");
  const clients = new Set<Socket>();
  return {
    address: loopback((server.address() as AddressInfo).port),
    leadTo: (target) =>
      void server.on("connection", (client) => {
        clients.add(client.setNoDelay());
        client.on("close", () => clients.delete(client));
        relay(client, target);
      }),
    close: () => {
      server.close();
      for (const client of clients) client.destroy();
      if (process.connected) process.disconnect();
    },
  };
}
