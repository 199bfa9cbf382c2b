import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '@sigmax/core';

/** What a server does with a request, given its body and how many came before it. */
export type Handler = (request: IncomingMessage, response: ServerResponse, body: string, count: number) => void;

export interface PolicyServer {
  readonly url: string;
  readonly bodies: string[];
  /** Waits until so many requests have come. */
  reached(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A server on the loopback that speaks OPA's data API as far as the handler does. */
export const policyServer = async (handler: Handler): Promise<PolicyServer> => {
  const bodies: string[] = [];
  let waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      bodies.push(body);
      handler(request, response, body, bodies.length - 1);
      for (const { count, resolve } of waiting) if (bodies.length >= count) resolve();
      waiting = waiting.filter(({ count }) => bodies.length < count);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    reached: (count) =>
      bodies.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Answers like OPA. */
export const decide = (response: ServerResponse, result: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ result, decision_id: '1' }));
};

/** A clock that stands still until it is told to go on. */
export const standingClock = () => {
  let nowMs = 0;
  let timers: { readonly dueMs: number; readonly callback: () => void }[] = [];
  const clock: Clock = {
    nowMs: () => nowMs,
    after: (delayMs, callback) => {
      const timer = { dueMs: nowMs + delayMs, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
  };
  return {
    clock,
    delays: () => timers.map(({ dueMs }) => dueMs - nowMs),
    advance: (byMs: number) => {
      nowMs += byMs;
      const due = timers.filter(({ dueMs }) => dueMs <= nowMs);
      timers = timers.filter(({ dueMs }) => dueMs > nowMs);
      for (const { callback } of due) callback();
    },
  };
};
