/**
 * The largest body of a request, bytes. Routers and pickers take messages of up to 4 MiB (gRPC's own limit, which neither of them raises), and a body that was
 * held back to be measured goes on in one message.
 */
export const largestBodyBytes = 4_000_000;

/** Connections that one proxy holds open for clients: more are closed at once. */
export const mostConnections = 10_000;

/** Bytes that are held for a connection whose other side does not read, as a quantity. */
export const connectionBuffer = "1Mi";

/** Seconds for a request's headers to arrive. */
export const headersWithinSeconds = 10;
