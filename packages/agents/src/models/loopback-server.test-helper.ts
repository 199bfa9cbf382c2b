import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Handler = (request: Received, response: ServerResponse, count: number) => void;

export interface LoopbackServer {
  readonly url: string;
  readonly received: Received[];
  /** How many connections are open. */
  connections(): Promise<number>;
  /** How often a client went away before its answer was whole. */
  readonly hangUps: () => number;
  close(): Promise<void>;
}

/** A server on the loopback that answers as the handler does. */
export const loopbackServer = async (handler: Handler): Promise<LoopbackServer> => {
  const received: Received[] = [];
  let hangUps = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    response.on('close', () => {
      if (!response.writableEnded) hangUps += 1;
    });
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
      received.push(one);
      handler(one, response, received.length - 1);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    hangUps: () => hangUps,
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

export const sendJson = (
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

/** One byte now and then, for as long as somebody listens. */
export const drip = (response: ServerResponse, everyMs: number): void => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), everyMs);
  response.on('close', () => clearInterval(timer));
};

/** Promises a long body and hangs up in the middle of it. */
export const truncate = (response: ServerResponse, body: string): void => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(body.length + 100) });
  response.write(body, () => response.destroy());
};

export const htmlPage = (response: ServerResponse, status = 200): void => {
  response.writeHead(status, { 'content-type': 'text/html' });
  response.end('<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>');
};
