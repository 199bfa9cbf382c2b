import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Serve = (asked: Asked, response: ServerResponse) => void;

export interface LoopbackServer {
  readonly url: string;
  readonly asked: Asked[];
  /** Answers whose client went away before they were whole. */
  readonly hangUps: () => number;
  serve(next: Serve): void;
  close(): Promise<void>;
}

const listen = (server: Server): Promise<void> => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

/** A server on the loopback that answers as it was last told. */
export const loopbackServer = async (first: Serve): Promise<LoopbackServer> => {
  let serve = first;
  let hangUps = 0;
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    response.on('close', () => {
      if (!response.writableFinished) hangUps += 1;
    });
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
      asked.push(one);
      serve(one, response);
    });
  });
  await listen(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    hangUps: () => hangUps,
    serve: (next) => {
      serve = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
