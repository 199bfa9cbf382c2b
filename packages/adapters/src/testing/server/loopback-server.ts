import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Random } from '@sigmax/core';
import type { WebSocketServer } from 'ws';
import type { RequestFault } from '../faults/fault';
import type { FaultPlan } from '../faults/venue-faults';
import { Connection } from './connection';
import type { Protocol } from './protocol';
import { splitAddress } from './split-address';
import type { VenueAnswer, VenueRequest } from './venue-request';
import type { VenueTime } from './venue-time';

/** A request that came, and what became of it. */
export interface SeenRequest {
  readonly timeMs: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** `undefined` when the connection broke before an answer. */
  readonly status: number | undefined;
}

/** A WebSocket that was asked for. */
export interface SeenConnection {
  readonly number: number;
  readonly timeMs: number;
  /** The venue's own address, which stands before the path. */
  readonly host: string;
  readonly path: string;
  readonly isRefused: boolean;
}

export interface LoopbackServerOptions {
  readonly sockets: WebSocketServer;
  readonly protocol: () => Protocol;
  readonly plan: FaultPlan;
  readonly random: Random;
  readonly time: VenueTime;
}

const longestBody = 1_000_000;

const bodyOf = (request: IncomingMessage): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > longestBody) reject(new RangeError(`A body of more than ${longestBody} bytes.`));
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });

const fieldsOf = (query: string, body: string, type: string): Map<string, string> => {
  const fields = new Map(new URLSearchParams(query));
  if (type.includes('x-www-form-urlencoded') || /^[\w.%-]+=/.test(body)) {
    for (const [name, value] of new URLSearchParams(body)) fields.set(name, value);
  }
  return fields;
};

const htmlPage = (status: number): VenueAnswer => ({
  status,
  body: `<!DOCTYPE html>\n<html><head><title>${status} Bad Gateway</title></head><body><h1>${status}</h1></body></html>\n`,
  headers: { 'content-type': 'text/html' },
});

/** HTTP and WebSockets on one free port of 127.0.0.1, with the faults between the venue and its clients. */
export class LoopbackServer {
  readonly #options: LoopbackServerOptions;
  readonly #http: Server;
  readonly #connections = new Set<Connection>();
  readonly #requests: SeenRequest[] = [];
  readonly #seen: SeenConnection[] = [];
  #number = 0;

  constructor(options: LoopbackServerOptions) {
    this.#options = options;
    this.#http = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        // The client has gone in the middle of its request, or the venue has a fault of its own, which is to be seen.
        const message = error instanceof Error ? error.message : String(error);
        if (!response.headersSent) this.#write(response, { status: 500, body: JSON.stringify({ loopback: message }) });
      });
    });
    this.#http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  get connections(): ReadonlySet<Connection> {
    return this.#connections;
  }

  get requests(): readonly SeenRequest[] {
    return this.#requests;
  }

  get seen(): readonly SeenConnection[] {
    return this.#seen;
  }

  /** Begins to listen and returns the port. */
  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#http.once('error', reject);
      this.#http.listen(0, '127.0.0.1', () => resolve((this.#http.address() as AddressInfo).port));
    });
  }

  /** Cuts every connection; resolves when no socket is left. */
  async close(): Promise<void> {
    for (const connection of this.#connections) connection.cut();
    const { sockets } = this.#options;
    await new Promise<void>((resolve) => {
      sockets.close(() => resolve());
    });
    await new Promise<void>((resolve) => {
      this.#http.close(() => resolve());
      this.#http.closeAllConnections();
    });
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { sockets, protocol, plan, random, time } = this.#options;
    const { host, path, query } = splitAddress(request.url ?? '/');
    const number = this.#number++;
    const refusal = plan.onConnection(number, path);
    this.#seen.push({ number, timeMs: time.nowMs, host, path, isRefused: refusal !== undefined });
    if (refusal !== undefined) {
      socket.end(
        `HTTP/1.1 ${refusal} ${STATUS_CODES[refusal] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = new Connection({
        number,
        socket: webSocket,
        host,
        path,
        query: new URLSearchParams(query),
        plan,
        random: random.split(`connection ${number}`),
        time,
      });
      this.#connections.add(connection);
      webSocket.on('message', (data: Buffer) => {
        if (!connection.isSilent) protocol().received(connection, data.toString('utf8'));
      });
      webSocket.on('close', () => {
        this.#connections.delete(connection);
        protocol().closed(connection);
      });
      // A broken frame of the client; `close` follows.
      webSocket.on('error', () => webSocket.terminate());
      protocol().opened(connection);
    });
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { protocol, plan, time } = this.#options;
    const { path, query } = splitAddress(incoming.url ?? '/');
    const body = await bodyOf(incoming);
    const method = incoming.method ?? 'GET';
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join() : value]),
    );
    const fields = fieldsOf(query, body, headers['content-type'] ?? '');
    const request: VenueRequest = { method, path, query, body, headers, fields };
    const route = protocol().routes[`${method} ${path}`];
    const fault = plan.onRequest(route?.channel ?? 'control', path);
    const answer = this.#answer(request, fault);
    this.#requests.push({ timeMs: time.nowMs, method, path, query, status: answer?.status });
    if (answer === undefined) response.destroy();
    else if (fault?.kind === 'slow-answer') time.after(fault.delayMs, () => this.#write(response, answer));
    else this.#write(response, answer);
  }

  /** `undefined` when the connection is to break. */
  #answer(request: VenueRequest, fault: RequestFault | undefined): VenueAnswer | undefined {
    const { protocol } = this.#options;
    const { routes } = protocol();
    const route = routes[`${request.method} ${request.path}`];
    const done = (): VenueAnswer => (route === undefined ? protocol().unknownRoute(request) : route.answer(request));
    switch (fault?.kind) {
      case 'too-many-requests':
      case 'banned': {
        const { retryAfterSeconds } = fault;
        const status = fault.kind === 'banned' ? 418 : 429;
        const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
        return { status, body: protocol().tooManyRequests, headers };
      }
      case 'server-error':
        if (fault.isDone === true) done();
        return { status: fault.status ?? 503, body: protocol().serverError };
      case 'html-page':
        return htmlPage(fault.status ?? 502);
      case 'malformed-json': {
        const { status, body } = done();
        return { status, body: body.slice(0, Math.ceil(body.length / 2)) };
      }
      case 'lost-request':
        return undefined;
      case 'lost-answer':
        done();
        return undefined;
      default:
        return done();
    }
  }

  #write(response: ServerResponse, { status, body, headers }: VenueAnswer): void {
    if (response.destroyed) return;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body);
  }
}
