import { createServer } from "node:http";
import { connect } from "node:net";
import { freePorts } from "./free-ports.ts";

/** The way from an address that a stack may name to a test cluster, which is on loopback. */
export interface Tunnel {
  /** The settings of a program that goes this way: none but addresses off loopback do. */
  readonly environment: Readonly<Record<string, string>>;
  readonly close: () => void;
}

/** Starts a proxy (HTTP's CONNECT) that leads to a port of loopback, whatever address it is asked for. */
export async function openTunnel(port: number): Promise<Tunnel> {
  const [own] = (await freePorts(1)) as [number];
  const server = createServer();
  server.on("connect", (_, client, head: Buffer) => {
    const upstream = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on("error", () => client.destroy());
    client.on("error", () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(own, "127.0.0.1", resolve));
  return {
    environment: { HTTPS_PROXY: `http://127.0.0.1:${own}` },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
